"""What the interviewer says besides questions and follow-ups."""

from __future__ import annotations

import zlib

from interviewer.dialogue import words
from interviewer.model import Interview


def anything_to_add(n: int) -> str:
    """Asked before silence closes an answer; `n` counts from 1 within one answer."""
    variants = words.load().anything_to_add
    return variants[(n - 1) % len(variants)]


def closing(interview: Interview) -> str:
    """The last sentence of the interview; the same whenever the same interview asks for it."""
    known = words.load()
    if not any(turn.words for turn in interview.turns):
        return known.closing_short
    return known.closing[zlib.crc32(interview.id.encode()) % len(known.closing)]


def nothing_heard() -> str:
    """Shown where not a word was recognised."""
    return words.load().nothing_heard
