"""The candidate's own reading of a fact, counted by the same rule; his own level of a dimension, kept beside. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from interviewer.errors import UsageFailure
from interviewer.judging.scoring import Score, score
from interviewer.model import Dispute, Finding, Interview
from interviewer.packs import Pack


def dispute(
    interview: Interview, pack: Pack, fact: str, says: bool, why: str = "", at_s: float | None = None
) -> Interview:
    """`interview` with one more dispute; a later one on the same fact replaces the earlier.

    Raises UsageFailure for an unknown fact, or where there is no verdict to dispute.
    """
    assessment = interview.assessment
    if assessment is None or not assessment.found:
        raise UsageFailure(f"{interview.id} has no verdict to dispute.", "`interviewer history` shows which have one.")
    if fact not in pack.facts:
        raise UsageFailure(f"There is no fact '{fact}'.", f"The facts are {', '.join(pack.facts)}.")
    others = tuple(one for one in interview.disputes if one.fact != fact)
    fresh = Dispute(fact, says, why, at_s, judged=assessment.overall)
    level = None if assessment.without_levels else _with(interview, pack, (*others, fresh)).overall
    return replace(interview, disputes=(*others, replace(fresh, with_yours=level)))


def rate(
    interview: Interview, pack: Pack, dimension: str, level: int, why: str = "", at_s: float | None = None
) -> Interview:
    """`interview` with the candidate's own level of one dimension; a later one replaces the earlier.

    Raises UsageFailure where the judge gave that dimension no level.
    """
    scores = interview.assessment.dimensions if interview.assessment is not None else {}
    judged = scores[dimension].score if dimension in scores else None
    if judged is None:
        raise UsageFailure(
            f"{interview.id} has no level for {dimension}.", "The report shows which dimensions were asked."
        )
    others = tuple(one for one in interview.disputes if one.fact != dimension)
    fresh = Dispute(dimension, level >= judged, why, at_s, judged=judged, with_yours=level, level=level)
    return replace(interview, disputes=(*others, fresh))


def counted_again(interview: Interview, pack: Pack) -> Interview:
    """`interview` with its disputes held against its new assessment; without a verdict they stay as they are."""
    if interview.assessment is None or not interview.assessment.found:
        return interview
    renewed = replace(interview, disputes=())
    for one in interview.disputes:
        if one.level is None:
            renewed = dispute(renewed, pack, one.fact, one.holds, one.why, one.at_s)
        elif one.fact in scored(interview):
            renewed = rate(renewed, pack, one.fact, one.level, one.why, one.at_s)
    return renewed


def scored(interview: Interview) -> frozenset[str]:
    """The dimensions that the judge gave a level."""
    dimensions = interview.assessment.dimensions if interview.assessment is not None else {}
    return frozenset(name for name, one in dimensions.items() if one.score is not None)


def last_counted(disputes: Sequence[Dispute]) -> Dispute | None:
    """The last dispute of a fact: its levels count all of them."""
    return next((one for one in reversed(disputes) if one.level is None), None)


def slice_of(disputed: Iterable[Sequence[Dispute]]) -> dict[str, Any]:
    """What candidates read otherwise, by itself: they are no raters, and no published figure counts them.

    In: the disputes of each interview. Out: JSON values; `exact` and `within_one` are shares of the interviews in which
    the level with all disputed facts is the judge's, or one from it; `bias` is the mean of theirs minus the judge's.
    """
    every = [disputes for disputes in disputed if disputes]
    steps = [one.with_yours - one.judged for one in map(last_counted, every) if one and one.with_yours and one.judged]
    facts: dict[str, dict[str, int]] = {}
    dimensions: dict[str, list[int]] = {}
    for one in (one for disputes in every for one in disputes):
        if one.level is None:
            facts.setdefault(one.fact, {"yes": 0, "no": 0})["yes" if one.holds else "no"] += 1
        elif one.judged is not None:
            dimensions.setdefault(one.fact, []).append(one.level - one.judged)

    def share(most: int) -> float | None:
        return round(sum(abs(step) <= most for step in steps) / len(steps), 3) if steps else None

    return {
        "interviews": len(every),
        "facts": dict(sorted(facts.items(), key=lambda item: -sum(item[1].values()))),
        "dimensions": {
            name: {"disputed": len(found), "bias": round(sum(found) / len(found), 2)}
            for name, found in sorted(dimensions.items())
        },
        "exact": share(0),
        "within_one": share(1),
        "bias": round(sum(steps) / len(steps), 2) if steps else None,
    }


def _with(interview: Interview, pack: Pack, disputes: tuple[Dispute, ...]) -> Score:
    assert interview.assessment is not None
    findings = dict(interview.assessment.facts)
    for one in (one for one in disputes if one.level is None):
        findings[one.fact] = replace(findings.get(one.fact, Finding(False)), holds=one.holds)
    return score(findings, pack, pack.question(interview.question))
