"""What the interviewer says besides questions and follow-ups."""

from __future__ import annotations

import zlib

from interviewer.dialogue import persona, words
from interviewer.model import Interview

NEAR_END_S = 30.0  # so little is left that nobody would call it time, and in a short box a smaller share of it
NEAR_END_SHARE = 0.1


def anything_to_add(n: int, who: str = persona.NEUTRAL) -> str:
    """Asked before silence closes an answer; `n` counts from 1 within one answer, `who` is the persona."""
    variants = persona.named(who).anything_to_add or words.load().anything_to_add
    return variants[(n - 1) % len(variants)]


def closing(interview: Interview) -> str:
    """The last sentence, by why it ends: nothing heard, the time used up, or the last question answered.

    The same whenever the same interview asks for it.
    """
    known = words.load()
    if not any(turn.words for turn in interview.turns):
        return known.closing_short
    left_s = interview.box_s - interview.elapsed_s
    time_is_up = left_s <= min(NEAR_END_S, NEAR_END_SHARE * interview.box_s)
    own = persona.named(interview.persona)
    variants = (own.closing_time or known.closing_time) if time_is_up else (own.closing or known.closing)
    return variants[zlib.crc32(interview.id.encode()) % len(variants)]


def nothing_heard() -> str:
    """Shown where not a word was recognised."""
    return words.load().nothing_heard
