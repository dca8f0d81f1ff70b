"""A drill's case drawn, and its answer checked."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewer import nlp, packs
from interviewer.dialogue import figures
from interviewer.errors import PackError
from interviewer.model import DrillRun, Interview
from interviewer.packs import Pack
from interviewer.practice import checker, drills

if TYPE_CHECKING:
    from interviewer.cli.wiring import Desk


def draw(drill: drills.Drill, seed: int | None) -> DrillRun:
    """A fresh run; the same `seed` draws the same."""
    chosen = secrets.randbelow(1_000_000) if seed is None else seed
    table = figures.spoken(figures.generate(chosen, drill.categories)) if drill.figures else {}
    return drills.draw(drill, chosen, table)


def having(name: str, here: Desk) -> list[Pack]:
    """The packs that can be read and have a drill of that name, the desk's own among them."""
    found = []
    for pack in (here.pack, *(one for one in packs.every(here.paths.packs) if one.id != here.pack.id)):
        with contextlib.suppress(PackError):
            found += [pack] if any(drill.id == name for drill in drills.load(pack).drill) else []
    return found


def checked(pack: Pack, interview: Interview) -> DrillRun:
    """The drill of `interview` with what its answer shows."""
    assert interview.drill is not None
    drill = drills.find(pack, interview.question)
    items = checker.check(drill, interview.drill, interview.turns, pack, nlp.load())
    return replace(interview.drill, items=items)
