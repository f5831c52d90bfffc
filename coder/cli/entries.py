"""The table of commands: enough for the help to be printed without importing any of them."""

from __future__ import annotations

from coder.cli.shape import Entry
from coder.i18n import _

READS_THE_PAST = frozenset(
    {"transcripts", "cases", "codes", "coders", "show", "search", "quotes", "memos", "suggest"}
    | {"freq", "findings", "finding", "report", "trace", "log"}
)
"""Commands that answer for a past moment of the study too."""


def entries() -> tuple[Entry, ...]:
    """Return every command with its section and one line of help, in the order in which they are used."""
    study, take, read, write, record = (
        _("Make a study"),
        _("Take in and code"),
        _("Look"),
        _("Count and write up"),
        _("Prove and keep"),
    )
    return (
        Entry(study, "init", "coder.cli.making:init", _("Make a new, empty study in a folder")),
        Entry(study, "build", "coder.cli.making:build", _("Make the study of a folder from its files")),
        Entry(
            study, "codebook", "coder.cli.codebook:codebook", _("Check, compare, apply or write the codebook's files")
        ),
        Entry(take, "import", "coder.cli.taking:take", _("Take transcripts into the study")),
        Entry(take, "revise", "coder.cli.revising:revise", _("Give a transcript its corrected text")),
        Entry(take, "lost", "coder.cli.revising:lost", _("List what a corrected text lost, and place it")),
        Entry(
            take,
            "suggest",
            "coder.cli.suggesting:suggest",
            _("List suggestions and why, tell how good they are, or code what the keywords suggest"),
        ),
        Entry(
            take,
            "suggesters",
            "coder.cli.suggesters:suggesters",
            _("List suggesters of other packages, and allow them to send words away"),
        ),
        Entry(take, "codings", "coder.cli.taking:codings", _("Take codings in from CSV files")),
        Entry(take, "serve", "coder.cli.serving:serve", _("Open the study in a browser on this machine")),
        Entry(read, "transcripts", "coder.cli.lists:transcripts", _("List transcripts with their progress")),
        Entry(read, "cases", "coder.cli.lists:cases", _("List cases with their attributes")),
        Entry(read, "codes", "coder.cli.lists:codes", _("List themes and codes")),
        Entry(read, "coders", "coder.cli.coders:coders", _("List who codes, and let them code blind")),
        Entry(read, "show", "coder.cli.reading:show", _("Print a transcript with its codings")),
        Entry(read, "search", "coder.cli.searching:search", _("Find words in all transcripts")),
        Entry(read, "quotes", "coder.cli.quoting:quotes", _("Print coded passages with their citations")),
        Entry(read, "words", "coder.cli.words:words", _("Offer words for a code's keywords, or words no code covers")),
        Entry(
            read,
            "similar",
            "coder.cli.similar:similar",
            _("Find passages like one, or quotes that are nearly the same"),
        ),
        Entry(read, "memos", "coder.cli.memos:memos", _("List memos and find words in them")),
        Entry(write, "freq", "coder.cli.counting:freq", _("Count codings by code and theme")),
        Entry(write, "findings", "coder.cli.findings:findings", _("Print the findings with their evidence")),
        Entry(write, "finding", "coder.cli.findings:finding", _("Print one finding")),
        Entry(
            write, "report", "coder.cli.exporting:export", _("Write the report: DOCX, XLSX, HTML, Markdown, CSV, JSON")
        ),
        Entry(write, "names", "coder.cli.names:names", _("List names that reports replace, and likely leaks")),
        Entry(record, "trace", "coder.cli.tracing:trace", _("Walk from a finding or quote to its proof, and up")),
        Entry(record, "verify", "coder.cli.record:verify", _("Prove that record, tables and texts agree")),
        Entry(record, "audit", "coder.cli.auditing:audit", _("Give an auditor the evidence")),
        Entry(record, "diff", "coder.cli.comparing:diff", _("Say what changed between two moments")),
        Entry(record, "log", "coder.cli.history:log", _("Print the history, newest first")),
        Entry(record, "undo", "coder.cli.history:undo", _("Take your last act back")),
        Entry(record, "redo", "coder.cli.history:redo", _("Do again what was undone last")),
        Entry(record, "backup", "coder.cli.record:backup", _("Copy the study and prove the copy")),
        Entry(record, "completion", "coder.cli.completion:completion", _("Print the completion script of a shell")),
    )
