"""Which way an answer says that things went, held against what was drawn: "complaints have gone up" is worse. Pure.

The pack's lists say which figures are good or bad to have more of (`more_is_good`, `more_is_bad`), and what rises,
falls and stays (`rises`, `falls`, `stays`); `is_better` and `is_worse` say it at once. What is only asked for, supposed
or aimed at ("if complaints rise", "until they fall") claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit
from interviewer.practice.sides import SUPPOSED, stretches

BETTER, WORSE, SAME = "better", "worse", "same"
NOT = wordset("not n't never no neither nor hardly")
NEAR = 6  # words between a figure and its movement


def claims(unit: Unit, live: str, others: Sequence[str] = ()) -> frozenset[str]:
    """Which of "better", "worse" and "same" the sentence says that it became.

    live     the list of words for what is spoken of (production)
    others   lists of whom it is not about: "the judge got worse" says nothing of production
    """
    if unit.cues & {"question", "injection", "listing"}:
        return frozenset()
    out: set[str] = set()
    figures = {
        at
        for name in ("more_is_good", "more_is_bad")
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ()))
        for at in range(span.first, span.last + 1)
    }  # "people want a human" is a figure; what is wanted of it is not there
    for first, last in stretches(unit):
        for at, way in _ways(unit, live, others, first, last):
            lead = [unit.tokens[one].lower for one in range(max(unit.first, first - 1), at + 1) if one not in figures]
            if any(word in SUPPOSED for word in lead):
                continue
            out.add(SAME if any(word in NOT for word in lead) and way != SAME else way)
    return frozenset(out)


def contrary(units: Sequence[Unit], drawn: Sequence[Unit], live: str, others: Sequence[str]) -> list[Unit]:
    """The sentences that say it went another way than `drawn` says; none where that says nothing."""
    true = frozenset[str]().union(*(claims(unit, live) for unit in drawn))
    return [unit for unit in units if true and claims(unit, live, others) - true]


def _ways(unit: Unit, live: str, others: Sequence[str], first: int, last: int) -> Iterator[tuple[int, str]]:
    """(token, which way) of each movement in first..last."""
    good, bad = _places(unit, "more_is_good", first, last), _places(unit, "more_is_bad", first, last)
    figures = good + bad
    for name in ("rises", "falls", "stays"):
        for at in _places(unit, name, first, last):
            distance, figure = min(((abs(one - at), one) for one in figures), default=(NEAR + 1, 0))
            if distance <= NEAR:
                better = (figure in good) == (name == "rises")
                yield at, SAME if name == "stays" else BETTER if better else WORSE
    of_others = any(_places(unit, name, first, last) for name in others)
    about = figures or (_places(unit, live, unit.first, unit.last) and not of_others)
    for name, way in (("is_better", BETTER), ("is_worse", WORSE)) if about else ():
        yield from ((at, way) for at in _places(unit, name, first, last))


def _places(unit: Unit, name: str, first: int, last: int) -> list[int]:
    """Where an entry of the list begins in first..last, denied or not."""
    spans = (*unit.said.get(name, ()), *unit.denied.get(name, ()))
    return sorted({span.first for span in spans if first <= span.first <= last})
