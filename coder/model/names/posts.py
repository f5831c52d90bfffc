"""English words for a post or a part that somebody has: a label made of them says what a speaker is, not who."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_POSTS = _words(
    "nurse doctor physician surgeon midwife patient caregiver carer therapist pharmacist teacher student pupil "
    "parent mother father principal professor lecturer tutor trainee intern manager supervisor director executive "
    "officer founder owner boss employer employee worker staff colleague engineer developer designer programmer "
    "analyst scientist technician recruiter hr ceo cto cfo coo pm lead leader head chief senior junior assistant "
    "secretary clerk consultant advisor expert specialist coordinator administrator representative customer client "
    "user buyer seller vendor supplier farmer driver soldier police judge lawyer reporter journalist editor author "
    "speaker audience member participant subject informant interviewee respondent interviewer moderator facilitator "
    "host guest chair panelist observer translator interpreter volunteer resident citizen neighbour neighbor child "
    "adult man woman male female boy girl person group team everyone all unknown other narrator witness applicant "
    "candidate registered charge ward social care school project product sales marketing data software research "
    "human resources general deputy vice president chairman chairwoman chairperson partner the of and a an new old "
    "first second third night day "
)
_WORD = re.compile(r"[A-Za-z]+")


def is_post(label: str) -> bool:
    """Tell whether a Latin label holds nothing but words for posts, single letters and numbers: Nurse, Head nurse 2."""
    words = _WORD.findall(label.lower())
    return label.isascii() and bool(words) and all(word in _POSTS or len(word) == 1 for word in words)
