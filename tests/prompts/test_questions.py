"""The questions of the evals pack: complete, speakable and consistent with the checklist."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from interviewer.analysis.expressions import names
from interviewer.dialogue.asides import topic
from interviewer.packs import Question, load

PACK = load("llm_evals")
DESIGN = {"q01", "q03", "q04", "q08", "q10", "q13", "q16", "q17"}
PROBE_KINDS = {
    "missing_part",
    "threshold",
    "release_decision",
    "owner",
    "so_what",
    "segment",
    "change_over_time",
    "cost_tradeoff",
    "new_constraint",
    "contradiction",
    "judge_disagreement",
    "metric_conflict",
    "sound_challenge",
    "bogus_challenge",
}
DISAGREEMENTS = {"judge_disagreement", "metric_conflict"}
ASKED_OF_ANY = [
    ("who are the users?", "users"),
    ("what volume are we talking about?", "volume"),
    ("which languages does it have to support?", "languages"),
    ("what budget do i have?", "budget"),
    ("is this a regulated area?", "regulated"),
    ("are there any legal requirements?", "regulated"),
]
MARKUP = set("*_`#[]{}<>|\\")

each_question = pytest.mark.parametrize("question", PACK.questions, ids=lambda question: question.id)


def passages(question: Question) -> list[str]:
    """The texts of all sample answers."""
    return [passage.text for passage in (*question.strong, *question.weak, *question.middling)]


def spoken(question: Question) -> list[str]:
    """Everything that may be said aloud."""
    probes = [text for probe in question.probes for text in (probe.text, probe.refutation)]
    return [question.prompt, *question.fixed.values(), *probes, *question.risks, *passages(question)]


def test_there_are_nineteen_in_order() -> None:
    assert [question.id for question in PACK.questions] == [f"q{number:02}" for number in range(1, 20)]


def test_a_design_can_be_chosen_for_rules_and_for_open_ends() -> None:
    tags = {tag for question in PACK.questions if question.kind == "design" for tag in question.tags}
    assert tags == {"regulated", "open_ended"}


def test_files_are_named_after_their_question() -> None:
    files = sorted(path.stem for path in (Path(PACK.folder) / "questions").glob("*.toml"))
    assert files == [question.id for question in PACK.questions]


def test_no_prompt_or_title_comes_twice() -> None:
    assert len({question.prompt for question in PACK.questions}) == len(PACK.questions)
    assert len({question.title for question in PACK.questions}) == len(PACK.questions)


def test_probe_ids_are_unique_over_the_pack() -> None:
    counts = Counter(probe.id for question in PACK.questions for probe in question.probes)
    assert [probe_id for probe_id, count in counts.items() if count > 1] == []


@each_question
def test_kind(question: Question) -> None:
    assert question.kind in PACK.head.kinds
    assert question.kind == ("design" if question.id in DESIGN else "judgement")


@each_question
def test_prompt_is_short(question: Question) -> None:
    assert 10 <= len(question.prompt.split()) <= 60


@each_question
def test_nothing_spoken_has_markup(question: Question) -> None:
    assert [text for text in spoken(question) if MARKUP & set(text)] == []


@each_question
def test_every_fixed_fact_can_be_asked_for(question: Question) -> None:
    assert set(question.fixed) == set(question.fixed_cues)
    assert all(question.fixed_cues.values())
    assert all(cue == cue.lower() for cues in question.fixed_cues.values() for cue in cues)


@each_question
def test_every_cue_leads_to_its_own_fact(question: Question) -> None:
    astray = {
        cue: topic(question, cue)
        for name, cues in question.fixed_cues.items()
        for cue in cues
        if topic(question, cue) != name
    }
    assert astray == {}


@each_question
@pytest.mark.parametrize(("asked", "name"), ASKED_OF_ANY)
def test_what_any_candidate_asks_is_understood(question: Question, asked: str, name: str) -> None:
    assert topic(question, asked) == name


@each_question
def test_product_has_risks_categories_and_words(question: Question) -> None:
    assert 4 <= len(question.risks) <= 6
    assert 4 <= len(question.categories) <= 5
    assert 8 <= len(question.vocabulary) <= 14


@each_question
def test_facts_named_are_in_the_checklist(question: Question) -> None:
    shown = {fact for passage in (*question.strong, *question.weak, *question.middling) for fact in passage.facts}
    wanted = {fact for probe in question.probes for fact in (*probe.asks_for, *names(probe.when))}
    assert shown | wanted | set(question.asks) <= set(PACK.facts)


@each_question
def test_it_asks_for_no_red_flag(question: Question) -> None:
    assert [fact for fact in question.asks if PACK.facts[fact].red] == []
    assert len(set(question.asks)) == len(question.asks)


@each_question
def test_probes_are_enough_and_named_after_the_question(question: Question) -> None:
    assert len(question.probes) >= 4
    assert [probe.id for probe in question.probes if not probe.id.startswith(f"{question.id}.")] == []
    assert {probe.kind for probe in question.probes} <= PROBE_KINDS


@each_question
def test_probes_are_short_and_ask_one_thing(question: Question) -> None:
    assert [probe.id for probe in question.probes if len(probe.text.split()) > 35] == []
    assert [probe.id for probe in question.probes if probe.text.count("?") != 1] == []


@each_question
def test_only_a_bogus_challenge_has_a_refutation(question: Question) -> None:
    assert [p.id for p in question.probes if bool(p.refutation) != (p.kind == "bogus_challenge")] == []


@each_question
def test_it_has_a_new_constraint_and_both_sorts_of_challenge(question: Question) -> None:
    kinds = {probe.kind for probe in question.probes}
    assert {"new_constraint", "bogus_challenge", "sound_challenge"} <= kinds


@each_question
def test_there_is_a_disagreement_to_clear_up(question: Question) -> None:
    assert DISAGREEMENTS & {probe.kind for probe in question.probes}


@each_question
def test_sample_answers_have_the_length_of_spoken_ones(question: Question) -> None:
    strong = sum(len(passage.text.split()) for passage in question.strong)
    weak = sum(len(passage.text.split()) for passage in question.weak)
    shortest, longest = (230, 380) if question.kind == "design" else (150, 230)
    assert shortest <= strong <= longest
    assert 110 <= weak <= 200


@each_question
def test_strong_shows_more_than_weak_and_no_red_flag(question: Question) -> None:
    good = {fact for passage in question.strong for fact in passage.facts}
    poor = {fact for passage in question.weak for fact in passage.facts if not PACK.facts[fact].red}
    assert [fact for fact in good if PACK.facts[fact].red] == []
    assert len(good) >= 3 * max(1, len(poor))


def test_two_questions_have_a_middling_answer_for_the_demo() -> None:
    assert {"q01", "q02"} <= {question.id for question in PACK.questions if question.middling}


def test_no_question_asks_for_a_dimension_that_its_labels_leave_out() -> None:
    lines = (Path(PACK.folder) / "labels" / "development.jsonl").read_text(encoding="utf-8").splitlines()
    left_out: dict[str, set[str]] = {}
    for line in lines:
        answer = json.loads(line)
        without = {dimension for dimension, level in answer["dimensions"].items() if level is None}
        # An answer off the topic has no levels at all; what counts is left out in every answer to the question.
        left_out.setdefault(answer["question_id"], without).intersection_update(without)
    for question in PACK.questions:
        asked = {PACK.facts[fact].dimension for fact in question.asks}
        assert not asked & left_out.get(question.id, set()), question.id
