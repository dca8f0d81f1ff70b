"""Every pack that comes with the program: complete, speakable, consistent, and told apart by the rules reader."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from interviewer import nlp, packs
from interviewer.analysis import analyse
from interviewer.analysis.expressions import names
from interviewer.dialogue import wording
from interviewer.dialogue.asides import topic
from interviewer.dialogue.options import CHALLENGES, KINDS
from interviewer.judging import scoring
from interviewer.judging.answer import interview_of, words_of
from interviewer.judging.rules import RulesReader, check_rules
from interviewer.packs import Pack, Question

PACKS = packs.every()
QUESTIONS = [(pack, question) for pack in PACKS for question in pack.questions]
each_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
each_question = pytest.mark.parametrize(("pack", "question"), QUESTIONS, ids=lambda one: getattr(one, "id", ""))


def level(pack: Pack, question: Question, quality: str) -> int:
    """The overall of that sample answer, as a measured pack would give it."""
    said = " ".join(passage.text for passage in getattr(question, quality))
    turns = interview_of(words_of(said), pack, question).turns
    findings = RulesReader(nlp.load()).read(turns, analyse(turns, pack, nlp.load()), pack, question)
    return scoring.score(findings, pack, question).overall


@each_pack
def test_it_is_large_enough_and_its_rules_can_be_read(pack: Pack) -> None:
    assert len(pack.questions) >= 8
    check_rules(pack)
    assert {"strong", "middling", "weak", "decisive", "caver", "digger_in", "dodger"} <= set(pack.probes.candidate)
    assert any(question.middling for question in pack.questions)


@each_pack
def test_every_expression_names_facts_of_the_pack(pack: Pack) -> None:
    rules = [part.rule for part in pack.head.part] + [pattern.rule for pattern in pack.head.pattern]
    scores = pack.rubric.scoring
    rules += [*scores.gates.values(), *scores.ones, *scores.capped_at_two]
    rules += [rule for lowers in scores.lowers.values() for rule in lowers]
    rules += [probe.when for probe in pack.probes.probe]
    assert {name for rule in rules for name in names(rule)} <= set(pack.facts)
    assert {one for probe in pack.probes.probe for one in probe.asks_for} <= set(pack.facts)


@each_pack
def test_every_dimension_has_anchors_and_can_reach_the_top(pack: Pack) -> None:
    for dimension in pack.rubric.dimension:
        assert set(dimension.anchors) == set(dimension.examples) == {"1", "3", "5"}
        own = [fact for fact in pack.checklist if fact.dimension == dimension.id]
        assert len(own) >= max(dimension.bars)
        assert all(fact.gap for fact in own)
    assert set(pack.rubric.levels) == set("12345")


@each_pack
def test_wordings_can_be_spoken_and_challenges_are_refuted(pack: Pack) -> None:
    probes = [*pack.probes.probe, *(probe for question in pack.questions for probe in question.probes)]
    for probe in probes:
        assert probe.kind in KINDS
        assert not wording.faults(re.sub(r"{\w+}", "that", probe.text.replace("{before}", "How?"))), probe.text
        assert bool(probe.refutation) == (probe.kind == "bogus_challenge")
    counts = Counter(probe.id for probe in probes if probe.id)
    assert [one for one, count in counts.items() if count > 1] == []


@each_question
def test_a_question_is_whole(pack: Pack, question: Question) -> None:
    assert question.kind in pack.head.kinds
    assert 10 <= len(question.prompt.split()) <= 60
    assert set(question.asks) <= {fact.id for fact in pack.checklist if not fact.red}
    shown = {one for passage in (*question.strong, *question.weak, *question.middling) for one in passage.facts}
    asked = {one for probe in question.probes for one in (*probe.asks_for, *names(probe.when))}
    assert shown | asked <= set(pack.facts)
    kinds = {probe.kind for probe in question.probes}
    assert kinds >= {*CHALLENGES, "new_constraint"}
    assert len(question.probes) >= 5


@each_question
def test_what_can_be_asked_leads_to_its_own_answer(pack: Pack, question: Question) -> None:
    assert set(question.fixed) == set(question.fixed_cues)
    for name, cues in question.fixed_cues.items():
        assert [cue for cue in cues if topic(question, cue) != name] == []


@each_question
def test_the_reader_tells_the_sample_answers_apart(pack: Pack, question: Question) -> None:
    strong, weak = level(pack, question, "strong"), level(pack, question, "weak")
    assert strong >= 4
    assert weak < strong
    if question.middling:
        assert weak < level(pack, question, "middling") <= strong
