"""The drills of the other packs, on good and empty answers."""

from __future__ import annotations

import pytest

from audio.words import Word
from interviewer import nlp, packs
from interviewer.cli import drilling
from interviewer.model import Turn
from interviewer.practice import checker, drills

GOOD = {
    ("behavioural", "story"): (
        "Two years ago, in the warehouse team of a furniture shop, we were about to lose our largest customer "
        "because of late deliveries. I sat with the drivers for a week and wrote down where the time went. I told "
        "the sales lead that we would stop promising mornings, because nobody could keep that. In the end the "
        "customer stayed, and late deliveries fell from twenty to four a week. Since then I ask those who do the "
        "work before I promise anything."
    ),
    ("backend_design", "outage"): (
        "Customers can still see their basket, but they cannot pay, and the page says so. Because the database is "
        "down, the order service fails and the catalogue goes on from its cache. Every call has a timeout of two "
        "seconds and three retries with growing gaps. First I would switch writes off and roll back the last "
        "deploy. Afterwards we replay the queue and reconcile every order against the payments. The alarm should "
        "ring when failed payments go above two percent for a minute. The engineer on call is woken, and the "
        "shop's lead decides."
    ),
}


def found(pack_name: str, name: str, answer: str) -> dict[str, bool]:
    pack = packs.load(pack_name)
    drill = drills.find(pack, name)
    turn = Turn(0, words=tuple(Word(word) for word in answer.split()))
    items = checker.check(drill, drilling.draw(drill, 1), (turn,), pack, nlp.load())
    return {item.id: item.done for item in items}


@pytest.mark.parametrize(("pack", "name"), GOOD)
def test_a_good_answer_has_nearly_everything_and_an_empty_one_nothing(pack: str, name: str) -> None:
    good = found(pack, name, GOOD[pack, name])
    assert sum(good.values()) >= len(good) - 1, good
    assert not any(found(pack, name, "Well, it depends on the situation, I would say.").values())


@pytest.mark.parametrize(
    "said",
    [
        "Outages are always stressful, so I would stay calm and follow the process.",
        "I would do my best and communicate a lot.",
        "I'd take it very seriously and handle it professionally.",
        "I would work closely with my team and solve the problem.",
        "I would fix it as soon as possible.",
    ],
)
def test_what_everybody_would_do_is_no_first_step(said: str) -> None:
    assert not any(found("backend_design", "outage", said).values())


@pytest.mark.parametrize(
    "said",
    [
        "I stay calm and roll back the last deploy.",
        "I would fail over to the replica.",
        "I'd put up a banner and switch the writes off.",
        "I stop the deploy and drain the queue.",
        "First thing, I open the runbook and fix it by hand.",
    ],
)
def test_a_first_step_is_heard(said: str) -> None:
    assert found("backend_design", "outage", said)["act"]
