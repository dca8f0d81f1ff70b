"""One answer, from a text or a recording, as an interview of one turn."""

from __future__ import annotations

from collections.abc import Sequence

from audio.frames import Gap
from audio.words import Word
from interviewer.model import Interview, Turn
from interviewer.packs import Pack, Question


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text: no times, no probabilities."""
    return tuple(Word(token) for token in text.split())


def interview_of(
    words: Sequence[Word],
    pack: Pack,
    question: Question,
    duration_s: float | None = None,
    gaps: Sequence[Gap] = (),
) -> Interview:
    """An interview that is only this answer to the question itself."""
    turn = Turn(number=0, words=tuple(words), duration_s=duration_s, closed_by="file", gaps=tuple(gaps))
    return Interview(
        id="",
        pack=pack.id,
        question=question.id,
        kind="score",
        box_s=pack.head.kinds[question.kind].minutes * 60.0,
        started_at="",
        state="done",
        turns=(turn,),
    )
