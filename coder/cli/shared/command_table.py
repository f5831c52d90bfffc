"""The table of commands: enough for the help to be printed without importing any of them."""

from __future__ import annotations

from coder.cli.shared.help_layout import Entry
from coder.i18n import _

READS_THE_PAST = frozenset(
    {"transcripts", "cases", "codes", "coders", "show", "search", "quotes", "memos", "suggest"}
    | {"assign", "agree", "training", "freq", "figures", "findings", "finding", "report", "report-page", "trace", "log"}
    | {"setting", "sign"}
)
"""Commands that answer for a past moment of the study too."""


def entries() -> tuple[Entry, ...]:
    """Return every command with its section and one line of help, in the order in which they are used."""
    return (*_making(), *_taking(), *_looking(), *_teaming(), *_writing(), *_proving())


def _making() -> tuple[Entry, ...]:
    section = _("Set up")
    return (
        Entry(section, "init", "coder.cli.init_build:init", _("Create an empty study in a folder")),
        Entry(section, "build", "coder.cli.init_build:build", _("Build a study from the files of a folder")),
        Entry(
            section, "setting", "coder.cli.study.setting:setting", _("List or change the settings of the whole study")
        ),
        Entry(
            section, "codebook", "coder.cli.codebook:codebook", _("Check, compare, apply or write the codebook's files")
        ),
    )


def _taking() -> tuple[Entry, ...]:
    section = _("Import and code")
    return (
        Entry(section, "import", "coder.cli.transcripts.imports:take", _("Import transcripts")),
        Entry(
            section,
            "speakers",
            "coder.cli.transcripts.speakers:speakers",
            _("List the speakers of a transcript, or change them"),
        ),
        Entry(
            section,
            "revise",
            "coder.cli.transcripts.revise:revise",
            _("Replace a transcript's text by a corrected one"),
        ),
        Entry(
            section,
            "lost",
            "coder.cli.transcripts.revise:lost",
            _("List codings that a corrected text displaced, and place them"),
        ),
        Entry(
            section,
            "suggest",
            "coder.cli.suggestions.suggest:suggest",
            _("List suggestions with reasons, evaluate them, or code all that keywords suggest"),
        ),
        Entry(
            section,
            "suggesters",
            "coder.cli.suggestions.suggesters:suggesters",
            _("List suggesters of other packages, and allow them to send text elsewhere"),
        ),
        Entry(section, "codings", "coder.cli.transcripts.imports:codings", _("Import codings from CSV files")),
        Entry(section, "serve", "coder.cli.serve:serve", _("Open the study in a browser on this machine")),
    )


def _teaming() -> tuple[Entry, ...]:
    section = _("Code as a team")
    return (
        Entry(
            section,
            "clone",
            "coder.cli.team.copies:clone",
            _("Copy the study into a folder for another person or machine"),
        ),
        Entry(section, "changes", "coder.cli.team.copies:changes", _("Write all changes into a file to send")),
        Entry(section, "merge", "coder.cli.team.merging:merge", _("Merge another copy of the study into this one")),
        Entry(
            section,
            "conflicts",
            "coder.cli.team.conflict_list:conflicts",
            _("List conflicting changes, and settle them"),
        ),
        Entry(
            section,
            "assign",
            "coder.cli.agreement.assign:assign",
            _("Assign transcripts to coders, or list who codes what"),
        ),
        Entry(section, "finish", "coder.cli.agreement.assign:finish", _("Mark a transcript as finished")),
        Entry(
            section, "agree", "coder.cli.agreement.agree:agree", _("Measure inter-coder agreement, by code and theme")
        ),
        Entry(
            section,
            "training",
            "coder.cli.agreement.training_table:training",
            _("Compare each coder with the settled codings"),
        ),
        Entry(
            section,
            "adjudicate",
            "coder.cli.agreement.adjudicate:adjudicate",
            _("Decide disagreements between coders"),
        ),
    )


def _looking() -> tuple[Entry, ...]:
    section = _("Browse")
    return (
        Entry(section, "transcripts", "coder.cli.lists:transcripts", _("List transcripts with their progress")),
        Entry(section, "cases", "coder.cli.lists:cases", _("List cases with their attributes")),
        Entry(
            section,
            "transcript",
            "coder.cli.transcripts.whole:transcript",
            _("Rename a transcript, move it to another case or remove it"),
        ),
        Entry(section, "case", "coder.cli.transcripts.whole:case", _("Change a case and its attributes")),
        Entry(section, "codes", "coder.cli.lists:codes", _("List themes and codes")),
        Entry(section, "coders", "coder.cli.coders:coders", _("List coders; turn blind coding on or off")),
        Entry(section, "show", "coder.cli.show:show", _("Print a transcript with its codings")),
        Entry(section, "search", "coder.cli.search:search", _("Find words in all transcripts")),
        Entry(section, "quotes", "coder.cli.quotes:quotes", _("Print coded passages with their citations")),
        Entry(
            section,
            "words",
            "coder.cli.words:words",
            _("Suggest keywords for a code, or list words that no code covers"),
        ),
        Entry(
            section,
            "similar",
            "coder.cli.similar:similar",
            _("Find similar passages, or nearly identical quotations"),
        ),
        Entry(section, "memos", "coder.cli.memos:memos", _("List memos and find words in them")),
    )


def _writing() -> tuple[Entry, ...]:
    section = _("Analyse and report")
    return (
        Entry(section, "freq", "coder.cli.freq:freq", _("Count passages by code and theme")),
        Entry(
            section,
            "figures",
            "coder.cli.figures:figures",
            _("List the survey figures and their sources"),
        ),
        Entry(section, "findings", "coder.cli.findings:findings", _("Print the findings with their evidence")),
        Entry(section, "finding", "coder.cli.findings:finding", _("Print one finding")),
        Entry(
            section,
            "report",
            "coder.cli.report_files:export",
            _("Write the report: DOCX, XLSX, HTML, Markdown, CSV, JSON"),
        ),
        Entry(
            section,
            "report-page",
            "coder.cli.report_page:report_page",
            _("Print or set the report's cover, abstract and chapters"),
        ),
        Entry(
            section,
            "names",
            "coder.cli.names:names",
            _("List names that reports replace, and likely identifying details"),
        ),
    )


def _proving() -> tuple[Entry, ...]:
    section = _("Verify and back up")
    return (
        Entry(
            section,
            "trace",
            "coder.cli.trace:trace",
            _("Trace a finding or quotation to its source text and journal entries"),
        ),
        Entry(section, "verify", "coder.cli.verification:verify", _("Verify that journal, tables and texts agree")),
        Entry(
            section,
            "sign",
            "coder.cli.study.sign:sign",
            _("Sign the journal with your SSH key, or list signatures"),
        ),
        Entry(section, "audit", "coder.cli.pack:audit", _("Prepare evidence for an auditor")),
        Entry(section, "diff", "coder.cli.diff:diff", _("List changes between two moments")),
        Entry(section, "log", "coder.cli.log:log", _("Print the history, newest first")),
        Entry(section, "undo", "coder.cli.log:undo", _("Undo your last act")),
        Entry(section, "redo", "coder.cli.log:redo", _("Redo the last undone act")),
        Entry(section, "withdraw", "coder.cli.withdraw:withdraw", _("Erase a participant's words for good")),
        Entry(section, "backup", "coder.cli.verification:backup", _("Back up the study and verify the copy")),
        Entry(section, "restore", "coder.cli.restore:restore", _("Restore the study from a backup")),
        Entry(section, "completion", "coder.cli.completion:completion", _("Print the completion script of a shell")),
    )
