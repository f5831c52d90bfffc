"""What the fields of the lead's page, its tables and charts are called."""

from __future__ import annotations

from coder.i18n import _


def field_words() -> dict[str, str]:
    """Return what the fields of the cover are called, in their order on the screen."""
    return {
        "title": _("Title"),
        "title_en": _("English title"),
        "subtitle": _("Subtitle"),
        "subtitle_en": _("English subtitle"),
        "client": _("Client"),
        "client_en": _("English client"),
        "institute": _("Institute"),
        "institute_en": _("English institute"),
        "authors": _("Authors"),
        "date": _("Day"),
        "calendar": _("Calendar"),
        "group_by": _("Compare by"),
        "abstract": _("Abstract"),
        "abstract_en": _("English abstract"),
    }


def list_words() -> dict[str, dict[str, str]]:
    """Return what tables, charts and appendices are called, by the field of the page that names those it has."""
    return {
        "tables": {
            "themes": _("Themes in passages and cases"),
            "codes": _("Codes in passages and cases"),
            "kinds": _("Themes by kind of case"),
            "cases": _("Themes by case"),
            "spread": _("Spread over the cases"),
            "agreement": _("Agreement of coders by theme"),
            "figures": _("Figures beside findings"),
        },
        "charts": {
            "themes": _("Bars of themes"),
            "kinds": _("Bars by kind of case"),
            "spread": _("Findings by case"),
            "portraits": _("Strips of the transcripts"),
        },
        "appendices": {
            "codebook": _("Codebook"),
            "cases": _("Cases and their attributes"),
            "speakers": _("Roles and speakers"),
            "quotations": _("Passages quoted"),
            "journal": _("Acts in the journal under the method"),
        },
    }


def calendar_words(calendar: str) -> str:
    """Return what a calendar is called."""
    return {"minguo": _("Minguo (Republic of China)"), "gregorian": _("common era")}[calendar]
