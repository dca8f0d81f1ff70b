"""The rules reader: answers every fact of a checklist from the transcript, without a network, always the same way.

Every fact has a rule; where the pack has learned weights for it, what the rules say is weighed with the rest that is
seen in a sentence (`analysis/hearing.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewer.analysis.cues import LISTS
from interviewer.analysis.features import commits
from interviewer.analysis.hearing import Row, chances, scores, shown
from interviewer.analysis.lexicon import lexicon
from interviewer.analysis.passages import Passages, counts
from interviewer.analysis.query import Answer, compiled
from interviewer.analysis.reading import BESIDE, Reading, read
from interviewer.analysis.units import Unit
from interviewer.errors import PackError
from interviewer.judging import topic
from interviewer.model import Analysis, Finding, Quote, Turn
from interviewer.packs import Fact, Pack, Question
from interviewer.weights import Hearing

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUSPECT = 0.2  # the chance of a red flag from which on it is worth a question: near half of what is asked about is one
EVIDENCE = 4  # quotes kept for one fact, in the order in which they were said


def check_rules(pack: Pack) -> None:
    """That every fact's rule can be read. Raises PackError naming the fact and the place."""
    try:
        names = lexicon(pack.signals).names
    except ValueError as error:
        raise PackError(f"The signals of '{pack.id}' are wrong: {error}.", "Mend that entry.") from None
    if missing := sorted(LISTS - names):
        raise PackError(f"The signals of '{pack.id}' lack the list '{missing[0]}'.", "Every pack needs it.")
    fact = pack.checklist[0]
    try:
        for fact in pack.checklist:
            compiled(fact.rule, names)
    except ValueError as error:
        raise PackError(f"The rule of fact {fact.id} in '{pack.id}' is wrong: {error}.", "Mend it.") from None


class RulesReader:
    """Reads with the rules of the pack. In: spaCy's parse, as `interviewer.nlp.load()` gives it.

    suspected   of the last reading: red flag -> the sentences that may show it, the likeliest first. That is enough to
                ask about them, while a verdict takes more. Empty in a pack without weights.
    """

    def __init__(self, parse: Callable[[str], Doc]) -> None:
        self._parse = parse
        self.suspected: dict[str, tuple[Quote, ...]] = {}

    def read(
        self, turns: tuple[Turn, ...], analysis: Analysis, pack: Pack, question: Question | None
    ) -> dict[str, Finding]:
        """A finding for every fact of the checklist, with the sentences that show it. Raises PackError."""
        reading = read(turns, pack, self._parse)
        answers = ruled(reading, analysis, pack, question)
        self.suspected = {}
        if pack.hearing is not None:
            scored = _scored(reading, answers, pack.hearing)
            self.suspected = suspected(scored, pack, pack.hearing)
            answers |= heard(scored, pack.hearing)
        asked = _asked(turns)
        out: dict[str, Finding] = {}
        for fact in pack.checklist:
            answer = answers[fact.id]
            units = tuple(sorted(answer.units, key=lambda unit: unit.sentence.index))
            out[fact.id] = Finding(
                holds=answer.holds,
                evidence=tuple(unit.quote for unit in dict.fromkeys(units))[:EVIDENCE],
                prompted=answer.holds and _prompted(fact, units, asked),
            )
        return out


def ruled(reading: Reading, analysis: Analysis, pack: Pack, question: Question | None) -> dict[str, Answer]:
    """What the pack's rules make of every fact of the checklist, whatever its weights say. Raises PackError."""
    check_rules(pack)
    names = reading.lexicon.names
    extra = _joined(_extra(reading, question), _decided(reading, analysis))
    whole = reading.whole | ({"noun_heavy"} if analysis.noun_heavy else set())
    if question is not None:
        away = topic.astray(reading, question, pack)
        whole |= {"answers"} if topic.answers(reading, question, pack) and "elsewhere" not in away else set()
        whole |= away - {"elsewhere"} if analysis.noun_heavy else away  # a heap of terms is nobody's answer
    passages = Passages(reading.units, whole, extra)
    # Speaking to the judge beside a danger takes nothing back.
    talk = tuple(replace(unit, cues=unit.cues - BESIDE) if unit.cues >= BESIDE else unit for unit in reading.units)
    beside = Passages(talk, whole, extra) if talk != reading.units else passages
    out = {}
    for fact in (fact for fact in pack.checklist if fact.red):
        rule = compiled(fact.rule, names)
        answer = rule(passages)
        out[fact.id] = answer if answer.holds or beside is passages else rule(beside)
    # What shows a danger is no evidence of the good practice whose words it happens to use.
    flagged = {unit.sentence.index for answer in out.values() for unit in answer.units if answer.holds}
    extra |= {index: extra.get(index, frozenset()) | {"flagged"} for index in flagged}
    return out | {fact.id: compiled(fact.rule, names)(passages) for fact in pack.checklist if not fact.red}


Scored = Sequence[tuple[Unit, Row]]
"""The sentences that can show a fact, each with its scores."""


def heard(scored: Scored, hearing: Hearing) -> dict[str, Answer]:
    """What the pack's weights make of the facts that they know."""
    shows: dict[str, list[Unit]] = {name: [] for name in hearing.facts}
    for unit, score in scored:
        for name in shown(score, hearing, commits(unit.same)):
            shows[name].append(unit)
    return {name: Answer(bool(units), tuple(units)) for name, units in shows.items()}


def suspected(scored: Scored, pack: Pack, hearing: Hearing) -> dict[str, tuple[Quote, ...]]:
    """Red flag -> the sentences that show it with a chance of SUSPECT or more, the likeliest first."""
    known = [fact.id for fact in pack.checklist if fact.red and fact.id in hearing.facts]
    found: dict[str, list[tuple[float, Quote]]] = {}
    for unit, score in scored:
        chance = chances(score, hearing)
        for name in known:
            if chance[name] >= SUSPECT and counts(unit, False):
                found.setdefault(name, []).append((chance[name], unit.quote))
    return {name: tuple(quote for _, quote in sorted(all_, key=lambda one: -one[0])) for name, all_ in found.items()}


def _scored(reading: Reading, answers: Mapping[str, Answer], hearing: Hearing) -> Scored:
    """In: what the rules make of all facts."""
    taken = takes(answers)
    units = [unit for unit in reading.distinct if counts(unit, True)]
    encoded = reading.encode([unit.said_words for unit in units]) if reading.encode else [None] * len(units)
    return [
        (unit, scores(unit.same, frozenset(taken.get(unit.sentence.index, ())), hearing, row))
        for unit, row in zip(units, encoded, strict=True)
    ]


def takes(answers: Mapping[str, Answer]) -> dict[int, set[str]]:
    """Sentence index -> the facts whose rules take that sentence."""
    out: dict[int, set[str]] = {}
    for name, answer in answers.items():
        for unit in answer.units if answer.holds else ():
            out.setdefault(unit.sentence.index, set()).add(name)
    return out


def _asked(turns: tuple[Turn, ...]) -> dict[str, int]:
    """Fact id -> number of the first turn that answers a probe which asked for it."""
    out: dict[str, int] = {}
    for turn in turns:
        for fact_id in turn.probe.asks_for if turn.probe else ():
            out.setdefault(fact_id, turn.number)
    return out


def _prompted(fact: Fact, units: tuple[Unit, ...], asked: dict[str, int]) -> bool:
    return bool(units) and fact.id in asked and units[0].sentence.turn >= asked[fact.id]


def _decided(reading: Reading, analysis: Analysis) -> dict[int, frozenset[str]]:
    """Sentence index -> what is decided in it: `bar_set`, `branched` (with its condition), `ended` (ships or stops)."""
    out: dict[int, frozenset[str]] = {}
    for unit in reading.units:
        here = [
            one
            for one in analysis.decisions
            if one.turn == unit.sentence.turn and (one.quote in unit.sentence.text or unit.sentence.text in one.quote)
        ]
        found = {"bar_set" for one in here if one.kind == "gate"}
        found |= {"branched" for one in here if one.condition and one.action}
        found |= {"ended" for one in here if one.kind == "release"}
        if found:
            out[unit.sentence.index] = frozenset(found)
    return out


def _joined(one: dict[int, frozenset[str]], other: dict[int, frozenset[str]]) -> dict[int, frozenset[str]]:
    return {index: one.get(index, frozenset()) | other.get(index, frozenset()) for index in {**one, **other}}


def _extra(reading: Reading, question: Question | None) -> dict[int, frozenset[str]]:
    """Sentence index -> the cues that depend on the question: `risk`, it speaks of one of the product's own risks."""
    if question is None:
        return {}
    risks = [topic.content(text) for text in question.risks]
    out: dict[int, frozenset[str]] = {}
    for unit in reading.units:
        stems = {key for token in unit.own for key in token.keys}
        if any(len(risk & stems) >= min(2, len(risk)) for risk in risks):
            out[unit.sentence.index] = frozenset({"risk"})
    return out
