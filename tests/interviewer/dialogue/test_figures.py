from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from interviewer.dialogue import figures, wording
from interviewer.model import Figures

seeds = st.integers(0, 2**31)
CATEGORIES = ("refunds", "disputes")


@given(seeds)
def test_the_cells_make_up_the_whole(seed: int) -> None:
    table = figures.generate(seed, CATEGORIES)
    cells = (table.both_pass, table.judge_only, table.human_only, table.both_fail)
    assert min(cells) > 0
    assert figures.items(table) == sum(cells)
    assert table.category in CATEGORIES


@given(seeds)
def test_spoken_rates_are_exactly_the_rates_of_the_table(seed: int) -> None:
    table = figures.generate(seed, CATEGORIES)
    for rate in (figures.judge_rate(table), figures.human_rate(table), figures.agreement(table)):
        assert abs(rate * 100 - round(rate * 100)) < 1e-9


@given(seeds, st.sampled_from((40, 50, 60, 80, 100, 120, 140, 150, 180, 250, 640)))
def test_they_fit_the_candidates_own_number_of_cases(seed: int, own: int) -> None:
    table = figures.generate(seed, CATEGORIES, own)
    assert figures.items(table) == own
    assert min(table.both_pass, table.judge_only, table.human_only, table.both_fail) > 0
    for rate in (figures.judge_rate(table), figures.human_rate(table), figures.agreement(table)):
        assert abs(rate * 100 - round(rate * 100)) < 1e-9
    assert figures.judge_rate(table) != figures.human_rate(table)


def test_the_judge_is_now_the_kinder_and_now_the_harsher() -> None:
    tables = [figures.generate(seed, CATEGORIES) for seed in range(200)]
    lenient = sum(figures.judge_rate(table) > figures.human_rate(table) for table in tables)
    assert 70 < lenient < 130
    assert all(figures.judge_rate(table) != figures.human_rate(table) for table in tables)


@given(seeds)
def test_kappa_follows_from_rates_and_agreement(seed: int) -> None:
    table = figures.generate(seed, CATEGORIES)
    judge, human, agreed = figures.judge_rate(table), figures.human_rate(table), figures.agreement(table)
    chance = judge * human + (1 - judge) * (1 - human)
    assert abs(figures.kappa(table) - (agreed - chance) / (1 - chance)) < 1e-12
    assert 0.1 < figures.kappa(table) < 0.65
    assert 1 - abs(judge - human) >= agreed


@given(seeds)
def test_most_of_the_disagreement_lies_in_the_category(seed: int) -> None:
    table = figures.generate(seed, CATEGORIES)
    disagreeing = table.judge_only + table.human_only
    assert 0.5 < table.category_share < 0.85
    assert abs(table.category_share * disagreeing - round(table.category_share * disagreeing)) < 1e-9


@given(seeds, st.integers(20, 1000))
def test_a_crooked_number_of_cases_is_kept_and_has_no_rates(seed: int, own: int) -> None:
    table = figures.generate(seed, CATEGORIES, own)
    assert figures.items(table) == own
    assert min(table.both_pass, table.judge_only, table.human_only, table.both_fail) > 0
    told = figures.spoken(table)
    assert bool(told["judge"]) == bool(told["agree"]) == bool(figures.step(own))
    assert told["apart"] == figures.number(table.judge_only + table.human_only)


def test_who_stands_against_whom_is_told_again() -> None:
    table = figures.generate(1, CATEGORIES, 200, ("one of the two", "the other"))
    assert "One of the two passes" in figures.repeated(table)
    assert "judge" not in figures.repeated(table)


@given(seeds)
def test_they_are_spoken_without_digits_and_repeat_the_same(seed: int) -> None:
    table = figures.generate(seed, CATEGORIES)
    assert not re.search(r"\d", figures.repeated(table))
    assert figures.repeated(table) == figures.repeated(figures.generate(seed, CATEGORIES))
    spoken = figures.spoken(table)
    assert all(spoken[name] in figures.repeated(table) for name in ("judge", "human", "kappa", "agree", "category"))


def test_kappa_of_a_worked_example() -> None:
    # Cohen's table with 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: agreement 0.7, chance 0.5, kappa 0.4.
    table = Figures(20, 5, 10, 15, "x", 0.5)
    assert round(figures.agreement(table), 10) == 0.7
    assert round(figures.kappa(table), 10) == 0.4


def test_chance_alone_is_no_agreement() -> None:
    assert figures.kappa(Figures(10, 0, 0, 0, "x", 0.5)) == 0.0


def test_decimals_are_spoken() -> None:
    assert figures.decimal(0.31) == "point three one"
    assert figures.decimal(0.3) == "point three"
    assert figures.decimal(0.0) == "zero"
    assert figures.decimal(-0.05) == "minus point zero five"
    assert figures.decimal(1.0) == "one"
    assert figures.percent(0.87) == "eighty-seven"
    assert figures.number(1200) == "one thousand two hundred"


TABLE = figures.generate(1, ("refunds",))


def test_a_full_answer_deals_with_all_four() -> None:
    dealt = figures.dealt(
        TABLE,
        "Is the judge too lenient? I'd split it by category, see whether the reviewers agree with each other, "
        "and until then people check refunds.",
        decisions=1,
    )
    assert dealt.count == 4


def test_trusting_the_judge_deals_with_none() -> None:
    assert figures.dealt(TABLE, "I'd trust the judge, people are subjective and get tired.", 0).count == 0


def test_naming_the_category_counts_as_looking_there() -> None:
    assert figures.dealt(TABLE, "I'd read the refunds where they part.", 0).by_category


def test_wordings_never_use_figures_that_are_not_there() -> None:
    assert wording.fill("Kappa is {kappa}. What now?", {}) == ""
