"""Whose task lists a coder sees, what of them waits, and what is said of them on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coder.agreement.adjudication import Adjudications
from coder.agreement.assignments import Task, tasks
from coder.errors import CoderError
from coder.i18n import _
from coder.record.study import Study


@dataclass(frozen=True, slots=True)
class TaskList:
    """The assignments of a study in the order of coders and transcripts; `mine` are the coder's own.

    `leads` tells whether the coder sees to everybody's; `cases` counts the disagreements that wait in each transcript.
    """

    all: tuple[Task, ...]
    coder: str
    leads: bool
    cases: Mapping[str, int]

    @property
    def mine(self) -> tuple[Task, ...]:
        """The coder's own assignments."""
        return tuple(task for task in self.all if task.assignment.coder == self.coder)

    def shown(self, *, everybody: bool) -> tuple[Task, ...]:
        """Return everybody's assignments, or the coder's own."""
        return self.all if everybody else self.mine


def task_list(study: Study) -> TaskList:
    """Return the assignments; the cases that wait are counted for those who may settle them."""
    roles = study.project().roles
    leads = study.seen is None and (roles.get(study.coder) == "lead" if "lead" in roles.values() else True)
    found = tuple(tasks(study))
    cases: dict[str, int] = {}
    if leads and found:
        try:
            dockets = Adjudications(study).queue()
        except CoderError:
            dockets = []
        for one in dockets:
            cases[one.info.id] = cases.get(one.info.id, 0) + 1
    return TaskList(found, study.coder, leads, cases)


def state_words(task: Task) -> str:
    """Return how an assignment stands; nothing of a colleague's for a blind coder."""
    if task.stale:
        return _("text revised since: assign or finish again")
    return {None: "-", True: _("finished"), False: _("not finished yet")}[task.finished]


def progress_words(task: Task) -> str:
    """Return how many of the assigned turns hold a coding."""
    return "-" if task.coded is None else f"{task.coded}/{task.turns}"


def summary(found: Sequence[Task]) -> str:
    """Return how many assignments are open, and the first of them."""
    waiting = [task for task in found if not task.finished]
    if not waiting:
        return _("{count} of {count} finished").format(count=len(found))
    first = waiting[0]
    return _("{open} of {count} assignments open, first {name} ({progress} turns)").format(
        open=len(waiting), count=len(found), name=first.info.name, progress=progress_words(first)
    )


def home_words(found: TaskList) -> list[str]:
    """Return what the first screen says of assignments: one's own, everybody's for a lead, cases to decide."""
    told = []
    if found.mine:
        told.append(_("Yours: {summary}.").format(summary=summary(found.mine)))
    others = [task for task in found.all if task.assignment.coder != found.coder]
    if found.leads and others:
        done = sum(bool(task.finished) for task in others)
        told.append(_("Others: {done} of {all} finished.").format(done=done, all=len(others)))
    if waiting := sum(found.cases.values()):
        told.append(_("{count} disagreements to decide.").format(count=waiting))
    return told


def task_marks(found: TaskList, transcript: str) -> list[str]:
    """Return what stands beside a transcript: how far one's own coding is, else for a lead how many finished."""
    here = [task for task in found.all if task.info.id == transcript]
    mine = [task for task in here if task.assignment.coder == found.coder]
    if mine:
        return [_("finished") if task.finished else progress_words(task) for task in mine]
    done = sum(bool(task.finished) for task in here)
    return [_("{done} of {all} finished").format(done=done, all=len(here))] if found.leads and here else []
