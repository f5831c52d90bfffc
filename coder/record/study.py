"""An open study: its project, its texts, its history, and who sits in front of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from coder.errors import CoderError, ConflictError, NotFoundError, UnnamedCoderError
from coder.i18n import _, listed
from coder.model.coding import Coding
from coder.model.counting.layers import CODER, OPENED
from coder.model.displaced import leading
from coder.model.journal.change import ActSummary, Change
from coder.model.journal.moment import Moment
from coder.model.people import Coder
from coder.model.project import OpenTranscript, Progress, Project, TranscriptRecord
from coder.model.quotation import Quotation
from coder.record import anchors, queries, state, texts
from coder.record.elsewhere import Elsewhere
from coder.record.entry import Put
from coder.record.file import database
from coder.record.file.database import Connection
from coder.record.file.writing import rest, transaction
from coder.record.journal import Journal
from coder.record.length_limits import within_limits
from coder.record.outcome import past_refused
from coder.record.proof.log_proof import require_own_log
from coder.record.quotation_stream import passages, quotations
from coder.record.reader import Reader
from coder.record.veil import visibility

if TYPE_CHECKING:
    from coder.model.counting.frequencies import FrequencyTable, Keeps
    from coder.record.proof.verify import Difference, Step


class Study:
    """A study on disk and the coder who works on it."""

    moment: Moment | None = None
    """The past moment that it stands for; None for now."""
    is_named = True
    """Whether somebody said who acts; else it was the last who sat here."""
    layer = ""
    """The layer that is laid over the codings while they are counted; empty for all that stand."""

    def __init__(self, connection: Connection, path: Path, coder: str) -> None:
        self.connection = connection
        self.reader = Reader(connection)
        self.path = path
        self._file = database.file_identity(path)
        self.coder = coder
        self.journal = Journal(connection, path)
        self._project: Project | None = None
        self._state = state.State(connection)
        self._elsewhere = Elsewhere(connection, self.journal)
        self.seen = self.visible_work()
        self._lifted = False
        visibility.draw(connection, self.seen)

    def visible_work(self) -> frozenset[str] | None:
        """Return whose work the coder may see now, None for everybody's."""
        return visibility.visible_work(self.connection, self.coder)

    @classmethod
    def open(cls, path: Path, coder: str = "") -> Self:
        """Open the study at `path`; an older one is backed up and migrated first."""
        require_own_log(path)
        connection = database.open_study(path, path.parent / "backups")
        named = state.coder_called(connection, coder) or state.whose_copy(connection)
        study = cls(connection, path, named or state.coder_here(connection))
        study.is_named = bool(named)
        return study

    @classmethod
    def create(cls, path: Path, coder: str) -> Self:
        """Make an empty study at `path`."""
        return cls(database.create(path), path, coder)

    def add_text(self, record: TranscriptRecord, text: str, data: bytes) -> None:
        """Store the text of a transcript and the bytes that it was read from, within the act that records it."""
        texts.put_text(self.connection, record, text, data)

    def close(self) -> None:
        """Close the file; what was written here is brought into it from its log where nobody else reads."""
        rest(self.connection)
        self.connection.close()

    def rest(self) -> None:
        """Bring what was written into the file from its log, as far as that goes without waiting for anybody."""
        rest(self.connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def record(self, puts: Any, verb: str, reverts: str | None = None, *, settling: bool = False) -> str:
        """Write one act of the coder and return its name; the project is read anew after it.

        One that is `settling` builds on all that stands apart of its objects. A coder who is new joins in the same
        transaction: where the act fails, nobody has joined.
        """
        with self.together():
            self.ensure_coder(self.coder)
            entries = within_limits(puts)
            act = self.journal.record(entries, coder=self.coder, verb=verb, reverts=reverts, settling=settling)
            self._elsewhere.note(act)
        self._project = None
        return act

    def revert(self, act: ActSummary, verb: str) -> str:
        """Take an act back, or do it again, and return the new act's name; the project is read anew after it."""
        from coder.record.undo_guards import refuse_withdrawal, require_texts_of

        refuse_withdrawal(act)
        project = self.project()
        with self.together():
            with self.unveiled():
                require_texts_of(self.reader, self.journal, project, act)
            self.ensure_coder(self.coder)
            new = self.journal.revert(act, coder=self.coder, verb=verb)
        self._project = None
        return new

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make several acts one transaction: all of them are written, or none."""
        self._refuse_past()
        self._refuse_another_file()
        self.require_coder()
        with database.told_plainly(self.path), transaction(self.connection):
            yield

    def ensure_coder(self, coder: str, name: str = "") -> None:
        """Enter a coder whom the study does not know yet."""
        self._refuse_past()
        if self.reader.one(Coder, coder) is None:
            self.journal.record([Put("coder", None, Coder(id=coder, name=name or coder))], coder=coder, verb="join")
            self._project = None

    def require_coder(self) -> None:
        """Refuse to guess who acts where several people code: an act in another's name is not taken back."""
        if self.is_named:
            return
        names = tuple(one.id for one in self.reader.all(Coder, "id"))
        if len(names) > 1:
            raise UnnamedCoderError(
                _("several people code in this study ({names}), and none was named for this command").format(
                    names=listed(names)
                ),
                _("give your name with --coder NAME or CODER_NAME"),
                names,
                self.coder,
            )

    def _refuse_another_file(self) -> None:
        """Refuse to write into a file that no longer bears the study's name: nobody would find the act again."""
        if self._file is not None and database.file_identity(self.path) != self._file:
            raise CoderError(
                _("{path} is another file than the one that was opened").format(path=self.path),
                _("it was replaced or moved meanwhile: close this window and open the study again"),
            )

    def _refuse_past(self) -> None:
        if self.moment is not None:
            raise past_refused()

    def project(self) -> Project:
        """Return the study as a frozen value, read again only when something changed it."""
        if self._project is None:
            self._project = queries.project(self.reader, self.journal.head()[1])
            self.seen = self.visible_work()
            if not self._lifted:
                visibility.draw(self.connection, self.seen)
        return self._project

    def look_again(self) -> None:
        """Read the project anew, and with it whose work the coder may see."""
        self._project = None
        self.project()

    @contextmanager
    def unveiled(self) -> Iterator[None]:
        """Read all that stands, for acts that must carry what others laid there; none of it is to be shown."""
        visibility.draw(self.connection, None)
        self._lifted = True
        try:
            yield
        finally:
            self._lifted = False
            visibility.draw(self.connection, self.seen)

    def keep_project(self, project: Project) -> None:
        """Take over a project that is known to hold still what the file holds."""
        self._project = project

    def changed_elsewhere(self) -> bool:
        """Tell, once, whether an act of another connection came since last asked."""
        changed = self._elsewhere.changed()
        if changed:
            self.look_again()
        return changed

    def progress(self) -> dict[str, Progress]:
        """Return each transcript's progress for the coder."""
        return queries.progress(self.reader, self.coder)

    def transcript(self, key: str) -> OpenTranscript:
        """Return the transcript that `key` names: its id, its name, its file, or a case's only one."""
        return queries.open_transcript(self.reader, self.resolve_transcript(key))

    def coding(self, key: str) -> Coding | None:
        """Return the coding with an id; None where there is none, or none that the coder may see."""
        return self.reader.one(Coding, key)

    def resolve_transcript(self, key: str) -> str:
        """Return the id of the transcript that `key` names."""
        found = self.project().transcripts
        if key in self.project().transcript_by_id:
            return key
        for test in (
            lambda t: t.name == key,
            lambda t: t.source == key,
            lambda t: t.case == key,
            lambda t: key in t.name,
        ):
            matches = [t for t in found if test(t)]
            if len(matches) == 1:
                return matches[0].id
        raise NotFoundError(_("no transcript {key}").format(key=key), _("coder transcripts lists them"), asked=[key])

    def require_text(self, document: OpenTranscript) -> None:
        """Refuse an act on an open transcript whose text another window has revised."""
        if anchors.text_hash_of(self.reader, document.info.id) != document.info.text_hash:
            raise ConflictError(
                _("the text of {name} was revised meanwhile").format(name=document.info.name),
                _("look at it again and repeat the act if it still fits"),
            )

    def overlaid(self, document: OpenTranscript) -> OpenTranscript:
        """Return the same text with the codings, memos and decisions that it carries now."""
        return document.with_overlay(*queries.overlay(self.reader, document.info.id))

    def frequencies(
        self, attribute: str | None = None, transcripts: Collection[str] | None = None, keeps: Keeps | None = None
    ) -> FrequencyTable:
        """Count passages by code and theme; with attributes of the cases, set apart by commas, by their values too.

        `transcripts` are the ids of those that are counted, `keeps` says which passages; None: all.
        """
        from coder.model.counting.frequencies import frequencies
        from coder.record.counts.code_counts import code_counts

        project, counted = self.project(), code_counts(self, keeps)
        if transcripts is not None:
            project = project.only(transcripts)
            counted = (one for one in counted if one[0] in transcripts)
        return frequencies(project, counted, attribute, self.counted)

    @property
    def counted(self) -> str:
        """Which codings are counted: the layer that was asked for, what a blind coder may see, or all (empty)."""
        if self.seen is None:
            return self.layer
        opened = queries.count_opened(self.reader)
        return f"{OPENED}{opened}:{self.coder}" if opened else f"{CODER}{self.coder}"

    def lost_counts(self) -> dict[str, int]:
        """Return how many anchors wait for a place in each transcript that has any."""
        waiting = leading(anchors.lost(self.reader))
        return dict(Counter(one.transcript for one in waiting))

    def quotations(self, code: str | None = None, limit: int = -1) -> Iterator[Quotation]:
        """Yield quotations in the order of the transcripts, of a code with those below it, or of all."""
        if code is None:
            return quotations(self.reader, self.project(), limit=limit)
        if code not in self.project().code_by_id:
            raise NotFoundError(_("no code {code}").format(code=code), _("coder codes lists them"), asked=[code])
        below = self.project().below(code)
        marks = ", ".join("?" * len(below))
        return quotations(self.reader, self.project(), f"k.code IN ({marks})", tuple(below), limit)

    def passages(self, codes: Sequence[str] | None = None, among: Collection[str] | None = None) -> Iterator[Quotation]:
        """Yield passages in the order of the transcripts: merged over some codes and those below them, or of each code.

        They are what every table, chart and report counts. `among` limits them to some transcripts.
        """
        if codes is None:
            return chain.from_iterable(passages(self.reader, self.project()))
        below = tuple(dict.fromkeys(key for code in codes for key in self.project().below(code)))
        marks = ", ".join("?" * len(below))
        project = self.project() if among is None else self.project().only(among)
        return chain.from_iterable(passages(self.reader, project, f"k.code IN ({marks})", below, over_codes=True))

    def original(self, transcript: str) -> bytes:
        """Return the imported file's bytes."""
        return texts.get_original(self.reader, self.project().transcript_by_id[transcript].original_hash)

    def acts(self, coder: str | None = None, limit: int | None = None) -> list[ActSummary]:
        """Return the history as far as the coder may see it, newest first."""
        if self.seen is None:
            return self.journal.acts(coder, limit)
        return list(islice(filter(self.is_shown, self.journal.acts(coder)), limit))

    def is_shown(self, act: ActSummary) -> bool:
        """Tell whether the coder may see an act: whether any of its changes."""
        return self.seen is None or next(self.each_change(act.act), None) is not None

    def changes(self, act: str) -> list[Change]:
        """Return the rows of one act that the coder may see."""
        return list(self.each_change(act))

    def each_change(self, act: str) -> Iterator[Change]:
        """Yield the rows of one act that the coder may see."""
        return visibility.shown(self.journal.changes(act), self.seen)

    def totals(self) -> tuple[int, int]:
        """Return how many codings and transcripts the study holds, of everybody."""
        return queries.totals(self.reader)

    def verify(self, step: Step = lambda _stage: None) -> list[Difference]:
        """Return everything that is not as the journal says."""
        from coder.record.proof import verify

        return list(verify.verify(self.connection, self.journal, step))

    def backup(self, folder: Path | None = None) -> Path:
        """Copy the study into `folder` (its own `backups`), prove the copy, return its path."""
        return database.backup(self.connection, self.path, folder or self.path.parent / "backups")

    def remember(self, key: str, value: str) -> bool:
        """Keep a view's state for the coder, and tell whether it is on disk; not part of the record."""
        return self._state.remember(self.coder, key, value)

    def recall(self, key: str) -> str | None:
        """Return what was remembered for the coder."""
        return self._state.recall(self.coder, key)

    def forget(self, key: str) -> None:
        """Drop what was remembered for the coder."""
        self._state.forget(self.coder, key)
