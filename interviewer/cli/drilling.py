"""A drill's case drawn, and its answer checked."""

from __future__ import annotations

import math
import secrets
from dataclasses import replace

from interviewer import nlp
from interviewer.dialogue import figures, words
from interviewer.model import DrillRun, Interview, Quote
from interviewer.packs import Pack
from interviewer.practice import checker, drills
from interviewer.report.phrases import clock

NAMED = 3  # missing items that are spoken by name


def draw(drill: drills.Drill, seed: int | None) -> DrillRun:
    """A fresh run; the same `seed` draws the same."""
    chosen = secrets.randbelow(1_000_000) if seed is None else seed
    table = figures.spoken(figures.generate(chosen, drill.categories)) if drill.figures else {}
    return drills.draw(drill, chosen, table)


def checked(pack: Pack, interview: Interview) -> DrillRun:
    """The drill of `interview` with what its answer shows."""
    assert interview.drill is not None
    drill = drills.find(pack, interview.question)
    items = checker.check(drill, interview.drill, interview.turns, pack, nlp.load())
    return replace(interview.drill, items=items)


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
