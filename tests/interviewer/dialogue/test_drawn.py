"""A line that somebody draws, told from a number that is only told of."""

from __future__ import annotations

import pytest

from interviewer.dialogue import drawn


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("If you want a line from me, at most one in fifty.", "at most one in fifty"),
        ("I don't know, maybe eight times out of ten? Roughly.", "eight times out of ten"),
        ("It's four in ten turned away today, and I'd want that at one in ten, maybe.", "one in ten"),
        ("My manager said five percent, but I'd take two percent.", "two percent"),
        ("We don't launch below ninety-five percent.", "below ninety-five percent"),
        ("For the rest I'd live with five in a hundred.", "five in a hundred"),
        ("The bar is ninety percent.", "ninety percent"),
        ("If more than two in a hundred are wrong, it stays off.", "more than two in a hundred"),
        ("If more than ten out of two hundred are wrong, it stays off.", "more than ten out of two hundred"),
    ],
)
def test_a_line_is_drawn(said: str, share: str) -> None:
    assert drawn.line(said) == share


@pytest.mark.parametrize(
    "said",
    [
        "At the bakery we had a year with about five in a hundred, and most of that was crumbs.",
        "At my last bank we ran at three in a hundred.",
        "On my ward it was two in a hundred. I wouldn't use that as a line.",
        "My manager always said five percent is fine. I never believed him.",
        "The supplier promises ninety-nine percent, and I'd want to see that first.",
        "It's four in ten turned away today.",
        "I can't say ninety percent or anything like that.",
        "One in twelve leaves a rating.",
        "Ninety-five percent, that's what the vendor writes on its page.",
        "In my old job one in twenty, roughly.",
        "How many did it let through, it's at least thirty-six out of three hundred, so it misses half.",
    ],
)
def test_what_is_told_of_is_no_line(said: str) -> None:
    assert drawn.line(said) == ""


def test_a_plan_with_a_share_can_be_said_back() -> None:
    said = "So you ship it to five percent and you see what happens. We had eight percent in the pilot."
    assert not drawn.only_told("you ship it to five percent", said)
    assert drawn.only_told("we had eight percent in the pilot", said)
