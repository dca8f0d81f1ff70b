from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from interviewer.model import Figures, Judge, Quote, Stance
from interviewer.report import phrases
from tests.interviewer.report import example


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59.9, "0:59"), (400, "6:40"), (3661, "1:01:01"), (-1, "0:00")]
)
def test_the_clock_reads_like_a_players(seconds: float, shown: str) -> None:
    assert phrases.clock(seconds) == shown


def test_a_place_names_its_turn_and_a_text_has_no_time() -> None:
    assert phrases.place(Quote("x", 0, 72.0, 73.0)) == "1:12"
    assert phrases.place(Quote("x", 2, 7.0, 9.0)) == "follow-up 2, 0:07"
    assert phrases.place(Quote("x", 0)) == ""
    assert phrases.place(Quote("x", 1)) == "follow-up 1"


def test_the_gap_between_own_rating_and_judge_is_told_in_both_directions() -> None:
    assert phrases.own_rating(4, 2) == "You rated yourself 4, 2 levels higher than the judge."
    assert phrases.own_rating(2, 3) == "You rated yourself 2, 1 level lower than the judge."
    assert "so did the judge" in phrases.own_rating(3, 3)
    assert "no verdict" in phrases.own_rating(3, None)
    assert phrases.own_rating(None, 3) == ""


def test_every_stance_on_every_challenge_has_words() -> None:
    for kind, sound in product(get_args(Stance), (True, False)):
        assert phrases.stance(kind, sound)[0].endswith(".")


def test_a_refutation_reads_as_one_sentence_whatever_its_form() -> None:
    for text in ("People find other kinds.", "because people find other kinds", "people find other kinds"):
        assert phrases.refutation(text) == "This objection was wrong, because people find other kinds."
    assert phrases.refutation("LLM judges drift.").endswith("because LLM judges drift.")
    assert phrases.refutation("") == "This objection was wrong."


def test_kappa_is_cohens() -> None:
    # Observed 0.70; chance 0.5 * 0.6 + 0.5 * 0.4 = 0.50: the textbook's example of kappa 0.40.
    assert phrases.kappa(Figures(20, 5, 10, 15, "x", 0.5)) == pytest.approx(0.4)
    assert phrases.kappa(Figures(0, 0, 0, 0, "x", 0.0)) == 0.0
    assert phrases.kappa(Figures(10, 0, 0, 0, "x", 0.0)) == 0.0


def test_probing_counts_what_was_there_before_it() -> None:
    interview = example.interview(None)
    assert interview.assessment is not None
    line = phrases.probing(interview.assessment, example.pack())
    assert line == "Before probing 2 decisions and 8 points of the checklist; after it 3 and 10."
    alone = replace(interview.assessment, decisions=interview.assessment.decisions[:2], facts={})
    assert phrases.probing(alone, example.pack()) == ""


def test_a_judge_says_what_was_measured_and_what_was_not() -> None:
    assert phrases.agreement(Judge("rules", "rules", "1")) == "agreement not measured"
    measured = phrases.agreement(Judge("llm", "m", "1", agreement=0.81, agreement_note="42 answers", jitter=0.2))
    assert "kappa 0.81 (42 answers)" in measured
    assert "0.20" in measured


def test_words_that_left_the_machine_are_named() -> None:
    interview = example.interview(None)
    assert "Nothing was sent" in phrases.privacy(interview)
    assert "Your words went" in phrases.privacy(replace(interview, mind="llm"))


def test_notices_of_the_interview_and_of_the_assessment_are_shown_once_each() -> None:
    interview = example.interview(None)
    assert interview.assessment is not None
    told = replace(interview.assessment, notices=("the rules read it", interview.notices[0]))
    assert phrases.notices(replace(interview, assessment=told)) == (interview.notices[0], "the rules read it")


def test_the_advice_stands_beside_the_words_it_is_about() -> None:
    assessment, pack = example.interview(None).assessment, example.pack()
    assert assessment is not None
    assert phrases.behind_change(assessment, pack) is None  # its advice is about nothing that can be quoted
    shopping = next(one for one in pack.head.pattern if one.id == "metric_shopping")
    told = replace(assessment, change_next=shopping.advice)
    assert phrases.behind_change(told, pack) == assessment.pattern_evidence["metric_shopping"][0]
    flag = next(fact for fact in pack.checklist if fact.red and fact.gap)
    said = Quote("one in the middle", 0)
    finding = replace(next(iter(assessment.facts.values())), holds=True, evidence=(said,))
    advice = flag.gap.partition(": ")[2].capitalize() + "."
    told = replace(assessment, change_next=advice, facts={flag.id: finding}, patterns=())
    assert phrases.behind_change(told, pack) == said
    assert phrases.behind_change(replace(told, change_next=""), pack) is None


def test_no_filler_is_no_figure() -> None:
    assert phrases.fillers(1) == "at least 1 filler"
    assert phrases.fillers(0).startswith("no fillers heard")


def test_a_condition_reads_as_a_clause() -> None:
    assert phrases.condition("If kappa stays low") == "if kappa stays low"
    assert phrases.condition("one privacy leak") == "when one privacy leak"
    assert phrases.condition(" ") == ""
