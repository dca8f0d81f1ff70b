"""An interview in, an assessment out: analyse, read, score, and say how far it can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from audio.words import Word
from interviewer.analysis import analyse
from interviewer.analysis.expressions import names
from interviewer.analysis.stance import stances
from interviewer.judging import abstain, agreement, injection, ledger, scoring, wording
from interviewer.judging.reader import Account, Reader, account
from interviewer.judging.scoring import Level, Score
from interviewer.model import (
    Analysis,
    Assessment,
    Decision,
    DimensionScore,
    Finding,
    Interview,
    Judge,
    Quote,
    Turn,
)
from interviewer.packs import Pack, Question

Parse = Callable[[str], Any]

CAVED_AT_MOST = 4  # the top level knows who has to believe it, and does not give up what is right for nothing


def assess(
    interview: Interview,
    pack: Pack,
    question: Question,
    reader: Reader,
    parse: Parse,
    calibration: agreement.Measured | None = None,
    measuring: bool = False,
) -> Assessment:
    """The assessment of the interview as it stands.

    `parse` is spaCy's pipeline. `calibration` is the reader's measured agreement; where it is not given, the one that
    is stored with the pack for this reader, model and checklist is used, if there is one. A pack for which nothing was
    ever measured gives no levels, except to whoever is `measuring`.
    """
    turns = interview.turns
    analysis = analyse(turns, pack, parse)
    words = [word for turn in turns for word in turn.words]
    nothing = abstain.reason(words, len(analysis.decisions))
    if nothing:
        unread = dict.fromkeys((fact.id for fact in pack.checklist), Finding(False))
        return _without_verdict(_common(analysis, turns), nothing, Account("rules", "rules"), unread, pack)
    findings, result, analysis = _read(turns, analysis, pack, question, reader, parse)
    who = account(reader)
    held = stances(turns, pack, parse)
    notices = who.notices
    if result.overall > CAVED_AT_MOST and any(one.stance == "caved" and not one.sound for one in held):
        result = replace(result, overall=CAVED_AT_MOST)
        notices = (*notices, wording.CAVED)
    if result.credited is not None:
        notices = (*notices, wording.beyond(result.credited, result.overall))
    if result.void:
        reason = wording.nothing_judged(pack.facts[result.void[0]])
        return _without_verdict(_common(analysis, turns, findings), reason, who, findings, pack)
    levels = measuring or calibration is not None or bool(agreement.stored(pack))
    measured = calibration or agreement.lookup(pack, who.mind, who.model)
    span = _spread(result.overall, measured)
    doubt = _doubt(turns, pack, question, reader, parse, result, findings) if levels else None
    if doubt is not None:
        span = (
            min(span[0], doubt.overall) if span else min(doubt.overall, result.overall),
            max(span[1] if span else 0, doubt.overall, result.overall),
        )
    common = _common(analysis, turns, findings)
    before = scoring.score(scoring.unprompted(findings, pack), pack, question)
    found = replace(
        common,
        overall=result.overall,
        judge=_judge(who, pack, measured),
        likely_range=span,
        dimensions={
            name: _dimension(level, before.dimensions[name], findings, pack)
            for name, level in result.dimensions.items()
        },
        facts=findings,
        patterns=result.patterns,
        pattern_evidence=_pattern_evidence(result, findings, pack),
        covered=_covered(result, findings, pack),
        stances=held,
        change_next=wording.change_next(result, common, pack),
        notices=(*notices, *(() if doubt is None else (wording.doubt(result.overall, doubt.overall, doubt.words),))),
        deciding=() if doubt is None else doubt.words,
    )
    return found if levels else _without_levels(found)


def _without_levels(found: Assessment) -> Assessment:
    """The same findings, decisions and gaps, and no number from 1 to 5."""
    return replace(
        found,
        overall=None,
        without_levels=True,
        reason=wording.NO_LEVELS,
        likely_range=None,
        dimensions={name: replace(one, score=None, unprompted=None) for name, one in found.dimensions.items()},
    )


def _without_verdict(
    common: Assessment, reason: str, who: Account, findings: dict[str, Finding], pack: Pack
) -> Assessment:
    """No level anywhere, and the reason; what was heard is kept."""
    return replace(
        common,
        overall=None,
        reason=reason,
        judge=_judge(who, pack, agreement.lookup(pack, who.mind, who.model)),
        dimensions={one.id: DimensionScore(None) for one in pack.rubric.dimension},
        facts=findings,
        notices=who.notices,
    )


def _read(
    turns: tuple[Turn, ...], analysis: Analysis, pack: Pack, question: Question, reader: Reader, parse: Parse
) -> tuple[dict[str, Finding], Score, Analysis]:
    """Findings, what they make, and the analysis with the decisions that this reader saw."""
    findings = {}
    for name, one in reader.read(turns, analysis, pack, question).items():
        shown = _answers_only(one)
        findings[name] = replace(shown, prompted=_prompted(name, shown, turns))
    who = account(reader)
    if who.ledger is not None:
        findings, analysis = ledger.balanced(findings, analyse(turns, pack, parse, who.ledger), pack)
    result = scoring.score(findings, pack, question)
    if who.at_most is not None and result.overall > who.at_most:
        result = replace(result, overall=who.at_most, credited=result.overall)
    return findings, result, analysis


def _answers_only(finding: Finding) -> Finding:
    """Without evidence that speaks to the judge; a fact that had no other does not hold."""
    kept = tuple(quote for quote in finding.evidence if not injection.speaks_to_the_judge(quote.quote))
    return replace(finding, evidence=kept, holds=finding.holds and bool(kept or not finding.evidence))


def _prompted(fact: str, finding: Finding, turns: tuple[Turn, ...]) -> bool:
    """Whether it was first said after a follow-up that asked for it."""
    if not finding.holds or not finding.evidence:
        return False
    first = min(quote.turn for quote in finding.evidence)
    return any(turn.probe is not None and fact in turn.probe.asks_for for turn in turns if turn.number <= first)


@dataclass(frozen=True)
class _Doubt:
    """The overall if the doubtful words were counted, and those of them that make the difference."""

    overall: int
    words: tuple[Quote, ...]


def _doubt(
    turns: tuple[Turn, ...],
    pack: Pack,
    question: Question,
    reader: Reader,
    parse: Parse,
    result: Score,
    findings: Mapping[str, Finding],
) -> _Doubt | None:
    """What the doubtful words would change, where they would change the level; else None."""
    if not any(word.doubtful and not word.corrected for turn in turns for word in turn.words):
        return None
    trusting = tuple(replace(turn, words=tuple(replace(word, doubtful=False) for word in turn.words)) for turn in turns)
    mind = account(reader).mind
    trusted, other, _ = _read(trusting, analyse(trusting, pack, parse), pack, question, reader, parse)
    if other.overall == result.overall or account(reader).mind != mind:  # another reader had to step in
        return None
    quotes = [
        quote for name, one in trusted.items() if one.holds != findings[name].holds for quote in one.evidence
    ]  # of what is heard only with them
    doubtful = [(turn.number, word) for turn in turns for word in turn.words if word.doubtful and not word.corrected]
    deciding = [(number, word) for number, word in doubtful if any(_within(number, word, quote) for quote in quotes)]
    words = tuple(Quote(word.text, number, word.start_s, word.end_s) for number, word in deciding or doubtful)
    return _Doubt(other.overall, words)


def _within(turn: int, word: Word, quote: Quote) -> bool:
    """Whether the quote holds that word: by time, else by its text."""
    if turn != quote.turn:
        return False
    if word.start_s is None or quote.start_s is None or quote.end_s is None:
        return word.text in quote.quote
    return quote.start_s <= word.start_s < quote.end_s


def _spread(overall: int, measured: agreement.Measured | None) -> tuple[int, int] | None:
    if measured is None:
        return None
    low, high = measured.spread
    return max(1, overall + low), min(scoring.TOP, overall + high)


def _judge(who: Account, pack: Pack, measured: agreement.Measured | None) -> Judge:
    return Judge(
        mind=who.mind,
        model=who.model,
        rubric_version=pack.rubric.version,
        agreement=None if measured is None else round(measured.kappa, 2),
        agreement_note="not measured" if measured is None else measured.note,
        jitter=who.jitter,
    )


def _common(analysis: Analysis, turns: tuple[Turn, ...], findings: Mapping[str, Finding] | None = None) -> Assessment:
    """What does not depend on a verdict."""
    return Assessment(
        overall=None,
        reason="",
        judge=Judge("rules", "rules", ""),
        noun_heavy=analysis.noun_heavy,
        noun_heavy_reason=analysis.noun_heavy_reason,
        worst_stretch=analysis.worst_stretch,
        decisions=tuple(
            replace(one, prompted=_decision_prompted(one, turns, findings or {})) for one in analysis.decisions
        ),
        nouns_used=analysis.nouns_used,
        orphans=analysis.orphans,
        contradictions=analysis.contradictions,
        delivery=analysis.delivery,
    )


def _decision_prompted(decision: Decision, turns: tuple[Turn, ...], findings: Mapping[str, Finding]) -> bool:
    """Said in reply to a follow-up that asked for something, unless it shows only facts that nobody had asked for."""
    if not any(turn.probe.asks_for for turn in turns if turn.number == decision.turn and turn.probe):
        return False
    shows = [
        one.prompted
        for one in findings.values()
        for quote in one.evidence
        if quote.turn == decision.turn and (decision.quote in quote.quote or quote.quote in decision.quote)
    ]
    return any(shows) or not shows


def _dimension(level: Level, before: Level, findings: Mapping[str, Finding], pack: Pack) -> DimensionScore:
    shown = [quote for fact in level.shown for quote in findings[fact].evidence[:2]]
    flag = bool(level.missing) and pack.facts[level.missing].red
    against = findings[level.missing].evidence if flag else ()  # what holds it down stands before what shows it
    return DimensionScore(
        score=level.score,
        evidence=tuple(dict.fromkeys((*sorted(against, key=_position), *sorted(shown, key=_position)))),
        gap=wording.gap(pack.facts[level.missing]) if level.missing else wording.no_gap(level.score),
        unprompted=before.score,
    )


def _position(quote: Quote) -> tuple[int, float]:
    return quote.turn, quote.start_s or 0.0


def _evidence(rule: str, findings: Mapping[str, Finding]) -> list[Quote]:
    """Quotes of the facts that the rule names and that hold, in order of time, each once."""
    quotes = [
        quote for name in names(rule) if name in findings and findings[name].holds for quote in findings[name].evidence
    ]
    return sorted(dict.fromkeys(quotes), key=_position)


def _pattern_evidence(result: Score, findings: Mapping[str, Finding], pack: Pack) -> dict[str, tuple[Quote, ...]]:
    return {one.id: tuple(_evidence(one.rule, findings)) for one in pack.head.pattern if one.id in result.patterns}


def _covered(result: Score, findings: Mapping[str, Finding], pack: Pack) -> dict[str, Quote]:
    """Part -> the first words that reach it."""
    found = {part.id: _evidence(part.rule, findings) for part in pack.head.part if part.id in result.covered}
    return {part: quotes[0] for part, quotes in found.items() if quotes}
