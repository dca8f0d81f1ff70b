"""Sentences and JSON made of an assessment. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from interviewer.analysis.expressions import names
from interviewer.judging.scoring import TOP, Score
from interviewer.model import Assessment, Decision, DimensionScore, Finding, Quote
from interviewer.packs import Fact, Pack

ORPHANS_NAMED = 4
DOUBTFUL_NAMED = 4
NO_LEVELS = (
    "No levels from 1 to 5: this pack has no labelled answers yet, so nobody knows how far its judge can be trusted. "
    "What was found stands."
)
NOT_ASKED = "not asked"


def gap(fact: Fact) -> str:
    """What stands before the next level: a fact that is missing, or a red flag that holds it down."""
    if fact.gap:
        return fact.gap
    return f"held down: the answer {fact.says}" if fact.red else f"missing: it would help if the answer {fact.says}"


def no_gap(score: int | None) -> str:
    """The gap of a dimension that has none."""
    if score is None:
        return NOT_ASKED
    return "" if score == TOP else "say it for more of the cases that matter"


def nothing_judged(fact: Fact) -> str:
    """Why there is no verdict though something was said."""
    return f"There is nothing to judge: the answer {fact.says.rstrip('.')}."


CAVED = "You gave up something right for an objection that was wrong, so the level ends at 4."


def beyond(credited: int, overall: int) -> str:
    """That the model's facts would make a level which the rules find nowhere near."""
    return (
        f"What the model read would make {credited}. The rules hear so much less that the level ends at {overall}: "
        "look at the evidence of the facts before you believe either."
    )


def doubt(overall: int, other: int, words: Sequence[Quote]) -> str:
    """That words which were hard to make out would change the level: which ones, and what plays them."""
    named = [f'"{word}"' for word in dict.fromkeys(word.quote.strip(" ,.;:?!") for word in words)]
    more = f" and {len(named) - DOUBTFUL_NAMED} more" if len(named) > DOUBTFUL_NAMED else ""
    return (
        f"Some words could not be made out for certain and were not counted. With them it would be {other}, "
        f"not {overall}. It hangs on {', '.join(named[:DOUBTFUL_NAMED])}{more}: `interviewer correct` plays "
        f"them first and asks what was said."
    )


def change_next(result: Score, found: Assessment, pack: Pack) -> str:
    """The one thing to change next time, in the second person."""
    for flag in _standing(result, pack):
        if flag.gap:
            return _advice(flag.gap)
        for pattern in pack.head.pattern:
            if pattern.id in result.patterns and flag.id in names(pattern.rule):
                return pattern.advice
    if found.noun_heavy and found.orphans:
        named = _listed(found.orphans[:ORPHANS_NAMED])
        return f"You named {named} and decided nothing with them: keep one, and say what you do when it looks bad."
    for name in result.next_facts:
        return _advice(gap(pack.facts[name]))
    earliest = found.delivery.first_decision_s if found.delivery else None
    if earliest is not None and earliest > 60:
        return "Say your first decision within the first minute, then the reasons."
    return "Keep the decisions and say it in two thirds of the time."


def _standing(result: Score, pack: Pack) -> list[Fact]:
    """The red flags that cap the answer or make a pattern of it, the gravest first: the checklist's order."""
    shown = {name for one in pack.head.pattern if one.id in result.patterns for name in names(one.rule)}
    return [fact for fact in pack.checklist if fact.red and (fact.id in result.capped_by or fact.id in shown)]


def _advice(text: str) -> str:
    """ "no severity: say which failure blocks" -> "Say which failure blocks." """
    body = text.partition(": ")[2] or text
    return body[0].upper() + body[1:].rstrip(".") + "."


def _listed(items: tuple[str, ...]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def to_json(assessment: Assessment) -> dict[str, Any]:
    """The assessment as the JSON that commands print. Times are seconds in that turn's file, null for text."""
    return {
        "overall": assessment.overall,
        "reason": assessment.reason or None,
        "likely_range": list(assessment.likely_range) if assessment.likely_range else None,
        "dimensions": {name: _dimension(one) for name, one in assessment.dimensions.items()},
        "patterns": list(assessment.patterns),
        "pattern_evidence": {
            name: [_quote(one) for one in quotes] for name, quotes in assessment.pattern_evidence.items()
        },
        "covered": {part: _quote(one) for part, one in assessment.covered.items()},
        "noun_heavy": assessment.noun_heavy,
        "noun_heavy_reason": assessment.noun_heavy_reason,
        "worst_stretch": _quote(assessment.worst_stretch) if assessment.worst_stretch else None,
        "decisions": [_decision(one) for one in assessment.decisions],
        "nouns_used": list(assessment.nouns_used),
        "orphans": list(assessment.orphans),
        "facts": {name: _finding(one) for name, one in assessment.facts.items()},
        "judge": {
            "mind": assessment.judge.mind,
            "model": assessment.judge.model,
            "rubric_version": assessment.judge.rubric_version,
            "agreement": assessment.judge.agreement,
            "agreement_note": assessment.judge.agreement_note,
            "jitter": assessment.judge.jitter,
        },
        "stances": [
            {
                "turn": one.turn,
                "stance": one.stance,
                "sound": one.sound,
                "refutation": one.refutation,
                "evidence": [_quote(quote) for quote in one.evidence],
            }
            for one in assessment.stances
        ],
        "contradictions": [[_quote(first), _quote(second)] for first, second in assessment.contradictions],
        "delivery": _delivery(assessment),
        "change_next": assessment.change_next,
        "notices": list(assessment.notices),
    }


def _quote(one: Quote) -> dict[str, Any]:
    return {"quote": one.quote, "turn": one.turn, "start_s": one.start_s, "end_s": one.end_s}


def _dimension(one: DimensionScore) -> dict[str, Any]:
    return {
        "score": one.score,
        "evidence": [_quote(quote) for quote in one.evidence],
        "gap": one.gap,
        "unprompted": one.unprompted,
    }


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "quote": one.quote,
        "action": one.action,
        "condition": one.condition,
        "number": one.number,
        "owner": one.owner,
        "kind": one.kind,
        "prompted": one.prompted,
        "turn": one.turn,
        "start_s": one.start_s,
        "end_s": one.end_s,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {"holds": one.holds, "evidence": [_quote(quote) for quote in one.evidence], "prompted": one.prompted}


def _delivery(assessment: Assessment) -> dict[str, Any] | None:
    one = assessment.delivery
    if one is None:
        return None
    return {
        "words": one.words,
        "speech_s": one.speech_s,
        "words_per_minute": one.words_per_minute,
        "long_pauses": [_quote(quote) for quote in one.long_pauses],
        "fillers_at_least": one.fillers_at_least,
        "first_decision_s": one.first_decision_s,
    }
