"""No follow-up takes for granted a design, a stance or a fact of the product that nobody has named."""

from __future__ import annotations

import re

import pytest

from interviewer import packs
from interviewer.dialogue import counted, drawn, picking, policy, replies, theirs
from interviewer.dialogue.options import CHALLENGES, fitting, keyed
from interviewer.dialogue.situation import Situation
from interviewer.model import Analysis
from tests.interviewer.dialogue import shared

PACK = packs.load()
SCENES = frozenset(("metric_conflict", "new_constraint"))
YOURS = re.compile(r"\byour (?:cases|copy|test|check|readers|people|ledger|comparison)\b", re.IGNORECASE)
OPENS = re.compile(r"(?:To save labels, )?(?:suppose|say|imagine)\b", re.IGNORECASE)


def there(*said: str, question: str) -> Situation:
    return shared.situation(*said, known=PACK, about=PACK.question(question))


@pytest.mark.parametrize("question", [one.id for one in PACK.questions])
def test_a_scene_is_brought_in_as_one(question: str) -> None:
    for key, probing, _ in keyed(there("", question=question)):
        if probing.kind in SCENES:
            assert OPENS.match(probing.text), f"{key}: {probing.text}"


@pytest.mark.parametrize("question", [one.id for one in PACK.questions])
def test_an_objection_that_charges_with_a_plan_is_bound_to_one(question: str) -> None:
    for key, probing, _ in keyed(there("", question=question)):
        if probing.kind in CHALLENGES and re.search(
            r"\b[Yy]our? (?:cases|copy|setup|check|readers|people)\b", probing.text
        ):
            assert probing.near or "{said}" in probing.text or OPENS.match(probing.text), f"{key}: {probing.text}"


def test_an_objection_to_a_script_needs_one_that_is_wanted() -> None:
    wanted = there("I'd compare the amounts with a script.", question="q01")
    turned_down = there("A script is useless for amounts, somebody rings the customer.", question="q01")
    assert "q01.ledger" in _own(wanted)
    assert "q01.ledger" not in _own(turned_down)


def _own(situation: Situation) -> set[str]:
    """Keys of the question's own objections whose words are there, whatever the facts are."""
    return {
        key
        for key, one, own in keyed(situation)
        if own and one.kind in CHALLENGES and one.near and replies.stands_by(one, situation, firmly=False)
    }


@pytest.mark.parametrize(
    ("clause", "idle"),
    [
        ("the scheme has two parts", True),
        ("there are three things", True),
        ("my plan has basically four steps", True),
        ("the first is automatic", True),
        ("the first hundred are read by a lawyer", False),
        ("the scheme has a veto for data loss", False),
    ],
)
def test_an_announcement_is_not_said_back(clause: str, idle: bool) -> None:
    assert picking.idle(clause) is idle


def test_another_place_is_told_of_and_not_this_one() -> None:
    said = "At my last place the technicians marked four hundred answers. Here two lawyers mark each letter."
    assert drawn.is_tale("the technicians marked four hundred answers", said)
    assert not drawn.is_tale("two lawyers mark each letter", said)
    assert theirs.setup(there(said, question="q16")).slots["people"] == "your two lawyers"


def test_who_only_writes_the_cases_does_not_mark_them() -> None:
    writes = theirs.setup(there("The desk agents write the scenarios, a script checks them.", question="q13"))
    assert not writes.shown["people"]
    assert theirs.setup(there("The desk agents mark the scenarios.", question="q13")).shown["people"]


def test_what_both_do_is_what_two_differ_on() -> None:
    assert counted.shared(there("I take three hundred letters. Sixty letters they both do.", question="q16"), 300) == 60


def test_where_points_are_given_nothing_passes() -> None:
    said = "Two DBAs give points from nought to three for each of a hundred scripts. They mark every script alone."
    here = there(said, question="q04")
    tables = [one.probe.text for one in policy.rank(here) if one.probe.kind == "judge_disagreement"]
    assert tables
    assert not [text for text in tables if " passes " in text]


def test_a_topic_of_the_question_is_no_term_of_theirs() -> None:
    said = "There's refusal, there's groundedness, there's toxicity, there's fluency."
    analysis = Analysis(noun_heavy=True, orphans=("refusal", "groundedness", "toxicity", "fluency"))
    here = shared.situation(said, known=PACK, about=PACK.question("q08"), analysis=analysis)
    named = [one for one in fitting(here) if one.probe.kind == "so_what"]
    assert named
    assert not [one.probe.text for one in named if "refusal" in one.probe.text]


def test_testers_attack_and_those_marked_by_two_of_them_are_meant() -> None:
    said = "Our billing people write eighty questions, and each answer is read by two of them. Testers try to break it."
    assert theirs.setup(there(said, question="q01")).slots["people"] == "your billing people"


def test_what_is_drawn_of_letters_is_letters() -> None:
    assert counted.cases(there("Two planners read two hundred at random.", question="q16"))[1] == "letters"
