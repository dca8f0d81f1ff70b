"""A turn as it is shown: lines of words with the pauses, lost sound and asides between them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from audio.words import Word
from interviewer.model import Decision, Quote, Turn

LONG_PAUSE_S = 3.0  # the same length from which the assessment counts a pause as long
LINE_PAUSE_S = 1.2  # a breath between sentences is shorter than this in most speakers
LINE_WORDS = 14  # a line is not cut at a full stop before it has as many: the recogniser's stops are not sentence ends
LINE_WORDS_MOST = 60


@dataclass(frozen=True)
class Token:
    """One word as shown. `decision` and `worst`: it lies in a decision, in the worst stretch."""

    index: int
    word: Word
    decision: bool = False
    worst: bool = False


@dataclass(frozen=True)
class Block:
    """A line of words, or a note between two lines.

    kind   words, pause, gap (lost sound) or aside
    text   the note's text; empty for words
    reply  what the interviewer answered to an aside; empty where the interviewer itself said the text
    """

    kind: Literal["words", "pause", "gap", "aside"]
    start_s: float | None = None
    end_s: float | None = None
    tokens: tuple[Token, ...] = ()
    text: str = ""
    reply: str = ""

    @property
    def exchange(self) -> tuple[tuple[str, str], ...]:
        """Who said what in an aside: a question and its reply, or what the interviewer said by itself."""
        if not self.reply:
            return (("Interviewer", self.text),)
        return (("You asked", self.text), ("Interviewer", self.reply))


def _plain(text: str) -> str:
    return re.sub(r"[^\w%]+", "", text).lower()


def span(words: Sequence[Word], quote: Quote | Decision) -> range:
    """Which of the turn's `words` the quote is: by time, else by its text; empty where it is not found."""
    if quote.start_s is not None and quote.end_s is not None:
        inside = [
            index
            for index, word in enumerate(words)
            if word.start_s is not None
            and word.end_s is not None
            and quote.start_s <= (word.start_s + word.end_s) / 2 <= quote.end_s
        ]
        return range(inside[0], inside[-1] + 1) if inside else range(0)
    wanted = [plain for plain in map(_plain, quote.quote.split()) if plain]
    said = [_plain(word.text) for word in words]
    for first in range(len(said) - len(wanted) + 1 if wanted else 0):
        if said[first : first + len(wanted)] == wanted:
            return range(first, first + len(wanted))
    return range(0)


def blocks(turn: Turn, decisions: Sequence[Decision] = (), worst: Quote | None = None) -> tuple[Block, ...]:
    """The turn in the order of time. Every word is in exactly one block."""
    words = turn.words
    decided = {index for decision in decisions if decision.turn == turn.number for index in span(words, decision)}
    heaped = set(span(words, worst)) if worst is not None and worst.turn == turn.number else set()
    lines: list[Block] = []
    line: list[Token] = []

    def close() -> None:
        if line:
            lines.append(Block("words", start_s=line[0].word.start_s, end_s=line[-1].word.end_s, tokens=tuple(line)))
            line.clear()

    notes = _notes(turn)
    for index, word in enumerate(words):
        silence = 0.0
        if index and word.start_s is not None and words[index - 1].end_s is not None:
            silence = word.start_s - (words[index - 1].end_s or 0.0)
        while notes and word.start_s is not None and (notes[0].start_s or 0.0) < word.start_s:
            close()
            lines.append(notes.pop(0))
        if silence >= LONG_PAUSE_S:
            close()
            lines.append(Block("pause", words[index - 1].end_s, word.start_s, text=f"{silence:.0f} s of silence"))
        elif silence >= LINE_PAUSE_S or len(line) >= LINE_WORDS_MOST:
            close()
        line.append(Token(index, word, decision=index in decided, worst=index in heaped))
        if len(line) >= LINE_WORDS and word.text.endswith((".", "?", "!")):
            close()
    close()
    return (*lines, *notes)


def _notes(turn: Turn) -> list[Block]:
    lost = [
        Block("gap", gap.start_s, gap.start_s + gap.duration_s, text=f"{gap.duration_s:.1f} s of sound were lost here")
        for gap in turn.gaps
    ]
    asides = [Block("aside", aside.at_s, text=aside.asked, reply=aside.answered) for aside in turn.asides]
    return sorted([*lost, *asides], key=lambda block: block.start_s or 0.0)
