"""Words that are offered, as rows: counts, a bar for the score, what speaks for and against; and the example."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style

from coder.codebook.keyword_offers import Context
from coder.i18n import _, listed
from coder.language.word_offers import By, Offer
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, fit_end, pad, pad_start

_WIDE = 100
_COUNT = 8
_SCORE = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """How an offered word stands: the code's keyword by which it is found already, whose keyword it is, refused."""

    held: str = ""
    others: tuple[str, ...] = ()
    rejected: bool = False


def order_title(by: By) -> str:
    """Return an order's name."""
    return {"keyness": _("keyness"), "tfidf": "TF-IDF", "textrank": "TextRank"}[by]


def _columns(width: int) -> tuple[int, int]:
    """Return the cells of the word and of the bar."""
    return (24, 24) if width >= _WIDE else (18, 12)


def head_row(by: By, width: int, paints: Paints) -> Row:
    """Return the heads of the columns."""
    word, bar = _columns(width)
    counts = "".join(pad_start(name, _COUNT) for name in (_("inside"), _("outside"), _("spread")))
    return (
        (pad("  " + _("word"), word) + counts + pad_start(order_title(by), _SCORE + 1) + " " * (bar + 2), paints.quiet),
    )


def word_row(
    offer: Offer, standing: Standing, by: By, highest: float, width: int, paints: Paints, *, here: bool
) -> Row:
    """Return the row of a word; what is a keyword already or refused is quiet."""
    word, bar = _columns(width)
    back = Style(bgcolor=paints.selected) if here else Style()
    known = standing.held == offer.word or standing.rejected
    style = (paints.quiet if known else paints.text) + back
    length = round(bar * max(0.0, offer.rank(by)) / highest) if highest > 0 else 0
    mark = "x" if standing.rejected else "+" if standing.held == offer.word else ">" if here else " "
    return (
        (pad(f"{mark} {offer.word}", word), style if known else style + Style(bold=True)),
        ("".join(f"{n:>{_COUNT},}" for n in (offer.inside, offer.outside, offer.transcripts)), style),
        (f"{offer.rank(by):>{_SCORE + 1}.2f} ", style),
        (" " * length, paints.quiet + Style(reverse=True)),
        (" " * (bar - length) + " ", style),
        (fit(notes(offer, standing), max(0, width - word - 3 * _COUNT - _SCORE - bar - 3)), paints.quiet + back),
        (" " * width, back),
    )


def notes(offer: Offer, standing: Standing) -> str:
    """Return what is to say of a word beside its counts."""
    said: list[str] = []
    if standing.held == offer.word:
        said.append(_("keyword already"))
    elif standing.held:
        said.append(_("holds {word}").format(word=standing.held))
    if standing.others:
        said.append(_("keyword of “{names}”").format(names=listed(standing.others)))
    if standing.rejected:
        said.append(_("refused"))
    return " | ".join(said)


def example_rows(context: Context, place: str, words: str, width: int, paints: Paints) -> list[Row]:
    """Return the example of a word in its line, and the words that the code has."""
    left = max(4, (width - cell_len(context.match)) // 2 - 2)
    before = fit_end(context.before.replace("\n", " "), left)
    after = fit(context.after.replace("\n", " "), max(4, width - left - cell_len(context.match) - 2))
    return [
        (("─" * width, paints.faint),),
        ((" " + fit(place, width - 2), paints.strong),),
        (
            (" " * (1 + left - cell_len(before)) + before, paints.text),
            (context.match, paints.hit),
            (after, paints.text),
        ),
        ((" " + fit(words, width - 2), paints.quiet),),
    ]
