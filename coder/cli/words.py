"""words: which words mark a code's passages, which words no code covers; and taking them into the keywords."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, progress, put, say, table
from coder.cli.shared.context import (
    Seat,
    complete_codes,
    find_code,
    json_option,
    limit_option,
    notice_of,
    pass_seat,
    say_notice,
)
from coder.cli.shared.help_layout import command
from coder.cli.shared.voice_options import kept_voices, told_voices, voice_options
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.codebook.keyword_offers import Context, WordList
    from coder.language.word_offers import Offer
    from coder.model.codebook import Code
    from coder.model.counting.frequencies import Keeps
    from coder.record.study import Study

# Written out, for the help must not import the room that knows them; a test compares them.
_ORDERS = ("keyness", "tfidf", "textrank")


@command(
    "words",
    _("Suggest keywords for a code, or list words that no code covers"),
    "coder words referral-preferred",
    "coder words referral-preferred --by textrank --limit 10",
    "coder words --uncovered --json",
    "coder words referral-preferred --accept 介紹 --accept 引薦",
)
@click.argument("word", metavar="[CODE]", required=False, shell_complete=complete_codes)
@click.option("--uncovered", is_flag=True, help=_("Words in respondents' uncoded speech that no keyword finds"))
@click.option("--by", type=click.Choice(_ORDERS), default="keyness", show_default=True, help=_("Order of the words"))
@limit_option(30, _("Show at most this many words"))
@click.option("--accept", multiple=True, metavar="WORD", help=_("Add this word to the code's keywords"))
@click.option("--reject", multiple=True, metavar="WORD", help=_("Never suggest this word for the code again"))
@voice_options
@json_option
@pass_seat
def words(
    seat: Seat,
    word: str | None,
    uncovered: bool,
    by: Any,
    limit: int | None,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    roles: tuple[str, ...],
    speakers: tuple[str, ...],
    as_json: bool,
) -> None:
    """Print each word with its counts, its score and one example; words that are keywords already are marked."""
    if (word is None) != uncovered:
        raise click.UsageError(_("name a code, or ask for --uncovered"))
    if uncovered and (accept or reject):
        raise click.UsageError(_("name the code that is to have the word"))
    from coder.model.counting.counting_words import unit

    with seat.open() as study:
        code = find_code(study.project(), word) if word is not None else None
        if code is not None and (accept or reject):
            _take(study, code, accept, reject)
            return
        found = _read(study, code, kept_voices(study, speakers, roles))
        rows = list(_rows(study, found, code, by, limit))
        if as_json:
            emit_rows(
                notice_of(study),
                (_as_dict(study, *row) for row in rows),
                {"passages": found.passages} if found.code else {},
            )
            return
        _print(study, rows)
        _explain(found, of_some=bool(speakers or roles))
        if told := told_voices(speakers, roles):
            say(told)
        say(unit(study.counted, study.project().coders))
        say_notice(study)


def _take(study: Study, code: Code, accept: Sequence[str], reject: Sequence[str]) -> None:
    from coder.codebook.acts import Codebook
    from coder.codebook.keyword_offers import plan_keywords, reject_word

    if accept:
        book = Codebook(study)
        put(book.do(plan_keywords(book, code.id, accept)).message)
        say(_("coder undo takes it back"))
    for word in reject:
        reject_word(study, code.id, word)
        put(_("not offered again for “{name}”: {word}").format(name=code.title, word=word))


def _read(study: Study, code: Code | None, keeps: Keeps | None) -> WordList:
    from coder.codebook.keyword_offers import Reading, uncovered_words, words_of
    from coder.language.words import Segmenter

    project = study.project()
    with progress(_("reading"), None) as advance:
        at = 0

        def told(done: int, _all: int) -> None:
            nonlocal at
            advance(done - at)
            at = done

        segmenter = Segmenter(word for c in project.usable_codes for word in c.keywords)
        reading = Reading(study.reader, project, segmenter, told=told, keeps=keeps)
        return words_of(reading, code.id) if code is not None else uncovered_words(reading)


def _rows(
    study: Study, found: WordList, code: Code | None, by: Any, limit: int | None
) -> Iterator[tuple[Offer, Context, str, tuple[str, ...]]]:
    """Yield each word with its example, the code's keyword by which it is found already, and the codes that have it."""
    from coder.codebook.keyword_offers import context_of, held_keyword, keyword_owners, rejected_words
    from coder.language.word_offers import in_order

    project = study.project()
    owners, rejected = keyword_owners(project), rejected_words(study, found.code)
    wanted = [offer for offer in in_order(found.offers, by) if offer.folded not in rejected]
    for offer in wanted[:limit]:
        others = tuple(key for key in owners.get(offer.folded, ()) if key != found.code)
        held = held_keyword(code, offer.folded) if code is not None else ""
        yield offer, context_of(study.reader, project, offer.place), held, others


def _as_dict(study: Study, offer: Offer, context: Context, held: str, others: tuple[str, ...]) -> dict[str, Any]:
    return {
        "word": offer.word,
        "inside": offer.inside,
        "outside": offer.outside,
        "transcripts": offer.transcripts,
        "keyness": round(offer.score, 3),
        "tfidf": round(offer.tfidf, 4),
        "textrank": round(offer.textrank, 4),
        "keyword": held,
        "keyword_of": others,
        "example": {
            "transcript": study.project().transcript_by_id[context.transcript].name,
            "line": context.line,
            "before": context.before,
            "match": context.match,
            "after": context.after,
        },
    }


def _print(study: Study, rows: Sequence[tuple[Offer, Context, str, tuple[str, ...]]]) -> None:
    names = {code.id: code.title for code in study.project().codes}
    columns = (
        _("Word"),
        _("Inside"),
        _("Outside"),
        _("Transcripts"),
        _("Keyness"),
        _("TF-IDF"),
        _("TextRank"),
        _("Keyword"),
        _("Example"),
    )
    cells: list[tuple[object, ...]] = []
    for offer, context, held, others in rows:
        marks = [_("holds {word}").format(word=held)] if held and held != offer.word else [_("already")] if held else []
        with suppress(KeyError):
            marks += [_("of {name}").format(name=names[key]) for key in others]
        cells.append(
            (
                offer.word,
                offer.inside,
                offer.outside,
                offer.transcripts,
                f"{offer.score:.2f}",
                f"{offer.tfidf:.3f}",
                f"{offer.textrank:.2f}",
                listed(marks),
                f"{context.before[-12:]}[{context.match}]{context.after[:12]}",
            )
        )
    table(columns, cells, numbers=(1, 2, 3, 4, 5, 6))


def _explain(found: WordList, *, of_some: bool) -> None:
    if found.few:
        say(
            _("Only {count} coded passages: with fewer than ten, the ranking above is mostly noise.").format(
                count=found.passages
            )
        )
    if not found.offers:
        say(_("No words to offer: nothing has this code yet, or nothing stands out."))
    elif of_some:
        say(_("Inside and outside are counted in the speech of these people alone. --accept WORD takes a word."))
    elif found.code:
        say(_("Inside: in the code's passages; outside: in all other respondents' speech. --accept WORD takes one."))
    else:
        say(_("Inside: in uncoded respondents' speech; outside: in coded speech."))
