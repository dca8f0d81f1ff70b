"""How it was said: pace, long pauses, the filler floor, and when the first decision came."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.text import span_text
from interviewer.analysis.tokens import FILLERS, bare
from interviewer.model import Decision, Delivery, Quote, Turn

LONG_PAUSE_S = 3.0
CONTEXT_WORDS = 4  # words quoted on either side of a pause


def delivery(turns: Sequence[Turn], decisions: Sequence[Decision]) -> Delivery:
    """Rates count every spoken word, from the first to the last of each turn, pauses between them included."""
    words = sum(len(turn.words) for turn in turns)
    fillers = sum(1 for turn in turns for word in turn.words if bare(word.text) in FILLERS)
    timed = [(turn, turn.words[0].start_s, turn.words[-1].end_s) for turn in turns if turn.words]
    speech_s = sum(end - start for _, start, end in timed if start is not None and end is not None)
    first = next((decision for decision in decisions if decision.start_s is not None), None)
    if not speech_s:
        return Delivery(words=words, fillers_at_least=fillers)
    return Delivery(
        words=words,
        speech_s=round(speech_s, 2),
        words_per_minute=round(60 * words / speech_s, 1),
        long_pauses=tuple(pause for turn in turns for pause in _pauses(turn)),
        fillers_at_least=fillers,
        first_decision_s=first.start_s if first else None,
    )


def _pauses(turn: Turn) -> list[Quote]:
    """The silences of LONG_PAUSE_S and more between two words, with the words around them."""
    out: list[Quote] = []
    for index in range(1, len(turn.words)):
        end, start = turn.words[index - 1].end_s, turn.words[index].start_s
        if end is not None and start is not None and start - end >= LONG_PAUSE_S:
            first = max(0, index - CONTEXT_WORDS)
            last = min(len(turn.words), index + CONTEXT_WORDS) - 1
            text = span_text(turn.words, first, index - 1) + " ... " + span_text(turn.words, index, last)
            out.append(Quote(text, turn.number, end, start))
    return out
