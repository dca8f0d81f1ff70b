from __future__ import annotations

import pytest

from interviewer.dialogue import policy, totals
from interviewer.packs import Probing
from tests.interviewer.dialogue.shared import pack, situation

ADDS_UP = Probing(
    "contradiction", "It's {whole} in all, and the parts that you gave are {parts}. How does that add up?"
)


@pytest.mark.parametrize(
    ("said", "whole", "parts"),
    [
        (
            "I'd get two hundred chats. Of those a hundred and twenty are fees, ninety refunds, and fifty are rare.",
            "two hundred",
            "a hundred and twenty, ninety, and then fifty",
        ),
        ("200 items: 120 billing, 90 refunds, 50 rare.", "two hundred", "a hundred and twenty, ninety, and then fifty"),
        (
            "I'd split the three hundred into two hundred at random and a hundred and fifty complaints.",
            "three hundred",
            "two hundred, and then a hundred and fifty",
        ),
        (
            "A hundred and fifty refunds, eighty disputes and forty fees, so two hundred in total.",
            "two hundred",
            "a hundred and fifty, eighty, and then forty",
        ),
        (
            "We run five hundred trips a night, seventy percent trains, forty percent flights and the rest hotels.",
            "a hundred percent",
            "seventy percent, forty percent, and then a rest",
        ),
        (
            "I'd take eighty old changes, forty that added columns, thirty that moved data and twenty that drop some.",
            "eighty",
            "forty, thirty, and then twenty",
        ),
        (
            "Half of the set is real, a third is written by experts, a quarter is hostile, and that's the mix.",
            "a hundred percent",
            "half, a third, and then a quarter",
        ),
    ],
)
def test_parts_that_come_to_more_than_their_whole_are_found(said: str, whole: str, parts: str) -> None:
    found = totals.read(said)
    assert found is not None
    assert (found.whole, found.parts) == (whole, parts)
    assert found.quote in said


@pytest.mark.parametrize(
    "said",
    [
        "I'd take two hundred tickets, three hundred chats and fifty calls.",
        "I'd take two hundred tickets from May, a hundred from June and a hundred and fifty from July.",
        "I'd take three hundred. Of those a hundred are refunds, eighty are disputes, and the rest is random.",
        "Of the two hundred, ninety percent must be right, and ninety-five percent of the refunds.",
        "Five percent in the first week, then fifty percent, then the rest.",
        "Three hundred letters, two people read a hundred and fifty each, and fifty are read by both.",
        "I'd check forty percent of the refunds and seventy percent of the disputes, and ten percent of the rest.",
        "We took two hundred files. Of those, a hundred and ten were read by Anna, of which sixty were wrong.",
        "Four hundred cases, the judge passes eighty percent of them, people seventy percent.",
        "About two hundred cases. Of those a hundred and ten are refunds and a hundred are disputes.",
        "Two people read sixty swaps: twenty returned, twenty dear ones, twenty at random. The five worst get fixed.",
        "The rest is divided half and half.",
        "Nine in ten of the two hundred must be right, and of those, ten in ten refunds.",
    ],
)
def test_bars_rates_siblings_and_parts_of_parts_are_left_alone(said: str) -> None:
    assert totals.read(said) is None


def test_the_total_may_be_the_tasks_own() -> None:
    said = (
        "A hundred and fifty at random, so I know the rate. Then a hundred that mention an accident, and eighty more."
    )
    assert totals.read(said) is None
    found = totals.read(said, 300)
    assert found is not None
    assert found.whole == "three hundred"


def test_parts_that_do_not_fit_go_before_all_else_and_once() -> None:
    said = "I'd take two hundred items: a hundred and twenty green teas, ninety black ones, fifty rare ones."
    owner = Probing("owner", "Who signs it?", when="not who", asks_for=("who",))
    here = situation(said, known=pack(owner, ADDS_UP))
    best = policy.best(here)
    assert best is not None
    assert best.probe.kind == "contradiction"
    assert best.probe.refers_to == said
    again = situation(said, "It's roughly that.", probes=(best.probe,), known=pack(owner, ADDS_UP))
    assert policy.best(again).probe.kind == "owner"  # type: ignore[union-attr]
    assert policy.best(situation("I'd take two hundred.", known=pack(ADDS_UP))) is None
