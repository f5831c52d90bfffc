"""What would topple the findings of a study: each one tried without what it rests on, and on the settled layer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from coder.findings import queries as store
from coder.findings.queries import Laid
from coder.model.codebook import Finding
from coder.model.counting.layers import Apart, coder_of
from coder.model.finding import Side
from coder.model.reporting.robustness import SUGGESTED, Bar, Ground, Robustness, robustness
from coder.model.study_setting import Setting
from coder.record import settings
from coder.record.study import Study
from coder.record.veil import layering


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
        self._spoken = store.kept_speakers(study.reader)

    def of(self, finding: Finding) -> Robustness:
        """Return how a finding stands, and how it would stand with something left out."""
        project = self.study.project()
        below = {side: frozenset(codes) for side, codes in project.sides_of(finding).items()}
        settled = self._on_settled(below)
        laid = store.laid(self.study.reader, frozenset().union(*below.values()))
        grounds = (self._ground(one, side) for one in laid for side, codes in below.items() if one.code in codes)
        return robustness(grounds, self.bar, settled, one_coder=bool(coder_of(self.study.counted)))

    def _on_settled(self, below: Mapping[Side, frozenset[str]]) -> list[Ground] | None:
        """Return what of the settled layer lies under a finding, None where that layer is not to be tried."""
        study = self.study
        if self._apart is None:
            return None
        with layering.lifted(study), layering.of_pieces(study, self._apart):
            laid = store.laid(study.reader, frozenset().union(*below.values()))
            return [self._ground(one, side) for one in laid for side, codes in below.items() if one.code in codes]

    @cached_property
    def _apart(self) -> dict[str, Apart] | None:
        """The settled layer; None for a blind coder, to whom it is not shown, and where nothing was decided."""
        if self.study.seen is not None or not store.is_adjudicated(self.study.reader):
            return None
        # Loaded where something was decided: most studies need none of it.
        from coder.agreement.layer_pieces import settled_apart

        with layering.lifted(self.study):
            return settled_apart(self.study)

    def _ground(self, one: Laid, side: Side) -> Ground:
        case, speaker = self._who(one.transcript, one.start)
        return Ground(
            side, one.transcript, one.start, one.end, case, speaker, one.coder, one.origin in SUGGESTED, one.outdated
        )

    def _who(self, transcript: str, start: int) -> tuple[str, str]:
        starts, names = self._spoken(transcript)
        return self.study.project().transcript_by_id[transcript].case, names[bisect_right(starts, start) - 1]
