"""Words of single segments, put together to running text. Pure.

Whisper ends almost every segment with a full stop and begins the next one with a capital, also where the speaker only
took breath in mid-sentence. What listens for the end of an answer, or cuts sentences, must not believe those.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from audio.language import Language, plain
from audio.words import Word

CONTINUES_S = 2.0
"""A clause that goes on with "which" or "because" may do so after this pause; longer ones begin anew."""
TOUCHING_S = 0.15
"""Far below the silence that closes a segment (0.5 s), word times being as rough as they are: the 25 s cap cut here,
not the speaker."""


@dataclass(frozen=True)
class Passage:
    """Words between two pauses."""

    text: str
    start_s: float
    end_s: float


def text_of(words: Iterable[Word]) -> str:
    """Running text."""
    return " ".join(word.text for word in words)


def join(segments: Sequence[Sequence[Word]], language: Language) -> tuple[Word, ...]:
    """The words of neighbouring segments as one text, without the full stops and capitals that only mark the cut.

    A full stop at a segment's end is dropped, and the capital behind it lowered, where the last word cannot end a
    sentence ("because."), where the next word only continues one ("which"), where the next segment begins in lower
    case, or where there was no pause at all. Question and exclamation marks stay: Whisper hears those.
    """
    joined: list[Word] = []
    for words in segments:
        if not words:
            continue
        if joined and _goes_on(joined[-1], words[0], language):
            joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(".…"))
            joined.append(replace(words[0], text=_lowered(words[0].text, language)))
            joined.extend(words[1:])
        else:
            joined.extend(words)
    return tuple(word for word in joined if word.text)


def _goes_on(last: Word, first: Word, language: Language) -> bool:
    if last.text[-1:] in "?!":
        return False
    pause_s = (first.start_s or 0.0) - (last.end_s or 0.0)
    word = plain(first.text)
    return (
        plain(last.text) in language.unfinished
        or last.text.endswith(("…", "...", ","))
        or pause_s < TOUCHING_S
        or first.text[:1].islower()
        or (pause_s < CONTINUES_S and word in language.continuations)
    )


def _lowered(text: str, language: Language) -> str:
    """`text` without its capital where it is a common small word; names and acronyms keep theirs."""
    return text[:1].lower() + text[1:] if plain(text) in language.small_words else text


def passages(words: Sequence[Word], pause_s: float = 0.8) -> list[Passage]:
    """Timed words cut at pauses of at least `pause_s`; words without times are left out."""
    found: list[list[Word]] = []
    for word in words:
        if word.start_s is None or word.end_s is None:
            continue
        if found and word.start_s - (found[-1][-1].end_s or 0.0) < pause_s:
            found[-1].append(word)
        else:
            found.append([word])
    return [Passage(text_of(group), group[0].start_s or 0.0, group[-1].end_s or 0.0) for group in found]
