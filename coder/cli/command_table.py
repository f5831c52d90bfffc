"""The table of commands: enough for the help to be printed without importing any of them."""

from __future__ import annotations

from coder.cli.help_layout import Entry
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
        Entry(study, "init", "coder.cli.init_build:init", _("Make a new, empty study in a folder")),
        Entry(study, "build", "coder.cli.init_build:build", _("Make the study of a folder from its files")),
        Entry(
            study, "codebook", "coder.cli.codebook:codebook", _("Check, compare, apply or write the codebook's files")
        ),
        Entry(take, "import", "coder.cli.imports:take", _("Take transcripts into the study")),
        Entry(take, "revise", "coder.cli.revise:revise", _("Give a transcript its corrected text")),
        Entry(take, "lost", "coder.cli.revise:lost", _("List what a corrected text lost, and place it")),
        Entry(
            take,
            "suggest",
            "coder.cli.suggest:suggest",
            _("List suggestions and why, tell how good they are, or code what the keywords suggest"),
        ),
        Entry(
            take,
            "suggesters",
            "coder.cli.suggesters:suggesters",
            _("List suggesters of other packages, and allow them to send words away"),
        ),
        Entry(take, "codings", "coder.cli.imports:codings", _("Take codings in from CSV files")),
        Entry(take, "serve", "coder.cli.serve:serve", _("Open the study in a browser on this machine")),
        Entry(read, "transcripts", "coder.cli.lists:transcripts", _("List transcripts with their progress")),
        Entry(read, "cases", "coder.cli.lists:cases", _("List cases with their attributes")),
        Entry(read, "codes", "coder.cli.lists:codes", _("List themes and codes")),
        Entry(read, "coders", "coder.cli.coders:coders", _("List who codes, and let them code blind")),
        Entry(read, "show", "coder.cli.show:show", _("Print a transcript with its codings")),
        Entry(read, "search", "coder.cli.search:search", _("Find words in all transcripts")),
        Entry(read, "quotes", "coder.cli.quotes:quotes", _("Print coded passages with their citations")),
        Entry(read, "words", "coder.cli.words:words", _("Offer words for a code's keywords, or words no code covers")),
        Entry(
            read,
            "similar",
            "coder.cli.similar:similar",
            _("Find passages like one, or quotes that are nearly the same"),
        ),
        Entry(read, "memos", "coder.cli.memos:memos", _("List memos and find words in them")),
        Entry(write, "freq", "coder.cli.freq:freq", _("Count codings by code and theme")),
        Entry(write, "findings", "coder.cli.findings:findings", _("Print the findings with their evidence")),
        Entry(write, "finding", "coder.cli.findings:finding", _("Print one finding")),
        Entry(
            write,
            "report",
            "coder.cli.report_files:export",
            _("Write the report: DOCX, XLSX, HTML, Markdown, CSV, JSON"),
        ),
        Entry(write, "names", "coder.cli.names:names", _("List names that reports replace, and likely leaks")),
        Entry(record, "trace", "coder.cli.trace:trace", _("Walk from a finding or quote to its proof, and up")),
        Entry(record, "verify", "coder.cli.record:verify", _("Prove that record, tables and texts agree")),
        Entry(record, "audit", "coder.cli.pack:audit", _("Give an auditor the evidence")),
        Entry(record, "diff", "coder.cli.diff:diff", _("Say what changed between two moments")),
        Entry(record, "log", "coder.cli.log:log", _("Print the history, newest first")),
        Entry(record, "undo", "coder.cli.log:undo", _("Take your last act back")),
        Entry(record, "redo", "coder.cli.log:redo", _("Do again what was undone last")),
        Entry(record, "backup", "coder.cli.record:backup", _("Copy the study and prove the copy")),
        Entry(record, "completion", "coder.cli.completion:completion", _("Print the completion script of a shell")),
    )
