from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer import packs
from interviewer.judging import scoring
from interviewer.model import Finding
from tests.interviewer.judging.shared import POSITIVE, RED, a_pack, a_question, findings

subsets = st.sets(st.sampled_from(POSITIVE))
flags = st.sets(st.sampled_from(RED))


@pytest.mark.parametrize(("held", "overall"), [(1, 1), (2, 2), (4, 3), (6, 4), (8, 5)])
def test_credits_reach_bars(held: int, overall: int) -> None:
    order = ("S1", "C1", "S2", "C2", "S3", "C3", "S4", "C4")
    assert scoring.score(findings(*order[:held]), a_pack(), a_question()).overall == overall


def test_gate_holds_the_level_down_and_names_what_is_missing() -> None:
    result = scoring.score(findings("S1", "S2", "S3", "S4", "C2", "C3", "C4"), a_pack(), a_question())
    assert (result.overall, result.held_back_by) == (3, ("C1",))
    assert result.next_facts[0] == "C1"


def test_gate_does_not_ask_for_what_the_question_does_not() -> None:
    question = a_question(tuple(name for name in POSITIVE if name != "C1"))
    assert scoring.score(findings("S1", "S2", "S3", "S4", "C2", "C3", "C4"), a_pack(), question).overall == 5


def test_red_flag_caps_overall_and_dimension() -> None:
    result = scoring.score(findings(*POSITIVE, "burns"), a_pack(), a_question())
    assert (result.overall, result.dimensions["cooking"].score, result.dimensions["shopping"].score) == (2, 2, 5)
    assert result.dimensions["cooking"].missing == "burns"
    assert result.patterns == ("burner",)


def test_levels_are_reached_over_the_facts_that_are_asked_for() -> None:
    question = a_question(("S1", "S2", "C1", "C2"))
    assert scoring.score(findings("S1", "S2", "C1", "C2"), a_pack(), question).overall == 5
    assert scoring.score(findings("S3", "S4", "C3", "C4"), a_pack(), question).overall == 1


def test_dimension_that_is_not_asked_for_has_no_level() -> None:
    result = scoring.score(findings(*POSITIVE), a_pack(), a_question(("S1", "S2")))
    assert result.dimensions["cooking"].score is None


def test_dimension_names_the_missing_fact() -> None:
    level = scoring.score(findings("S1", "S3"), a_pack(), a_question()).dimensions["shopping"]
    assert (level.score, level.shown, level.missing) == (3, ("S1", "S3"), "S2")


def test_pattern_of_absence_is_silent_where_there_is_nothing_to_judge() -> None:
    pack = a_pack()
    assert scoring.score(findings("S1"), pack, a_question()).patterns == ("no_serving",)
    assert scoring.score(findings("nothing"), pack, a_question()).patterns == ()
    assert scoring.score(findings("S1"), pack, a_question(("S1", "C1"))).patterns == ()


def test_parts_are_expressions_over_facts() -> None:
    assert scoring.score(findings("S2"), a_pack(), a_question()).covered == ("shop",)


def test_unprompted_counts_red_flags_whoever_asked() -> None:
    seen = findings("S1", "S2", "burns", prompted=("S2", "burns"))
    before = scoring.unprompted(seen, a_pack())
    assert before["S1"].holds
    assert not before["S2"].holds
    assert before["burns"].holds


@given(subsets, flags, st.sampled_from(POSITIVE))
def test_one_more_fact_lowers_nothing(held: set[str], red: set[str], extra: str) -> None:
    pack, question = a_pack(), a_question()
    before = scoring.score(findings(*held, *red), pack, question)
    after = scoring.score(findings(*held, *red, extra), pack, question)
    assert after.overall >= before.overall
    for name, level in before.dimensions.items():
        assert (after.dimensions[name].score or 0) >= (level.score or 0)


@given(subsets, flags, st.sampled_from(RED))
def test_one_more_red_flag_raises_nothing(held: set[str], red: set[str], extra: str) -> None:
    pack, question = a_pack(), a_question()
    before = scoring.score(findings(*held, *red), pack, question)
    after = scoring.score(findings(*held, *red, extra), pack, question)
    assert after.overall <= before.overall
    for name, level in before.dimensions.items():
        assert (after.dimensions[name].score or 0) <= (level.score or 0)


@given(subsets, st.sets(st.sampled_from(POSITIVE), min_size=1))
def test_levels_stay_between_one_and_five(held: set[str], asks: set[str]) -> None:
    result = scoring.score(findings(*held), a_pack(), a_question(tuple(asks)))
    assert 1 <= result.overall <= 5
    assert all(level.score is None or 1 <= level.score <= 5 for level in result.dimensions.values())


def test_quotes_and_their_number_are_no_input() -> None:
    once = findings("S1", "S2")
    twice = {name: replace(one, evidence=one.evidence * 5) for name, one in once.items()}
    assert scoring.score(once, a_pack(), a_question()) == scoring.score(twice, a_pack(), a_question())


def test_enough_credits_outweigh_a_flag_that_says_there_is_nothing() -> None:
    few = scoring.score(findings("S1", "nothing"), a_pack(), a_question())
    some = scoring.score(findings("S1", "C1", "nothing"), a_pack(), a_question())
    assert (few.overall, few.void) == (1, ("nothing",))
    assert (some.overall, some.void) == (2, ())


@pytest.mark.parametrize(
    ("question", "held", "shown", "silent"),
    [
        ("q01", ("X1", "X3", "R5"), "no_release_decision", "average_score"),  # a heap of names releases nothing
        ("q01", ("R2", "A1"), "average_score", "judge_absolutism"),  # split, and still one figure decides
        ("q01", ("X1", "X2", "R10", "A1", "A3"), "average_score", "no_release_decision"),
        ("q01", ("R2", "A1", "X1", "X2"), "no_owner", "average_score"),
        ("q13", ("X1",), "no_owner", "no_release_decision"),
        ("q14", ("R10",), "average_score", "no_owner"),  # found out once
        ("q18", ("R10",), "average_score", "no_owner"),  # which of two to put in: nothing that has to be kept up
    ],
)
def test_patterns_of_the_pack(question: str, held: tuple[str, ...], shown: str, silent: str) -> None:
    pack = packs.load("llm_evals")
    found = scoring.score({name: Finding(True) for name in held}, pack, pack.question(question)).patterns
    assert shown in found
    assert silent not in found


def test_who_compares_two_prompts_can_close_the_loop() -> None:
    pack = packs.load("llm_evals")
    assert "close_loop" in scoring.score({"D5": Finding(True)}, pack, pack.question("q09")).covered
