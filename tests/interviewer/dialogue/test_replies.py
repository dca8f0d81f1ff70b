"""What a reply brings in is taken up: what is new and can be said back, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from interviewer import packs
from interviewer.dialogue import heard, options, policy, replies
from interviewer.dialogue.situation import Situation
from interviewer.model import Analysis, Sentence
from interviewer.packs import Probes, Probing
from tests.interviewer.dialogue import shared

FIRST = "I'd boil ten kettles a day."
ASKED = shared.probe(text="Which number would stop you?")
ANY = Probing("taken_up", "You said {said}. How would you notice that it was wrong?")
GUESS = Probing("taken_up", "You said {said}. How would you find out?", near=("your guess|bet",))
LINE = Probing("taken_up", "You said {said}. Why draw the line just there?", near=("one in #", "over|under .. #"))
OUT_OF = Probing("taken_up", "You said {said}. Why draw the line just there?", near=("out of #", "# in #"))
COUNTED = Probing("taken_up", "You said {said}. What would so many not show?", near=("out of #",))
SOMEBODY = Probing("taken_up", "You said {said}. Who would that be?", near=("somebody .. look",))


def after(reply: str, *probes: Probing) -> Situation:
    known = changed(shared.pack(), probes=Probes(probe=probes))
    here = shared.situation(FIRST, reply, probes=(ASKED,), known=known)
    told = tuple(Sentence(n, n, text, 0, 9) for n, text in enumerate((FIRST, reply)))
    return replace(here, analysis=Analysis(told))


@pytest.mark.parametrize(
    ("reply", "probing", "said"),
    [
        ("I'd ring the harbour master every evening.", ANY, "you'd ring the harbour master every evening"),
        ("I suppose I'd ring the harbour master.", ANY, "you'd ring the harbour master"),
        ("I'd boil ten kettles a day.", ANY, ""),  # said before
        ("I'd keep the harbour master informed.", ANY, ""),  # defended
        ("The harbour master was a friend.", ANY, ""),  # no plan
        ("My guess is that the lid leaks.", GUESS, "your guess is that the lid leaks"),
        ("I'd ring the harbour master.", GUESS, ""),
        ("Maybe one in ten.", LINE, "one in ten"),
        ("Maybe one in ten, because a lid is cheap.", LINE, ""),  # the reason is there
        ("Forty pots, then.", LINE, ""),  # no share
        ("Nine pots out of ten must hold.", OUT_OF, "nine pots out of ten"),
        ("I'd boil five in one go.", OUT_OF, ""),
        ("Nine pots out of ten must hold.", COUNTED, ""),  # a share is no number of cases
        ("Somebody from the harbour looks at the lids.", SOMEBODY, "somebody from the harbour looks at the lids"),
    ],
)
def test_what_is_new_in_a_reply_is_taken_up(reply: str, probing: Probing, said: str) -> None:
    assert replies.brought(probing, after(reply))[1] == said


def test_a_figure_put_right_is_no_new_plan() -> None:
    here = after("I'd ring the harbour master every evening.", ANY)
    first, second = here.interview.turns
    asked = shared.probe("contradiction", "Which of the two holds?")
    turns = (first, replace(second, probe=asked))
    settled = replace(here, interview=replace(here.interview, turns=turns))
    assert replies.brought(ANY, settled) == ("", "")


def test_a_first_answer_is_no_reply() -> None:
    assert not replies.is_one(shared.situation(FIRST))
    assert replies.brought(ANY, shared.situation(FIRST)) == ("", "")


def test_it_goes_before_what_is_next_on_the_list_and_stays_on_its_thread() -> None:
    listed = Probing("cost_tradeoff", "What does a kettle cost?", asks_for=("who",))
    here = after("I'd ring the harbour master every evening.", ANY, listed)
    first, *_ = policy.rank(here)
    assert first.probe.kind == "taken_up"
    assert first.probe.refers_to == "I'd ring the harbour master every evening."
    assert first.thread == options.probe_thread(ASKED, here)
    at_a_loss = policy.rank(after("I don't know.", ANY, listed))
    assert [one.probe.kind for one in at_a_loss] == ["cost_tradeoff"]


def test_how_much_of_a_follow_up_the_reply_brought_in() -> None:
    here = after("I'd ring the harbour master every evening.")
    assert replies.bears("The harbour master falls ill. What then?", here) == 2
    assert replies.bears("The lid falls off. What then?", here) == 0


@pytest.mark.parametrize("pack", ["llm_evals", "backend_design"])
@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("you'd get two firms in Italy", "What do you do if you can't get that?"),
        ("you'd ask two colleagues instead of one", "What do you do if that gets you nowhere?"),
        ("under point eight it goes back", "Why draw the line just there?"),
        ("you'd swap the two over for a week", ""),  # no bar
    ],
)
def test_what_is_said_back_is_asked_about_in_its_own_way(pack: str, said: str, asked: str) -> None:
    known = [one for one in packs.load(pack).probes.probe if one.kind == "taken_up" and one.near]
    found = [one.text.partition("{said}. ")[2] for one in known if heard.holds(one.near, said)]
    assert asked in found if asked else "Why draw the line just there?" not in found


def test_a_somebody_who_does_nothing_is_not_asked_for() -> None:
    who = [one for one in packs.load("llm_evals").probes.probe if one.text.endswith("by name or by job?")]
    assert [heard.holds(one.near, "it checks whether somebody's there") for one in who] == [False]
    assert [heard.holds(one.near, "somebody from the desk looks at it") for one in who] == [True]
