"""What a wording picks up, and what is asked again."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from interviewer import packs
from interviewer.dialogue import picking, quoting, wording
from interviewer.model import Analysis, Quote
from interviewer.packs import Probing
from tests.interviewer.dialogue import shared


def test_asking_again_takes_the_question_alone() -> None:
    assert picking.last_question("It is Monday. Which one is it?") == "Which one is it?"


@pytest.mark.parametrize(
    ("prompt", "question"),
    [
        ("A shop sells tea. Design the tests for its till.", "How would you design the tests for its till?"),
        (
            "Tell me about a time when you were late. What happened?",
            "Could you tell me about a time when you were late?",
        ),
        ("A shop sells tea. How would you test its till?", "How would you test its till?"),
    ],
)
def test_a_prompt_is_put_as_a_question(prompt: str, question: str) -> None:
    assert picking.as_question(prompt) == question


@pytest.mark.parametrize("pack", ["llm_evals", "backend_design", "behavioural"])
def test_every_prompt_can_be_asked_again_or_is_left_alone(pack: str) -> None:
    for question in packs.load(pack).questions:
        asked = picking.asked_last(shared.situation("Something else.", about=question))
        assert asked is None or wording.faults(asked.text) == []


def test_a_question_that_says_little_alone_takes_along_what_stood_before_it() -> None:
    about = msgspec.structs.replace(shared.question(), prompt="A shop sells tea. Its till is broken. What now?")
    asked = picking.asked_last(shared.situation("Something else.", about=about))
    assert asked is not None
    assert asked.text == "Its till is broken. What now?"


@pytest.mark.parametrize(
    ("said", "pressed_on"),
    [
        ("I'd boil ten kettles a day.", "you'd boil ten kettles a day"),
        ("I'd never know what comes out of it.", ""),
        ("Every shop does that.", ""),
        ("I think kettles matter to people.", ""),
    ],
)
def test_only_plans_are_pressed_on(said: str, pressed_on: str) -> None:
    here = shared.situation(said)
    assert picking.quote(Probing("threshold", "You said {said}. When do you stop?"), here, here.facts)[1] == pressed_on


@pytest.mark.parametrize(
    ("quote", "clause"),
    [
        ("But the alarm should have caught that, that wasn't my job.", "the alarm should have caught that"),
        ("Although I'd say we stop at ten kettles, that's plenty.", "you stop at ten kettles"),
        ("If not, we let it only search.", "you let it only search"),
        ("And if it isn't clearly better you keep the old one.", "if it isn't clearly better you keep the old one"),
        ("We had maybe thirty pounds less, because of the tea.", "you had maybe thirty pounds less"),
        ("I'd take the, the list from the counter.", "you'd take the list from the counter"),
        ("When a kettle breaks the whole line stops.", "when a kettle breaks the whole line stops"),
        ("There's one rule: we stop at two leaks.", "you stop at two leaks"),
        ("We keep a diary so we can compare the shops.", "you keep a diary"),
    ],
)
def test_a_clause_can_be_spoken_by_itself(quote: str, clause: str) -> None:
    assert quoting.clause(quote) == clause


@pytest.mark.parametrize(
    "quote",
    [
        "If the water tastes odd although our kettles look clean,",
        "With marks each guest gets, let's say, one biscuit",
        "My kettles I'd sort like this: old, new",
        "so we know what the leaves cost, and four more",
        "I look through the orders: is each of them paid, and is the sum right",
    ],
)
def test_half_a_thought_is_not_said_back(quote: str) -> None:
    assert quoting.clause(quote) == ""


@pytest.mark.parametrize(
    ("clause", "idle"),
    [
        ("I'd fail it", True),
        ("I'd have the baker go through it", True),
        ("I'd build a robust framework", True),
        ("I'd boil it twice at the harbour", False),
        ("I'd boil ten kettles", False),
    ],
)
def test_what_says_next_to_nothing_is_idle(clause: str, idle: bool) -> None:
    assert picking.idle(clause) is idle


def test_a_thought_is_no_plan_to_press_on() -> None:
    said = "My first thought is that the kettle is too small."
    here = replace(shared.situation(said), analysis=Analysis(decisions=(shared.decision(said),)))
    assert picking.quote(Probing("threshold", "You said {said}. When do you stop?"), here, {}) == ("", "")


def test_what_was_said_twice_in_the_same_words_is_no_contradiction() -> None:
    one, other = Quote("We stop at ten kettles.", 0, 0, 4), Quote("We stop at ten kettles.", 1, 0, 4)
    here = replace(
        shared.situation(one.quote, other.quote, probes=(shared.probe(),)),
        analysis=Analysis(contradictions=((one, other),)),
    )
    assert picking.pair(here) is None


@pytest.mark.parametrize(
    ("said", "text", "said_back"),
    [
        ("I'd ask the harbour master.", "The harbour master is ill. What then?", "you'd ask the harbour master"),
        ("I'd ask the harbour master.", "The harbour freezes. What then?", ""),
        ("I'd ask my manager first.", "The harbour freezes. What then?", ""),
        ("I'd ask for the numbers.", "The numbers freeze. What then?", ""),
        ("It depends on the harbour master.", "The harbour freezes. What then?", ""),
    ],
)
def test_only_what_a_wording_is_about_stands_before_it(said: str, text: str, said_back: str) -> None:
    here = shared.situation(said)
    here = replace(here, analysis=replace(here.analysis, decisions=(shared.decision(said),)))
    assert picking.alike(text, here)[1] == said_back


def test_what_an_objection_hardly_touches_is_not_said_back() -> None:
    loose = shared.probe(
        "bogus_challenge", "Isn't a lid a waste?", sound=False, refers_to="I'd boil ten kettles a day."
    )
    here = shared.situation("I'd boil ten kettles a day.", "As you like.", probes=(loose,))
    assert picking.objected_to(here) == ("I'd boil ten kettles a day.", "")


@pytest.mark.parametrize(
    ("said", "quote", "clause"),
    [
        (
            "We close at six. From the last three shops I'd take ten kettles each, used ones.",
            "three shops I'd take ten kettles each",
            "from the last three shops you'd take ten kettles each",
        ),
        ("I'd boil two kettles and then I'd read the scale.", "then I'd read the scale", "you'd read the scale"),
        ("I'd boil two kettles and each shop keeps a log.", "each shop keeps a log", "each shop keeps a log"),
    ],
)
def test_a_quote_is_said_back_from_where_its_clause_begins(said: str, quote: str, clause: str) -> None:
    here = replace(shared.situation(said), analysis=Analysis(decisions=(shared.decision(quote),)))
    probing = Probing("threshold", "You said {said}. When do you stop?")
    assert picking.quote(probing, here, here.facts)[1] == clause
