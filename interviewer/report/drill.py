"""What an answer to a drill showed, as plain lines for a terminal and as what is spoken. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator

from interviewer.dialogue import figures, words
from interviewer.model import DrillRun, Interview, Quote
from interviewer.report.phrases import clock

NAMED = 3  # missing items that are spoken by name
QUOTED = 2  # of an item, in the lines


def lines(interview: Interview, run: DrillRun) -> Iterator[tuple[int, str]]:
    """(indent, text): item by item what was there, with what plays it, and what was not, with the next step."""
    yield 0, f"{sum(item.done for item in run.items)} of {len(run.items)} are there."
    for item in run.items:
        count = f" ({item.found} of {item.wanted})" if item.wanted > 1 else ""
        yield 0, f"{'yes' if item.done else 'NO ':<4}{item.says}{count}"
        for quote in item.evidence[:QUOTED]:
            at = "" if quote.start_s is None else f" ({clock(quote.start_s)})"
            yield 6, f'"{quote.quote}"{at}'
            if command := replay(interview, quote):
                yield 6, command
        for quote in item.wrong[:1]:
            yield 6, f'the wrong way round: "{quote.quote}"'
            yield 6, item.gap
    yield 0, ""
    yield 0, told(run)
    missing = next((item for item in run.items if not item.done), None)
    if missing is not None:
        yield 0, f"Next: {missing.gap}"
    if interview.turns and interview.turns[0].audio:
        yield 0, f"Hear it: interviewer replay {interview.id}"


def told(run: DrillRun) -> str:
    """What is missing, and what was said the wrong way round, in a sentence or two that can be spoken."""
    said = words.load().drill
    missing = [item.says for item in run.items if not item.done]
    wrong = [item.says for item in run.items if item.wrong]
    if not missing:
        sentences = [said["all"]]
    elif len(missing) <= NAMED:
        first = ", ".join(missing[:-1])
        sentences = [said["some" if first else "one"].format(first=first, last=missing[-1])]
    else:
        rest = figures.number(len(missing) - NAMED)
        sentences = [said["many"].format(first=", ".join(missing[:NAMED]), more=rest)]
    if wrong:
        sentences.append(said["wrong"].format(last=" and ".join(wrong)))
    return " ".join(sentences)


def replay(interview: Interview, quote: Quote) -> str:
    """The command that plays the seconds of `quote`, or "" where they are not known or nothing was recorded."""
    turn = next((turn for turn in interview.turns if turn.number == quote.turn), None)
    if quote.start_s is None or quote.end_s is None or turn is None or not turn.audio:
        return ""
    which = f" --turn {quote.turn}" if quote.turn else ""
    until = clock(math.ceil(quote.end_s))
    return f"interviewer replay {interview.id}{which} --from {clock(quote.start_s)} --until {until}"
