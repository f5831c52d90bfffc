"""A report without a title of its own is called after its study, and the study often after its codebook."""

from dataclasses import replace

import pytest

from coder.i18n import set_language
from coder.reports.outline import cover
from reports.samples import make_report


@pytest.mark.parametrize(
    ("lang", "study", "title"),
    [
        ("en", "Codebook of the usability interviews", "Usability interviews: report of the qualitative analysis"),
        ("zh_TW", "Codebook of the usability interviews", "Usability interviews質性分析報告"),
        ("zh_TW", "AI 人才訪談編碼簿", "AI 人才訪談質性分析報告"),
    ],
)
def test_the_title_is_the_studys_without_what_a_codebook_is_called(lang, study, title):
    set_language(lang)
    assert cover(replace(make_report(), title=study)).title == title
