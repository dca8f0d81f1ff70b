"""The progress as a page with small pictures, and as plain lines for a terminal. Pure, but for the template's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.packs import Pack
from interviewer.practice.progress import Measure, Progress
from interviewer.report import phrases

HERE = Path(__file__).parent
WIDTH, HEIGHT, EDGE = 260.0, 72.0, 7.0  # of one picture, in its own units
AXIS = 26.0  # left of it, for its numbers
SHOWN = 200  # sessions on one picture; more would be a smear
COLUMNS = 12  # of the terminal's figures


@dataclass(frozen=True)
class Picture:
    """One measure as points of a line; `runs` are its stretches without a gap, as SVG's "x,y x,y"."""

    measure: Measure
    points: tuple[tuple[float, float, str], ...]
    runs: tuple[str, ...]
    top: str
    bottom: str
    told: str


def page(progress: Progress, pack: Pack) -> str:
    """The page's text."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    sessions = progress.sessions[-SHOWN:]
    return environment.get_template("progress.html.j2").render(
        title=pack.head.title,
        levels=any(one.levels for one in _seen(progress)),
        progress=progress,
        notes=notes(progress),
        pictures=[_picture(one, [session.started_at[:10] for session in sessions]) for one in _seen(progress)],
        width=WIDTH,
        height=HEIGHT,
        style=Markup((HERE / "page.css").read_text(encoding="utf-8")),  # our own file
    )


def lines(progress: Progress, pack: Pack) -> list[str]:
    """The same for a terminal, in plain characters, the sentence first."""
    out = [f"{pack.head.title}: {progress.sentence}", *notes(progress)]
    if not progress.sessions:
        return out
    seen = _seen(progress)
    if seen[0].levels:
        out += ["", f"{seen[0].title}, the oldest on the left:", *_plot(seen[0].values[-COLUMNS * 5 :])]
    width = max(len(one.title) for one in seen)
    out.append("")
    for one in seen:
        latest = " ".join("." if value is None else number(value) for value in one.values[-COLUMNS:])
        out.append(f"{one.title:<{width}}  {told(one)}")
        out.append(f"{'':<{width}}  {latest}")
    return out


def notes(progress: Progress) -> list[str]:
    """Who read these, what was left out, and what challenges came to."""
    out = []
    if progress.judge is not None:
        who = "Rules judge" if progress.judge.mind == "rules" else f"LLM judge ({progress.judge.model})"
        out.append(f"Read by one judge throughout: {who}, rubric {progress.judge.rubric_version}.")
    if progress.left_out:
        many = phrases.count(progress.left_out, "session")
        out.append(f"Left out, because another judge or rubric read them: {many}. They cannot be compared.")
    if progress.outcomes:
        taken = ", ".join(f"{stance.replace('_', ' ')} {times}" for stance, times in progress.outcomes.items())
        out.append(f"Challenges in these sessions: {taken}.")
    return out


def told(one: Measure) -> str:
    """What became of one figure, in words."""
    unit = f" {one.unit}" if one.unit else ""
    if one.change == "too few":
        known = [value for value in one.values if value is not None]
        return f"{number(known[-1])}{unit}; too few sessions to compare" if known else "nothing to show yet"
    first, last = ("never" if value is None else number(value) for value in (one.earlier, one.lately))
    return f"{first} then, {last}{'' if one.lately is None else unit} now: {one.change}"


def number(value: float) -> str:
    """Two figures at least, none that say nothing: 2, 2.3, 134."""
    return f"{value:.0f}" if abs(value) >= 10 or value == round(value) else f"{value:.1f}"


def _seen(progress: Progress) -> list[Measure]:
    return [one for one in progress.measures if any(value is not None for value in one.values)]


def _plot(values: Sequence[float | None]) -> list[str]:
    return [
        f"{level} |{''.join('*' if value == level else ' ' for value in values)}".rstrip() for level in range(5, 0, -1)
    ]


def _picture(one: Measure, days: Sequence[str]) -> Picture:
    values = one.values[-len(days) :]
    known = [value for value in values if value is not None]
    low, high = (1.0, 5.0) if one.levels else (min(0.0, *known), max(known) or 1.0)
    step = (WIDTH - AXIS - EDGE) / max(1, len(values) - 1)
    points: list[tuple[float, float, str]] = []
    runs: list[list[str]] = [[]]
    for at, (value, day) in enumerate(zip(values, days, strict=True)):
        if value is None:
            runs.append([])
            continue
        x = AXIS + at * step
        y = HEIGHT - EDGE - (value - low) / ((high - low) or 1.0) * (HEIGHT - 2 * EDGE)
        points.append((round(x, 1), round(y, 1), f"{day}: {number(value)} {one.unit}".rstrip()))
        runs[-1].append(f"{x:.1f},{y:.1f}")
    return Picture(
        one, tuple(points), tuple(" ".join(run) for run in runs if run), number(high), number(low), told(one)
    )
