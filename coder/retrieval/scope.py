"""Where a search looks: the filters that a person set, checked against the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coder.errors import NotFoundError
from coder.i18n import _
from coder.model.case_condition import cases_meant
from coder.model.project import Project, TranscriptInfo
from coder.model.text import Role


@dataclass(frozen=True, slots=True)
class Filters:
    """Where to look: whose words, in which cases and transcripts, on which codings; empty means anywhere.

    `code` and `not_code` are ids of codes or themes. `coder` says whose codings count for them; alone it asks
    for any coding of that coder.
    """

    code: str = ""
    not_code: str = ""
    role: str = ""
    speaker: str = ""
    case: str = ""
    where: tuple[tuple[str, str], ...] = ()
    coder: str = ""
    transcript: str = ""


ANYWHERE = Filters()


class Scope:
    """The filters, checked against the study."""

    def __init__(self, project: Project, filters: Filters) -> None:
        self.project, self.filters = project, filters
        self.codes, self.not_codes = self._codes(filters.code), self._codes(filters.not_code)
        self._meant = cases_meant(project, filters.where)
        self._cases = {c.id for c in project.cases if self._in_case(c.id)}
        if filters.case and not self._cases_named(filters.case):
            raise NotFoundError(
                _("no case {key}").format(key=filters.case), _("coder cases lists them"), asked=[filters.case]
            )
        if filters.coder and filters.coder not in project.coders:
            raise NotFoundError(
                _("no coder {name}").format(name=filters.coder), _("coder coders lists them"), asked=[filters.coder]
            )
        if filters.transcript and filters.transcript not in project.transcript_by_id:
            raise NotFoundError(
                _("no transcript {key}").format(key=filters.transcript), _("coder transcripts lists them")
            )
        self.asks_for_codings = bool(filters.code or filters.not_code or filters.coder)

    def _codes(self, key: str) -> frozenset[str]:
        if key and key not in self.project.code_by_id:
            raise NotFoundError(_("no code {code}").format(code=key), _("coder codes lists them"), asked=[key])
        return frozenset(self.project.below(key)) if key else frozenset()

    def _cases_named(self, key: str) -> set[str]:
        return {c.id for c in self.project.cases if key in {c.id, c.name, c.title, *c.aliases}}

    def _in_case(self, key: str) -> bool:
        named = not self.filters.case or key in self._cases_named(self.filters.case)
        return named and (not self.filters.where or key in self._meant)

    def transcripts(self) -> list[TranscriptInfo]:
        """Return the transcripts to look into, in the order of the study."""
        only = self.filters.transcript
        return [t for t in self.project.transcripts if t.case in self._cases and only in {"", t.id}]

    def hears(self, speaker: str, role: Role) -> bool:
        """Tell whether the words of a turn count."""
        filters = self.filters
        return filters.role in {"", str(role)} and filters.speaker in {"", speaker}

    def allows(self, on_it: Sequence[tuple[str, str]]) -> bool:
        """Tell whether a hit passes on which these codings stand, code and coder of each."""
        if not self.asks_for_codings:
            return True
        whose = self.filters.coder
        codes = {code for code, coder in on_it if whose in {"", coder}}
        if self.not_codes & codes:
            return False
        if self.codes:
            return bool(self.codes & codes)
        return bool(codes) or not whose or bool(self.not_codes)
