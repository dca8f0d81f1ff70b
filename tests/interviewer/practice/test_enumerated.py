"""Failures that are told in plain words are counted, and one that is told five ways is one; with the real parser."""

from __future__ import annotations

import re

import pytest

from audio.words import Word
from interviewer import nlp, packs
from interviewer.cli import drilling
from interviewer.model import DrillItem, Turn
from interviewer.practice import checker, drills

PACK = packs.load()
FIVE = [
    """First, it books the wrong flight; second, it tells people a refund is possible when it is not; third, it forgets
    the child's seat; fourth, it sends the ticket to an old address; fifth, it stops in the middle.""",
    """one it says the pool is open and it is closed two it gives the wrong room three it charges my card twice four it
    speaks only english five it wakes me up at night""",
    """The failures: a dose that is ten times too high, a letter to the wrong patient, an allergy left out, a joke at a
    funeral, and a page that nobody can read.""",
    """It could double the order. It could skip the gluten warning. It could send dinner to my neighbour. It could
    charge me for a tip I never gave, and it could keep me waiting for an hour.""",
    """What can go wrong? It might delete a meeting, invite the whole company, double a room, move a deadline, or read
    my private notes to my boss.""",
    """Number one: it drops a footnote. Number two: it swaps two names. Number three: it cites a court that does not
    exist. Number four: it takes an hour. Number five: it leaks the client's letter.""",
]
ONCE = [
    "It is slow. It takes too long. It is too late. I have to wait. It lags.",
    """It can book the wrong flight. It could get the flight wrong. It may pick a wrong flight. The flight is wrong. It
    books flights that are wrong.""",
    """First, it is rude. Second, it is impolite to me. Third, it insults me. Fourth, it is unfriendly. Fifth, it is
    rude again.""",
]


def failures(answer: str) -> DrillItem:
    drill = drills.find(PACK, "product")
    turn = Turn(0, words=tuple(Word(word) for word in answer.split()))
    items = checker.check(drill, drilling.draw(drill, 1), (turn,), PACK, nlp.load())
    return next(item for item in items if item.id == "failures")


@pytest.mark.parametrize("answer", FIVE)
def test_five_failures_in_plain_words_are_five(answer: str) -> None:
    assert failures(answer).found == 5
    assert failures(answer + " I would score tone, and I launch when ninety percent are right.").found == 5


@pytest.mark.parametrize("answer", FIVE[:2])
def test_counted_off_they_need_no_marks(answer: str) -> None:
    assert failures(re.sub(r"[^\w\s']", " ", answer).lower()).found == 5


@pytest.mark.parametrize("answer", ONCE)
def test_one_failure_told_five_ways_is_one(answer: str) -> None:
    assert failures(answer).found == 1


def test_what_it_never_does_is_no_failure() -> None:
    assert failures("It never leaks data, it does not invent fees, it is not slow and it is not rude.").found == 0


def test_each_is_quoted_with_its_own_words() -> None:
    quotes = [quote.quote for quote in failures(FIVE[0]).evidence]
    assert len(quotes) == 5
    assert all(quote in " ".join(FIVE[0].split()) for quote in quotes)
