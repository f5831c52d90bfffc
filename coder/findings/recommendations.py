"""Work on recommendations: what their text may cite, and the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coder.errors import NotFoundError
from coder.findings.acts import FindingWork
from coder.findings.citations import Citations
from coder.findings.untranslated import written_in
from coder.i18n import _
from coder.model.codebook import Recommendation
from coder.model.finding import flat
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen


class Recommendations:
    """Acts on recommendations, each one undoable."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def recommendation(self, key: str) -> Recommendation:
        """Return the recommendation with an id."""
        found = next((r for r in self.study.project().recommendations if r.id == key), None)
        if found is None:
            raise NotFoundError(
                _("no recommendation {key}").format(key=key), _("coder findings lists them all"), asked=[key]
            )
        return found

    def write(self, key: str, text: str, read: str | None = None) -> Outcome:
        """Write the recommendation's text over the one that was `read`; a link to what is not there is refused."""
        self.study.look_again()
        old = self.recommendation(key)
        field = written_in(old)
        require_seen(self.study, key, read, getattr(old, field))
        Citations(self.study).check(text)
        new = replace(old, **{field: text.strip()})  # type: ignore[arg-type]
        act = self.study.record([Put("recommendation", old, new)], "write")
        return Outcome(act, _("text of “{name}” saved").format(name=old.title))


def recommendation_offers(works: Iterable[FindingWork]) -> list[tuple[str, str]]:
    """Return what a recommendation's text may cite, as link and words: the findings under it, then what theirs may."""
    found = list(works)
    links = [(f"[[finding:{w.finding.id}]]", f"{w.finding.id} {w.finding.title}") for w in found]
    return list(dict.fromkeys([*links, *(offer for w in found for offer in finding_offers(w))]))


def passages_lacking(works: Sequence[FindingWork]) -> str:
    """Return why no passage can be cited yet, and what to do; nothing where one can."""
    if any(work.of(side) for work in works for side in ("for", "against")):
        return ""
    if works and not any(work.finding.supports or work.finding.opposes for work in works):
        return _("No passage can be cited yet: the finding names no codes. Leave, and choose them in its fields.")
    return _("No passage can be cited yet: nothing is coded with the codes of the finding.")


def finding_offers(work: FindingWork) -> list[tuple[str, str]]:
    """Return what a finding's text may cite: its chosen passages, or all where none is, its figures and its table."""
    laid = [*work.of("for"), *work.of("against")]
    finding = work.finding
    return [
        *(
            (f"[[quote:{one.quotation.id}]]", f"{one.quotation.id} {flat(one.shown)}")
            for one in [one for one in laid if one.chosen] or laid
        ),
        *((f"[[figure:{f.id}]]", f"{f.title} {f.text}") for f in work.figures),
        (f"[[table:{finding.id}]]", _("table of “{name}”").format(name=finding.title)),
    ]
