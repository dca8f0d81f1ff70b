"""A reply that asks back, names nobody, or gives something up is met before anything else."""

from __future__ import annotations

import pytest

from interviewer import nlp, packs
from interviewer.dialogue import policy, reading, replies, theirs
from interviewer.dialogue.candidates import spoken
from interviewer.dialogue.situation import Situation
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
        ("What do you mean by accept? It's a story.", "Take it as you would"),
        ("Do you mean that I should stop them all? I wouldn't know how.", "I mean it just as I said it."),
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
