"""Which candidates are decisions: a logistic regression over their features, and the best that do not overlap.

The weights are the pack's (`interviewer/weights.py`), learned from its labelled answers by `benchmarks/weigh.py`. A
candidate's chance says how surely, and how exactly, a rater would cut it so; what is worth taking lies above the bar.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from interviewer.analysis.candidates import Candidate
from interviewer.weights import Weighing


def chance(names: Iterable[str], weighing: Weighing) -> float:
    """How likely a candidate with these features is a decision, 0..1."""
    score = weighing.bias + math.fsum(weighing.weights.get(name, 0.0) for name in names)  # in any order the same
    return 1 / (1 + math.exp(-score))


def chosen(candidates: Iterable[Candidate], weighing: Weighing) -> list[Candidate]:
    """The candidates of one section that are decisions, in order."""
    valued = [(chance(one.names, weighing) - weighing.bar, one) for one in candidates]
    return best(sorted(((value, one) for value, one in valued if value > 0), key=lambda item: item[1].last))


def best(valued: Sequence[tuple[float, Candidate]]) -> list[Candidate]:
    """Those that do not overlap and are together worth most; in: with their values, by their ends."""
    ends = [one.last for _, one in valued]
    totals = [0.0]
    for at, (value, one) in enumerate(valued):
        totals.append(max(totals[at], value + totals[bisect_left(ends, one.first)]))
    out: list[Candidate] = []
    at = len(valued)
    while at:
        value, one = valued[at - 1]
        if totals[at] > totals[at - 1]:
            out.append(one)
            at = bisect_left(ends, one.first)
        else:
            at -= 1
    return out[::-1]
