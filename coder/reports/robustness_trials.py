"""What would topple the findings of a study: each one tried without what it rests on, and on the settled layer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from coder.findings.finding_counts import FindingCounts
from coder.model.codebook import Finding
from coder.model.counting.layers import Apart, coder_of
from coder.model.reporting.robustness import Bar, Ground, Robustness, robustness
from coder.model.reporting.under_finding import Under
from coder.model.study_setting import Setting
from coder.record import settings
from coder.record.study import Study


def bar_of(study: Study) -> Bar:
    """Return when a finding of the study holds, as the lead set it or by default."""
    named = ("least-for", "most-against")
    least, most = (settings.number(study.reader, name) for name in named)
    return Bar(int(least), most, is_set=any(study.reader.one(Setting, name) is not None for name in named))


class Robustnesses:
    """The findings of a study, tried; what they share is read once."""

    def __init__(self, study: Study, bar: Bar | None = None) -> None:
        self.study = study
        self.bar = bar or bar_of(study)
        self._counts = FindingCounts(study)
        self._settled: tuple[object, dict[str, Apart]] | None = None

    def of(self, finding: Finding, found: Mapping[str, Under] | None = None) -> Robustness:
        """Return how a finding stands, and how it would stand with something left out.

        `found` is what lies under it where that was counted already.
        """
        infos, counts = self.study.project().transcript_by_id, self._counts
        grounds = (
            Ground(infos[key].case, one, partial(counts.label, key))
            for key, one in (counts.of(finding) if found is None else found).items()
        )
        settled = counts.settled(finding, self._settled_apart)
        told = None if settled is None else ((infos[key].case, *both) for key, both in settled.items())
        return robustness(grounds, self.bar, told, one_coder=bool(coder_of(self.study.counted)))

    def _settled_apart(self, study: Study) -> dict[str, Apart]:
        """Return the settled layer: the same for every finding, so it is worked out once for what stands now."""
        # Loaded where something was decided: most studies need none of it.
        from coder.agreement.layer_pieces import settled_apart

        head = study.journal.head()
        if self._settled is None or self._settled[0] != head:
            self._settled = head, settled_apart(study)
        return self._settled[1]
