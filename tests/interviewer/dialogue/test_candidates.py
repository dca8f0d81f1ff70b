"""The real pack, the real parser and the rules mind against simulated candidates."""

from __future__ import annotations

import pytest

from interviewer import nlp, packs
from interviewer.dialogue import wording
from interviewer.dialogue.candidates import Rehearsal, first_answer, rehearse, reply
from interviewer.dialogue.rules import RulesMind
from interviewer.errors import UsageFailure
from interviewer.judging.assess import assess
from interviewer.judging.rules import RulesReader

CANDIDATES = (
    "decisive", "noun_salad", "dodger", "caver", "digger_in", "monosyllabic", "rambler", "injector", "contradictor",
    "non_native",
)  # fmt: skip


def rehearsed(name: str, question: str = "q01", seed: int = 0, before: frozenset[str] = frozenset()) -> Rehearsal:
    pack = packs.load()
    return rehearse(pack, pack.question(question), name, RulesMind(), nlp.load(), seed=seed, asked_before=before)


def pairs() -> list[tuple[str, str]]:
    """Every question with three of the candidates in turn; `benchmarks/dialogue.py` holds all with all."""
    return [
        (CANDIDATES[(3 * number + step) % len(CANDIDATES)], question.id)
        for number, question in enumerate(packs.load().questions)
        for step in range(3)
    ]


@pytest.mark.parametrize(("name", "question"), pairs())
def test_every_interview_keeps_the_rules(name: str, question: str) -> None:
    done = rehearsed(name, question)
    kind = packs.load().question(question).kind
    probes = done.probes
    assert len(probes) == packs.load().head.kinds[kind].probes
    assert all(probe.refers_to.strip() for probe in probes)
    assert len({probe.text for probe in probes}) == len({probe.key for probe in probes}) == len(probes)
    assert [wording.faults(probe.text) for probe in probes] == [[]] * len(probes)
    assert all(probe.refutation for probe in probes if probe.kind == "bogus_challenge")
    assert done.closed_s < done.interview.box_s
    if kind == "design":
        assert any(probe.kind == "judge_disagreement" and probe.figures for probe in probes)


def test_the_salad_is_asked_what_for() -> None:
    assert "so_what" in [probe.kind for probe in rehearsed("noun_salad").probes]


def test_the_caver_meets_a_wrong_objection() -> None:
    assert "bogus_challenge" in [probe.kind for probe in rehearsed("caver").probes]


def test_the_dodger_is_asked_again() -> None:
    assert "dodged" in [probe.kind for probe in rehearsed("dodger").probes]


def test_the_contradictor_is_held_to_it() -> None:
    assert "contradiction" in [probe.kind for probe in rehearsed("contradictor").probes]


def test_the_decisive_one_is_challenged_rather_than_completed() -> None:
    kinds = {probe.kind for probe in rehearsed("decisive").probes}
    assert kinds <= {"bogus_challenge", "sound_challenge", "judge_disagreement", "metric_conflict", "new_constraint"}


def test_orders_to_the_interviewer_change_nothing_that_it_says() -> None:
    for probe in rehearsed("injector").probes:
        assert "instruction" not in probe.text
        assert "passed" not in probe.text


def test_three_interviews_on_a_question_differ_and_none_runs_dry() -> None:
    before: frozenset[str] = frozenset()
    for seed in range(3):
        keys = {probe.key for probe in rehearsed("strong", seed=seed, before=before).probes}
        assert len(keys) == 3
        assert not keys & before
        before |= keys


def test_even_a_tenth_does_not() -> None:
    before: frozenset[str] = frozenset()
    for seed in range(10):
        probes = rehearsed("weak", "q09", seed, before).probes
        assert len(probes) == 2
        before |= {probe.key for probe in probes}


def test_first_answers_come_from_the_question_or_their_own_opening() -> None:
    pack = packs.load()
    question = pack.question("q01")
    assert first_answer(pack, question, "strong").startswith(question.strong[0].text)
    assert question.vocabulary[0] in first_answer(pack, question, "noun_salad")
    assert reply(pack, "dodger", "owner") == reply(pack, "dodger", "default")
    with pytest.raises(UsageFailure, match="nobody"):
        first_answer(pack, question, "nobody")


@pytest.mark.parametrize("question", [question.id for question in packs.load().questions])
def test_on_every_question_two_interviews_differ_and_a_third_is_full(question: str) -> None:
    before: frozenset[str] = frozenset()
    asked: list[tuple[str, ...]] = []
    for seed in range(3):
        done = rehearsed("non_native", question, seed, before)
        asked.append(tuple(probe.text for probe in done.probes))
        before |= {probe.key for probe in done.probes}
    assert asked[0] != asked[1]
    assert len(asked[2]) == len(asked[0])
    assert not set(asked[2]) & {*asked[0], *asked[1]}


def test_who_caves_is_recorded_as_caved() -> None:
    done = rehearsed("caver")
    pack = packs.load()
    verdict = assess(done.interview, pack, pack.question("q01"), RulesReader(nlp.load()), nlp.load())
    wrong = [stance for stance in verdict.stances if not stance.sound]
    assert [stance.stance for stance in wrong] == ["caved"]


@pytest.mark.parametrize("name", ["llm_evals", "backend_design"])
def test_a_risk_is_a_whole_clause_so_that_it_can_stand_in_a_sentence(name: str) -> None:
    parse = nlp.load()
    risks = [risk for question in packs.load(name).questions for risk in question.risks]
    begun = [parse(f"They learn that {risk}.")[3].tag_ for risk in risks]
    assert [risk for risk, tag in zip(risks, begun, strict=True) if tag in {"VBZ", "VBP", "VB", "MD"}] == []
