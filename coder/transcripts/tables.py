"""Tables of a document as paragraphs: those with a column of speakers become labelled speech."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from coder.i18n import _, listed
from coder.model.names.speaker_labels import without_colon
from coder.transcripts.document_pieces import Cells, Piece
from coder.transcripts.remarks import unmarked
from coder.transcripts.speaker_columns import (
    Columns,
    are_facts,
    can_be_speaker,
    columns_of,
    is_sentence,
    is_speech_title,
    is_title,
    kind_of_column,
    labelled_column,
    side_named,
    sides_of,
    titles_at,
)

WIDEST_SPAN = 50
_BLANK = Piece("")
_LONG = 12
_SOME_ROWS = 4


class Settled(NamedTuple):
    """The paragraphs of a document, those of its tables too, and whether a table is unclear beside clear ones."""

    pieces: list[Piece]
    doubtful: bool


def pieces_of_table(rows: Cells) -> list[Piece]:
    """Return a table's paragraphs, those of a row its speaker's where one column holds speakers.

    A row of another table is one piece with its cells; `settled` tells what it is from the tables around it.
    """
    if all(len(row) == 1 for row in rows):  # around what it holds, whose tables are told from one another
        return [piece for row in rows for piece in row[0]]
    rows = [[settled(cell).pieces if any(piece.cells for piece in cell) else cell for cell in row] for row in rows]
    whole = _even(rows)
    words = [[_joined(cell) for cell in row] for row in whole]
    if above := titles_at(words):
        said = ["  ".join(filter(None, row)) for row in words[:above]]
        return [*(Piece(line, heading=True, row=True) for line in said), *pieces_of_table(rows[above:])]
    return (
        _of_speakers(whole, words)
        or _of_sides(whole, words)
        or _of_labels(whole, words)
        or [Piece("", cells=tuple(map(tuple, row))) for row in rows]
    )


def settled(pieces: Iterable[Piece]) -> Settled:
    """Return the paragraphs, those of an unclear table by the columns of other tables of its width."""
    found = list(pieces)
    if not any(_is_open(piece) for piece in found):
        return Settled(found, doubtful=False)
    by_width: dict[int, list[list[str]]] = {}
    for piece in found:
        if piece.cells:
            by_width.setdefault(len(piece.cells), []).append([_joined(cell) for cell in piece.cells])
    columns = {width: columns_of(rows) for width, rows in by_width.items()}
    said = {width: Counter(row[at.speaker] for row in by_width[width]) for width, at in columns.items() if at}
    done: list[Piece] = []
    left_over: list[Piece] = []
    for is_open, run in groupby(found, key=_is_open):
        group = list(run)
        width = len(group[0].cells)
        told = columns.get(width) if is_open else None
        if told and _are_turns([[_joined(cell) for cell in piece.cells] for piece in group], told, said[width]):
            done += [each for piece in group for each in _speech(piece.cells, told)]
        elif is_open:
            done += [each for piece in group for each in _as_it_stands(piece)]
            left_over += [piece for piece in group if _says_much(piece.cells)]
        else:
            done += group
    beside = any(piece.row and piece.speaker for piece in done)
    return Settled(done, bool(left_over) and (beside or _are_most(left_over, found)))


def _are_most(rows: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Tell whether rows of unclear tables with more than one cell hold most of what a document says."""
    wide = [row for row in rows if sum(bool(_joined(cell)) for cell in row.cells) > 1]
    return len(wide) >= _SOME_ROWS and 2 * sum(map(_length, wide)) > sum(map(_length, pieces))


def _length(piece: Piece) -> int:
    return len(piece.words) if not _is_open(piece) else sum(len(_joined(cell)) for cell in piece.cells)


def _is_open(piece: Piece) -> bool:
    return bool(piece.cells) and not piece.row


def _are_turns(rows: Sequence[Sequence[str]], columns: Columns, said: Counter[str]) -> bool:
    """Tell whether rows of a small table are turns: who speaks in them speaks elsewhere too."""
    if any(len(row) <= max(columns.speaker, columns.speech) for row in rows):
        return False
    names = [row[columns.speaker] for row in rows]
    known = all(said[name] > 1 and can_be_speaker(name) for name in names if name)
    return known and not (len(rows) > 1 and are_facts([(row[columns.speaker], row[columns.speech]) for row in rows]))


def _as_it_stands(whole: Piece) -> list[Piece]:
    """Return a row's words as one paragraph, or those of each cell where one holds several."""
    if whole.words:
        return [Piece(whole.words)]
    row = whole.cells
    if any(sum(bool(piece.words) for piece in cell) > 1 for cell in row):
        return [piece for cell in row for piece in cell if piece.words]
    return [Piece("  ".join(_shown(cell) for cell in row))]


def _says_much(row: Sequence[Sequence[Piece]]) -> bool:
    return any(len(words := _joined(cell)) > _LONG and is_sentence(words) for cell in row)


def _of_speakers(whole: Cells, words: Sequence[Sequence[str]]) -> list[Piece]:
    """Return the speech of a table with a column of speakers; nothing for another one."""
    titles = {at for at, row in enumerate(words) if sum(map(bool, row)) == 1 and row[0]}
    plain = [at for at in range(len(whole)) if at not in titles]
    columns = columns_of([words[at] for at in plain])
    if columns is None:
        titles, plain = set(), list(range(len(whole)))
        columns = columns_of(words)
    if columns is None:
        return []
    if not columns.speech:
        titles = set()  # it is speech of the one before
    heads = plain[: columns.skip]
    names = {words[at][columns.speaker] for at in plain}
    found = _told([words[at] for at in heads], columns, words)
    for at, row in enumerate(whole):
        if at in titles and words[at][0] not in names:
            found.append(Piece(words[at][0], heading=True, row=True))
        elif at not in heads:
            found += _speech(row, columns)
    return found


def _told(heads: Sequence[Sequence[str]], columns: Columns, words: Sequence[Sequence[str]]) -> list[Piece]:
    """Return what of a table is left out, as it is told."""
    found = [_left(_("headings of a table: {titles}").format(titles=listed(filter(None, row)))) for row in heads]
    body = words[len(heads) :]
    by_column = {at: kind_of_column([row[at] for row in body if row[at]], "") for at in columns.dropped}
    kinds = set(by_column.values())
    same = [body[0][at] for at, kind in by_column.items() if kind in {"speech", "speaker"}]
    found += [_left(_("row numbers of a table"))] if "number" in kinds else []
    found += [_left(_("what a column says in every row: {words}").format(words=listed(same)))] if same else []
    return found + ([_left(_("further times of a table"))] if "time" in kinds else [])


def _left(words: str) -> Piece:
    return Piece(words, unsaid=True)


def _of_sides(whole: Cells, words: Sequence[Sequence[str]]) -> list[Piece]:
    """Return the speech of a table with a column for who asks and one for who answers; nothing for another one."""
    sides = sides_of(words[0]) if len(words) > 2 else None  # noqa: PLR2004  a row of titles, and two of speech
    if sides is None:
        return []
    kinds = [kind_of_column([row[at] for row in words[1:] if row[at]], "") for at in range(len(words[0]))]
    if any(kinds[at] != "speech" for at in sides):
        return []
    others = tuple(at for at, kind in enumerate(kinds) if kind in {"speech", "speaker"} and at not in sides)
    dropped = tuple(at for at, kind in enumerate(kinds) if kind in {"number", "time"})
    columns = [Columns(-1, at, None, others if at == sides[-1] else (), 1, dropped) for at in sides]
    found = _told(words[:1], columns[0], words)
    for row, said in zip(whole[1:], words[1:], strict=True):
        for side in columns:
            if said[side.speech]:
                found += _said_by(row, side_named(words[0][side.speech]), "", side)
    return found


def _of_labels(whole: Cells, words: Sequence[Sequence[str]]) -> list[Piece]:
    """Return the paragraphs of a table with a column of labelled speech, as 王：好嗎？; nothing for another one."""
    if not words:
        return []
    headed = any(map(is_speech_title, words[0])) and all(not cell or is_title(cell) for cell in words[0])
    body = words[headed:]
    kinds = [kind_of_column([row[at] for row in body if row[at]], "") for at in range(len(words[0]))]
    rows = whole[headed:]
    talk = labelled_column([[unmarked(piece.words) for row in rows for piece in row[at]] for at in range(len(kinds))])
    if talk is None:
        return []
    others = tuple(at for at, kind in enumerate(kinds) if kind in {"speech", "speaker"} and at != talk)
    dropped = tuple(at for at, kind in enumerate(kinds) if kind in {"number", "time"})
    found = _told(words[:headed], Columns(-1, talk, None, others, int(headed), dropped), words)
    for row in rows:
        found += [*(piece for piece in row[talk] if piece.words), *_asides(row, others, row_of_table=False)]
    return found


def _speech(row: Sequence[Sequence[Piece]], columns: Columns) -> list[Piece]:
    time = _joined(row[columns.time]).strip("[]()（）【】") if columns.time is not None else ""
    return _said_by(row, _name(row[columns.speaker]), time, columns)


def _name(cell: Sequence[Piece]) -> str:
    """Return who a cell names, with the marks of comments on the whole name."""
    shown, words = _shown(cell), _joined(cell)
    name = without_colon(words)
    return shown.replace(words, name) if words and words in shown else name


def _said_by(row: Sequence[Sequence[Piece]], speaker: str, time: str, columns: Columns) -> list[Piece]:
    """Return what of a row somebody says, and what stands beside it."""
    lines = [piece.words for piece in row[columns.speech] if piece.words] or [""]
    if not speaker and not any(lines):
        return []
    first = Piece(lines[0], speaker, time or None, stamped=True, row=True, cells=tuple(map(tuple, row)))
    return [first, *(Piece(line, row=True) for line in lines[1:]), *_asides(row, columns.others, row_of_table=True)]


def _asides(row: Sequence[Sequence[Piece]], others: Sequence[int], *, row_of_table: bool) -> list[Piece]:
    return [Piece(f"【{note}】", row=row_of_table) for at in others if (note := _shown(row[at]))]


def spread(rows: Iterable[Iterable[tuple[list[Piece], int, int]]]) -> Cells:
    """Return rows with a cell in each column, from cells with the columns and the rows that they go over.

    What is merged stands once: a speaker beside three rows says what stands in the second and third too.
    """
    spread_rows: Cells = []
    below: dict[int, int] = {}
    for row in rows:
        cells: list[list[Piece]] = []
        for words, wide, high in row:
            while below.get(len(cells), 0):
                below[len(cells)] -= 1
                cells.append([Piece("")])
            for at in range(len(cells), len(cells) + wide):
                below[at] = high - 1
            cells += [words or [Piece("")], *([[Piece("")]] * (wide - 1))]
        for at in sorted(at for at, left in below.items() if left and at >= len(cells)):
            if at == len(cells):
                below[at] -= 1
                cells.append([Piece("")])
        if cells:
            spread_rows.append(cells)
    return spread_rows


def _even(rows: Cells) -> Cells:
    """Return the rows with as many cells each, where most have as many; else none."""
    width, often = Counter(map(len, rows)).most_common(1)[0]
    if often * 10 < 7 * len(rows) or any(len(row) > width for row in rows):
        return []
    return [[*row, *([[_BLANK]] * (width - len(row)))] for row in rows]


def _joined(cell: Sequence[Piece]) -> str:
    """Return a cell's words as one, by which it is judged what its column holds."""
    return unmarked(_shown(cell))


def _shown(cell: Sequence[Piece]) -> str:
    """Return a cell's words as one, with the marks of comments on them."""
    return " ".join(" ".join(map(_whole, cell)).split())


def _whole(piece: Piece) -> str:
    return f"{piece.speaker}：{piece.words}" if piece.speaker else piece.words
