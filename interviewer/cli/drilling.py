"""A drill's case drawn, and its answer checked."""

from __future__ import annotations

import secrets
from dataclasses import replace

from interviewer import nlp
from interviewer.dialogue import figures
from interviewer.model import DrillRun, Interview
from interviewer.packs import Pack
from interviewer.practice import checker, drills


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
