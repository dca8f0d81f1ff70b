"""Two takes of the same answer, side by side.

The recogniser does not hear the same words twice in the same way, and what it mishears costs or gives a decision. In 14
pairs of the same spoken answer, heard behind different questions, the number of decisions (4 to 6) differed by 0 in
eight, by 1 in five and by 2 in one. So a count is only clearly different where it is by at least CLEAR and by more than
half as much again; a time by at least CLEAR_S.
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.model import Assessment

CLEAR = 2
CLEAR_RATIO = 1.5
CLEAR_S = 5.0
MANY = 3  # names left unused, from which they are the first thing to change
CHANGED = {  # row -> what is better, what is worse
    "Decisions": ("more decisions", "fewer decisions"),
    "Named but never used": ("fewer names that are never used", "more names that are never used"),
    "First decision after": ("an earlier first decision", "a later first decision"),
    "Level": ("a higher level", "a lower level"),
    "Flag": ("no longer too many nouns", "too many nouns now"),
}


@dataclass(frozen=True)
class Row:
    """One number of both takes; `better` is 1 where the second is clearly better, -1 worse, else 0."""

    name: str
    first: str
    second: str
    better: int


@dataclass(frozen=True)
class Comparison:
    """The rows, and the difference in one sentence."""

    rows: tuple[Row, ...]
    sentence: str


def compare(first: Assessment, second: Assessment, name: str = "The second take") -> Comparison:
    """What the second take did better or worse; `name` begins the sentence about it.

    Levels count as different only where their likely ranges do not overlap: a change within them is no clear change.
    """
    decisions = _count("Decisions", len(first.decisions), len(second.decisions), more=True)
    rows = [
        decisions,
        _count("Named but never used", len(first.orphans), len(second.orphans), more=False),
        _first_decision(_first_s(first), _first_s(second), decisions.better),
        _level(first, second),
        _flag(first, second),
    ]
    return Comparison(tuple(rows), _sentence(rows, name))


def instruction(assessment: Assessment) -> str:
    """What to do in the next take, in one or two sentences, from what this take showed."""
    if assessment.orphans and (assessment.noun_heavy or len(assessment.orphans) >= MANY):
        names = ", ".join(assessment.orphans[:5])
        return (
            f"Cut these names: {names}. For each that you keep, say what you would do when its number is bad, "
            "and what you would do when two numbers disagree."
        )
    if not assessment.decisions:
        return "Say one thing that you would ship or block, at which number, and who decides it."
    return assessment.change_next


def _count(name: str, first: int, second: int, more: bool) -> Row:
    low, high = sorted((first, second))
    clear = high - low >= CLEAR and high > CLEAR_RATIO * low
    return Row(name, str(first), str(second), (1 if (second > first) == more else -1) if clear else 0)


def _first_decision(first: float | None, second: float | None, more: int) -> Row:
    better = more if (first is None) != (second is None) else 0  # None: none came
    if first is not None and second is not None and abs(second - first) >= CLEAR_S:
        better = 1 if second < first else -1
    shown = ["never" if one is None else f"{one:g} s" for one in (first, second)]
    return Row("First decision after", shown[0], shown[1], better)


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


def _sentence(rows: list[Row], name: str) -> str:
    better = [CHANGED[row.name][0] for row in rows if row.better > 0]
    worse = [CHANGED[row.name][1] for row in rows if row.better < 0]
    if not better and not worse:
        return f"{name} shows no clear difference."
    if not worse:
        return f"{name} is better: {_list(better)}."
    if not better:
        return f"{name} is worse: {_list(worse)}."
    return f"{name} is better in part ({_list(better)}) and worse in part ({_list(worse)})."


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
