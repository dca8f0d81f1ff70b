"""Plain text as turns, so that a typed answer is judged like a spoken one."""

from __future__ import annotations

from audio.words import Word
from interviewer.model import Turn


def turns_from_text(text: str) -> tuple[Turn, ...]:
    """One turn whose words have no times. In: any text; out: no turns at all where it holds no word."""
    words = tuple(Word(text=part) for part in text.split())
    return (Turn(number=0, words=words, closed_by="file"),) if words else ()


def span_text(words: tuple[Word, ...], first: int, last: int) -> str:
    """The words first..last (inclusive), verbatim."""
    return " ".join(word.text for word in words[first : last + 1])
