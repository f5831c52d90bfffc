"""The groups of actions in the help."""

from __future__ import annotations

from coder.i18n import N_

marking = N_("Marking")
moving = N_("Moving")
coding = N_("Coding")
suggesting = N_("Suggestions")
choosing = N_("Quotes of codes")
searching = N_("Searching the study")
program = N_("Program")
noting = N_("Memos")
setting = N_("Settings")
visiting = N_("Other screens")
auditing = N_("History")
booking = N_("Codebook")
placing = N_("Displaced codings")
hiding = N_("Names in reports")
comparing = N_("Agreement and adjudication")
sampling = N_("Audit sample")
menu = N_("Go to, in the menu of places")
reviewing = N_("Review")
synthesising = N_("Findings and matrices")
speaking = N_("Who speaks")
