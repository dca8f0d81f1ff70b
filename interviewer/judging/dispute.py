"""The candidate's own reading of a fact, counted by the same rule as the judge's. Pure."""

from __future__ import annotations

from dataclasses import replace

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


def counted_again(interview: Interview, pack: Pack) -> Interview:
    """`interview` with its disputes held against its new assessment; without a verdict they stay as they are."""
    if interview.assessment is None or not interview.assessment.found:
        return interview
    renewed = replace(interview, disputes=())
    for one in interview.disputes:
        renewed = dispute(renewed, pack, one.fact, one.holds, one.why, one.at_s)
    return renewed


def _with(interview: Interview, pack: Pack, disputes: tuple[Dispute, ...]) -> Score:
    assert interview.assessment is not None
    findings = dict(interview.assessment.facts)
    for one in disputes:
        findings[one.fact] = replace(findings.get(one.fact, Finding(False)), holds=one.holds)
    return score(findings, pack, pack.question(interview.question))
