"""Two takes of the same answer, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.model import Assessment


@dataclass(frozen=True)
class Row:
    """One number of both takes; `better` is 1 where the second is better, -1 worse, 0 equal or not comparable."""

    name: str
    first: str
    second: str
    better: int


@dataclass(frozen=True)
class Comparison:
    """The rows, and the difference in one sentence."""

    rows: tuple[Row, ...]
    sentence: str


def compare(first: Assessment, second: Assessment) -> Comparison:
    """What the second take did better or worse.

    Levels count as different only where their likely ranges do not overlap: a change within them is no clear change.
    """
    rows = [
        _row("Decisions", len(first.decisions), len(second.decisions), more=True),
        _row("Named but never used", len(first.orphans), len(second.orphans), more=False),
        _row("First decision after", _first_s(first), _first_s(second), more=False, unit=" s"),
        _level(first, second),
        _flag(first, second),
    ]
    return Comparison(tuple(rows), _sentence(rows))


def instruction(assessment: Assessment) -> str:
    """What to do in the next take, in one or two sentences, from what this take showed."""
    if assessment.orphans:
        names = ", ".join(assessment.orphans[:5])
        return (
            f"Cut these names: {names}. For each that you keep, say what you would do when its number is bad, "
            "and what you would do when two numbers disagree."
        )
    if not assessment.decisions:
        return "Say one thing that you would ship or block, at which number, and who decides it."
    return assessment.change_next


def _row(name: str, first: float | None, second: float | None, more: bool, unit: str = "") -> Row:
    better = 0
    if first != second:
        if first is None or second is None:  # None: it never came
            better = 1 if first is None else -1
        else:
            better = 1 if (second > first) == more else -1
    return Row(name, _show(first, unit), _show(second, unit), better)


def _show(value: float | None, unit: str) -> str:
    return "never" if value is None else f"{value:g}{unit}"


def _first_s(assessment: Assessment) -> float | None:
    seconds = assessment.delivery.first_decision_s if assessment.delivery else None
    return None if seconds is None else round(seconds)


def _level(first: Assessment, second: Assessment) -> Row:
    shown = [_overall(one) for one in (first, second)]
    better = 0
    if first.judge.rubric_version == second.judge.rubric_version and first.judge.mind == second.judge.mind:
        low, high = _range(first), _range(second)
        if low and high:
            better = 1 if high[0] > low[1] else -1 if high[1] < low[0] else 0
    if better == 0 and shown[0] != shown[1] and first.overall and second.overall:
        shown[1] += " (no clear change)"
    return Row("Level", shown[0], shown[1], better)


def _overall(assessment: Assessment) -> str:
    if assessment.overall:
        return str(assessment.overall)
    return "not calibrated" if assessment.without_levels else "no verdict"


def _range(assessment: Assessment) -> tuple[int, int] | None:
    if assessment.overall is None:
        return None
    return assessment.likely_range or (assessment.overall, assessment.overall)


def _flag(first: Assessment, second: Assessment) -> Row:
    words = ["too many nouns" if one.noun_heavy else "no" for one in (first, second)]
    return Row("Flag", words[0], words[1], int(first.noun_heavy) - int(second.noun_heavy))


def _sentence(rows: list[Row]) -> str:
    better = [row.name.lower() for row in rows if row.better > 0]
    worse = [row.name.lower() for row in rows if row.better < 0]
    if not better and not worse:
        return "The second take shows no clear difference."
    parts = []
    if better:
        parts.append(f"better in {_list(better)}")
    if worse:
        parts.append(f"worse in {_list(worse)}")
    return f"The second take is {', and '.join(parts)}."


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
