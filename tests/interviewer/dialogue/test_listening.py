"""A reply that asks back, names nobody, or gives something up is met before anything else."""

from __future__ import annotations

import pytest

from interviewer import nlp, packs
from interviewer.dialogue import asides, meaning, policy, reading, replies, theirs, wording
from interviewer.dialogue.candidates import spoken
from interviewer.dialogue.rules import RulesMind
from interviewer.dialogue.situation import Situation
from interviewer.dialogue.wish import Wish
from interviewer.model import Interview, Probe

FIRST = "Three teachers mark six hundred stories with yes or no, and fifty of those all three read separately."


def after(reply: str, question: str = "q17", probe: str = "q17.tonight", first: str = FIRST) -> Situation:
    pack = packs.load("llm_evals")
    asked = next(one for one in pack.question(question).probes if one.id == probe)
    put = Probe(asked.kind, asked.text, "x", "", asked.id, asked.asks_for)
    turns = (spoken(0, first), spoken(1, reply, put))
    held = Interview("i", pack.id, question, "practice", 1200.0, "", turns=turns)
    return reading.read(held, pack.question(question), pack, nlp.load(), 1000.0, 2)


def texts(reply: str, kind: str, **where: str) -> list[str]:
    return [one.probe.text for one in policy.rank(after(reply, **where)) if one.probe.kind == kind]


@pytest.mark.parametrize(
    ("reply", "begins"),
    [
        ("Can I ask what you mean by frightening? A wolf is frightening, and the children want it.", "By frightening"),
        ("What do you mean by accept? It's a story.", "Take that word as you would"),
        ("Do you mean that I should stop them all? I wouldn't know how.", "Take whichever of the two"),
    ],
)
def test_who_asks_back_hears_what_is_meant_and_is_asked_again(reply: str, begins: str) -> None:
    best = policy.best(after(reply))
    assert best is not None
    assert best.probe.text.startswith(begins)
    assert best.probe.text.endswith("How many frightening ones are you prepared to accept?")


@pytest.mark.parametrize(
    "reply",
    [
        "What do you mean by frightening? If it's the lake, then none, not one.",
        "What would I accept? Ten a night, and each is read the next morning.",
        "None. What does a mother do with one in a thousand?",
        "What's the worst that can happen? A child has a bad night, and we hear of it.",
        "What is a story? Something that ends.",
        "Do you mean if it were my own child? Then I'd throw the whole batch out and have it written by people.",
    ],
)
def test_who_answers_all_the_same_is_not_asked_again(reply: str) -> None:
    assert texts(reply, "clarify") == []


@pytest.mark.parametrize(
    "reply",
    [
        "Well, that's a governance question, honestly. Ownership is typically federated between platform and domain.",
        "Usually that's everyone's job, the whole team feels responsible for quality.",
    ],
)
def test_who_names_nobody_is_asked_for_a_name_once_more(reply: str) -> None:
    asked = texts(reply, "dodged", question="q04", probe="q04.keeper", first="Two DBAs mark sixty scripts each.")
    assert asked
    assert asked[0].startswith("I'd still like one name or one job.")


@pytest.mark.parametrize(
    "reply", ["Normally the lead DBA does that.", "I do, that's typically mine.", "Usually Priya does."]
)
def test_who_names_somebody_is_not(reply: str) -> None:
    assert not texts(reply, "dodged", question="q04", probe="q04.keeper", first="Two DBAs mark sixty scripts each.")


@pytest.mark.parametrize(
    ("reply", "lead"),
    [
        ("They're all the same to me, none. How many families are there?", "fixed"),
        ("None of those where a child gets hurt. What do you mean by frightening, though?", "By frightening"),
    ],
)
def test_what_was_asked_is_answered_before_the_next_question(reply: str, lead: str) -> None:
    here = after(reply)
    told = meaning.told_back(here)
    assert told in here.question.fixed.values() if lead == "fixed" else told.startswith(lead)
    probe = RulesMind().next_probe(here, Wish.urgent())
    assert probe is not None
    assert probe.lead in (told, "")
    assert wording.faults(probe.spoken) == []


@pytest.mark.parametrize("asked", ["Can I ask what you mean by frightening?", "What do you mean by frightening?"])
def test_who_stops_at_such_a_question_hears_the_same(asked: str) -> None:
    here = after("None.")
    assert asides.addressed(here.question, asked)
    assert asides.reply(here.question, asked, here.interview).startswith("By frightening I mean")


def test_the_number_of_a_follow_up_is_nobodys_line() -> None:
    where = {"question": "q03", "probe": "q03.share", "first": "Three technicians tick two hundred sentences each."}
    asked = texts("If you say four in a hundred about warranty, fine. Pressure, no.", "taken_up", **where)
    assert not any("four in a hundred" in one for one in asked)
    asked = texts("For warranty I'd take six in a hundred.", "taken_up", **where)
    assert any("six in a hundred" in one for one in asked)


def test_who_marks_with_one_other_meets_that_one() -> None:
    setup = theirs.setup(
        after("Yes.", first="We'd both mark the same thirty old scripts first.", question="q04", probe="q04.keeper")
    )
    assert setup.slots["pair"] == "the two of you"
    assert setup.shown["people"]


def test_what_was_given_up_is_taken_up() -> None:
    reply = "Fair. So all right, I'd have a script compare what it claims with the field that came back from the call."
    asked = texts(reply, "taken_up", question="q13", probe="q13.timeout", first="I'd write three hundred scenarios.")
    assert any("new against your first answer" in one or "changed something" in one for one in asked)
    stays = "No. I see it the same way, and I need no model for that."
    asked = texts(stays, "taken_up", question="q13", probe="q13.timeout", first="I'd write three hundred scenarios.")
    assert not any("new against your first answer" in one or "changed something" in one for one in asked)


def test_a_trivial_plan_is_not_pressed_on() -> None:
    reply = "I'd prepare the figures and somebody would have to look."
    asked = texts(reply, "taken_up")
    assert any("by name or by job" in one for one in asked)
    assert not any("wrong thing to do" in one for one in asked)


@pytest.mark.parametrize(
    ("first", "shared", "apart"),
    [
        (FIRST, 50, 1.0),
        (
            "Six hundred labels. Both leads label the first sixty separately, more than one in ten apart and we stop.",
            60,
            0.1,
        ),
        ("Both nurses mark eighty chats. If they agree on less than nine in ten, I rewrite the guide.", 80, 0.1),
        ("The two of them give a hundred and forty annotations.", 70, 1.0),
        ("A clerk reads three hundred letters.", 0, 1.0),
    ],
)
def test_a_table_of_theirs_has_the_cases_that_two_mark(first: str, shared: int, apart: float) -> None:
    setup = theirs.setup(after("Yes.", first=first))
    assert setup.shared == shared
    assert setup.most_apart == pytest.approx(apart)
    if apart < 1:
        drawn, _ = setup.table(("one of the two", "the other"), ("refunds",), 7, doubly=True)
        assert (drawn.judge_only + drawn.human_only) / shared < apart


def test_a_scene_is_set_only_where_it_fits_the_plan() -> None:
    pack = packs.load("llm_evals")
    cleaned = next(one for one in pack.question("q19").probes if one.id == "q19.clean_and_worse")
    where = {"question": "q19", "probe": "q19.who_reads"}
    turned_down = "Blanking the names is nice, but it isn't it. The advisers invent people."
    assert not replies.stands_by(cleaned, after("Two advisers.", first=turned_down, **where))
    assert replies.stands_by(cleaned, after("Two advisers.", first="A script blanks the names first.", **where))
