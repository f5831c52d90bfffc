"""JSON follows the lead's page: its cover, its chapters in their order, and the sources it prints."""

import json

from coder.reports.figure_parts import references
from coder.reports.json_data import JsonExporter


def test_json_has_cover_chapters_and_references_as_the_printed_report_has(report, tmp_path):
    (path,) = JsonExporter().write(report, tmp_path)
    told = json.loads(path.read_text("utf-8"))
    assert told["cover"]["title"].startswith("AI 人才 <研究>")
    assert [one["part"] for one in told["chapters"]][:3] == ["abstract", "method", "results"]
    assert told["references"] == list(references(report))
