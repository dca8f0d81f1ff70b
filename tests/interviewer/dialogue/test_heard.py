"""What was said decides what is asked: a pack's patterns, people and numbers of the candidate's, choices made twice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from interviewer.dialogue import answers, heard, policy
from interviewer.dialogue.flips import flips
from interviewer.model import Sentence, StanceRecord
from interviewer.packs import Pack, Probes, Probing
from tests.interviewer.dialogue import shared
from tests.interviewer.dialogue.test_touched import heard as in_evals


@pytest.mark.parametrize(
    ("way", "said", "holds"),
    [
        ("roll|go back", "Then we roll it back, or rather go back on Monday.", True),
        ("roll .. back", "We'd roll the whole thing back.", True),
        ("roll .. back", "Three rolls. They come back on Monday.", False),
        ("refus .. harm|worst", "A refusal is also harm.", True),
        ("refus .. harm|worst", "Harm is why we refuse.", True),
        ("refus .. harm|worst", "It may refuse. That is harm.", False),
        ("old .. tea .. cup", "A cup of the old tea.", False),
        ("# case|question", "I'd read two hundred questions.", True),
        ("# case|question", "I'd read the questions.", False),
        ("owns", "It's her own kettle.", False),
        ("read|go_through .. lid", "I'd go through the lids.", True),
        ("read|go_through .. lid", "I'd read the lids.", True),
        ("read|go_through .. lid", "I'd go to the lids.", False),
    ],
)
def test_a_pattern_is_beginnings_of_words_in_one_sentence(way: str, said: str, holds: bool) -> None:
    assert heard.holds((way,), said) is holds


def pack_of(*probes: Probing, **facts: tuple[str, ...]) -> Pack:
    return replace(shared.pack(), probes=Probes(probe=probes, heard=facts))


WHO = Probing("owner", "It leaks on a Sunday. Who may switch it off?", asks_for=("who",))
BAR = Probing("threshold", "How many may leak?", asks_for=("number",))


def test_a_fact_that_was_said_in_other_words_is_not_asked_for_first() -> None:
    known = pack_of(WHO, BAR, who=("may|can .. switch|stop",))
    there = [shared.situation("The shopkeeper can stop it herself.", known=known, seed=seed) for seed in range(9)]
    assert {policy.rank(one)[0].probe.kind for one in there} == {"threshold"}
    open_yet = [one for one in policy.rank(shared.situation("I'd boil forty kettles.", known=known)) if one.touched]
    assert not open_yet


def test_a_scene_of_the_question_is_not_answered_by_a_fact_in_general() -> None:
    scene = Probing("missing_part", "A lid is lost. What happens to the tea?", asks_for=("cases",))
    about = shared.question(scene)
    said = shared.situation("I'd take odd kettles.", known=pack_of(cases=("odd",)), about=about)
    assert not next(iter(policy.rank(said))).touched
    gone = shared.question(replace(scene, unless=("lid .. lost|missing",)))
    said = shared.situation("If the lid is missing it stays off.", known=pack_of(cases=("odd",)), about=gone)
    assert next(iter(policy.rank(said))).touched


OBJECTION = Probing(
    "bogus_challenge",
    "Weighing every kettle is old-fashioned. Isn't a look enough?",
    refutation="No.",
    near=("weigh", "scale"),
    unless=("look .. miss",),
)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I'd weigh each kettle twice.", True),
        ("I'd taste the tea.", False),
        ("I'd weigh each kettle, since a look would miss the leak.", False),
    ],
)
def test_an_objection_needs_what_it_objects_to_and_is_idle_once_refuted(said: str, asked: bool) -> None:
    there = shared.situation(said, known=pack_of(OBJECTION))
    assert bool(policy.rank(there)) is asked


@pytest.mark.parametrize(
    ("question", "said", "key"),
    [
        ("q01", "I'd run sixty stories and count in how many it promises money.", "q01.ledger"),
        ("q13", "The tool and the parameters are compared with what the travel office expects.", "q13.arguments"),
        ("q08", "Refusing is also harm, so I count how many harmless ones are refused.", "q08.refuse_all"),
    ],
)
def test_objections_of_the_pack_miss_nobody(question: str, said: str, key: str) -> None:
    assert key not in {option.probe.key for option in policy.rank(in_evals(question, said))}


def sentences(*said: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(n, 0, text, 0, 1) for n, text in enumerate(said))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("The new prompt should go live.", "So the old prompt should stay.", "I'd put the new one live."), True),
        (("The new prompt should go live.", "If it leaks, the old prompt stays."), False),
        (("I'd take the small model for tickets.", "I'd take the large model for the rest."), False),
        (("The new prompt should go live.", "No wait, actually the old one stays."), False),
        (("I'd keep the old cases.", "I'd write new cases."), False),
        (("I'd draw them completely at random.", "And I'd pick the late ones by hand."), True),
        (("I'd draw a hundred at random.", "And I'd pick the late ones by hand."), False),
        (("Not real, everything runs in the sandbox.", "I'd do the whole test on real bookings."), True),
        (("Everything runs in the sandbox first.", "Then the whole test on real bookings."), False),
        (("Everything runs in the sandbox.", "Actually, everything runs on real bookings."), False),
        (("I'd say ninety percent of trips must be right.", "Every trip must be right, or we don't launch."), True),
        (("I'd say ninety percent of searches must be right.", "Every payment must be right."), False),
        (("Ninety percent of answers must be right.", "For refunds, every answer must be right."), False),
        (("Ninety percent of answers must be right.", "Every answer must be right in Polish."), False),
        (("All the tests run in the sandbox.", "For refunds I'd run everything on real cards."), False),
        (("If it's free, ninety percent of trips must be right.", "Every trip must be right."), False),
    ],
)
def test_a_choice_made_both_ways_is_a_contradiction(said: tuple[str, ...], found: bool) -> None:
    assert bool(flips(sentences(*said))) is found


DOUBTED = shared.probe(
    "bogus_challenge",
    "All arguments match. Why bother to look at the booking system afterwards?",
    sound=False,
    refutation="r",
)


@pytest.mark.parametrize(
    ("said", "reaction"),
    [
        ("You are right. Then I'd drop the arguments, I would only look at the booking system.", ""),
        ("You are right, I'd leave out the booking system then.", "caved"),
        ("Yes, you're right.", "caved"),
    ],
)
def test_who_moved_away_from_an_objection_did_not_cave(said: str, reaction: str) -> None:
    there = shared.situation("Well.", said, probes=(DOUBTED,), stances=(StanceRecord(1, "caved", False),))
    assert answers.reaction(there) == reaction
