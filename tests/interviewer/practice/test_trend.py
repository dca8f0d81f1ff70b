"""What an answer says of production is held against what was drawn, over many drawn cases."""

from __future__ import annotations

import msgspec
import pytest

from audio.words import Word
from interviewer import nlp, packs
from interviewer.analysis.reading import read
from interviewer.cli import drilling
from interviewer.model import DrillItem, DrillRun, Turn
from interviewer.practice import checker, drills, trend

PACK = packs.load()
DRILL = drills.find(PACK, "disagreement")
SAID = {
    "better": [
        "Complaints went down.", "Fewer people complain now.", "production looks better than before",
        "Customers are more satisfied.", "satisfaction rose by two points", "less people come back with the same thing",
    ],
    "worse": [
        "Complaints went up in production.", "There are more complaints.", "production got worse",
        "Satisfaction has dropped, too.", "users want a human more often", "in production people return more often",
        "Customers are angrier than a month ago.",
    ],
    "same": [
        "Satisfaction stays flat.", "complaints have not gone up", "Customers are no happier.",
        "nothing changed in customer satisfaction", "csat has not moved",
    ],
}  # fmt: skip
OPEN = [
    "If complaints rise, we roll back.", "I would check whether complaints went up.",
    "we hold it until complaints fall",
    "The judge got worse.", "The judge passes more chats than the people.", "Did complaints go up?",
    "we want fewer complaints",
]  # fmt: skip
DRAWN = {
    "customers come back with the same problem more often than before": "worse",
    "complaints have gone up since last month": "worse",
    "satisfaction has not moved at all": "same",
    "more people ask for a human than before": "worse",
    "customers are happier than they were": "better",
}


def ways(text: str) -> set[str]:
    pack = msgspec.structs.replace(PACK, signals=drills.signals(PACK))
    reading = read((Turn(0, words=tuple(Word(word) for word in text.split())),), pack, nlp.load())
    sides = ("the_judge", "the_people")
    return {way for unit in reading.units for way in trend.claims(unit, "in_production", sides)}


def checked(run: DrillRun, text: str) -> dict[str, DrillItem]:
    turn = Turn(0, words=tuple(Word(word) for word in text.split()))
    return {item.id: item for item in checker.check(DRILL, run, (turn,), PACK, nlp.load())}


@pytest.mark.parametrize(("way", "text"), [(way, text) for way, texts in SAID.items() for text in texts])
def test_which_way_it_went(way: str, text: str) -> None:
    assert ways(text) == {way}


@pytest.mark.parametrize("text", OPEN)
def test_what_is_supposed_or_of_others_claims_nothing(text: str) -> None:
    assert not ways(text)


def test_everything_that_can_be_drawn_says_which_way_it_went() -> None:
    assert {text: ways(text) for text in DRILL.draw["production"]} == {text: {way} for text, way in DRAWN.items()}


@pytest.mark.parametrize("seed", range(60))
def test_a_claim_counts_as_it_was_drawn(seed: int) -> None:
    run = drilling.draw(DRILL, seed)
    true = DRAWN[run.drawn["production"]]
    for way, texts in SAID.items():
        item = checked(run, f"The judge is off. {texts[seed % len(texts)]}")["production"]
        assert bool(item.wrong) == (way != true), item
        if way != true:
            assert not item.done


@pytest.mark.parametrize("seed", range(60))
def test_a_figure_that_was_not_drawn_is_wrong(seed: int) -> None:
    run = drilling.draw(DRILL, seed)
    for name, said in (
        ("kappa", "Kappa is {}."),
        ("agree", "They agree on {} percent."),
        ("share", "{} percent of the disagreement is there."),
    ):
        assert checked(run, said.format(run.drawn[name]))["figures"].done
        other = "point eight nine" if name == "kappa" else "twelve"
        wrong = checked(run, said.format(other))["figures"]
        assert wrong.wrong
        assert not wrong.done
        aimed = checked(run, f"We wait until {said.format(other)}")["figures"]
        assert not aimed.wrong
