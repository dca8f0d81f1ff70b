from __future__ import annotations

import random

import pytest

from interviewer import packs
from interviewer.dialogue import matching, quoting, wording, words
from tests.interviewer.dialogue.shared import probe, situation

GOOD = "You said you'd take four hundred cases. What number would make you stop?"


def test_a_good_one_has_no_faults() -> None:
    assert wording.faults(GOOD) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tell me more.",
        "What would you do? And why?",
        "What would you do. Who owns it?",
        "Perfect, and what number would stop you?",
        "Great answer! What number would stop you?",
        "Have you considered stratified sampling?",
        "What would you use, for example a holdout set?",
        "How about these:\n- one\n- two?",
        "What is **the** number?",
        "Would 95 percent be enough?",
        "Your score is low, so what now?",
        "As an AI language model, may I ask what you would do?",
        " ".join(["word"] * 36) + "?",
    ],
)
def test_faults_are_found(text: str) -> None:
    assert wording.faults(text)


def test_thirty_five_words_are_allowed() -> None:
    assert wording.faults(" ".join(["word"] * 35) + "?") == []


def test_the_same_question_is_not_asked_twice() -> None:
    here = situation("First.", "Second.", probes=(probe(text="Which number would make you stop the launch?"),))
    assert wording.check("Which number would make you stop this launch?", here)
    assert not wording.check("Who signs it?", here)


def test_an_empty_slot_makes_no_wording() -> None:
    assert wording.fill("You said {said}. Why?", {"said": ""}) == ""
    assert wording.fill("you said {said}. why?", {"said": "you'd wait"}) == "You said you'd wait. Why?"


SAID = ("I'd take four hundred tickets from last month and let two people label them",)


@pytest.mark.parametrize(
    "refers_to", ["four hundred tickets", "let two people label them", "Set the numbers", "tickets"]
)
def test_it_refers_to_what_was_said_or_is_missing(refers_to: str) -> None:
    assert matching.refers(refers_to, SAID, ("Set the numbers",))


@pytest.mark.parametrize("refers_to", ["", "your use of BERTScore for ranking", "the", "a thousand synthetic prompts"])
def test_it_does_not_refer_to_what_nobody_said(refers_to: str) -> None:
    assert not matching.refers(refers_to, SAID, ("Set the numbers",))


def _general() -> list[packs.Probing]:
    return list(packs.load().probes.probe)


@pytest.mark.parametrize("probing", _general(), ids=lambda probing: probing.text[:40])
def test_every_general_wording_can_be_spoken(probing: packs.Probing) -> None:
    slots = {
        "said": "you'd take four hundred tickets from the last quarter",
        "noun": "embedding similarity",
        "nouns": "embedding similarity and perplexity",
        "first": "you'd take four hundred tickets",
        "second": "you'd take twelve hundred tickets",
        "whole": "six hundred and fifty",
        "parts": "a hundred and fifty, two hundred, two hundred, a hundred, and then a hundred and fifty",
        "category": "failed payments",
        "risk": "tells a customer about somebody else's account",
        "meant": "Take it as you would in your own product.",
        "before": "What number would make you stop?",
        "items": "four hundred",
        "judge": "eighty-seven",
        "human": "seventy-three",
        "both": "seventy-one",
        "agree": "seventy-seven",
        "kappa": "point three one",
        "share": "sixty-one",
        "cases": "tickets",
        "people": "your two debt advisers",
        "pair": "your two debt advisers",
        "person": "debt adviser",
        "model": "judge model",
        "experts": max((one.experts for one in packs.load().questions), key=lambda who: len(who.split())),
        "apart": "seventy-six",
        "inside": "fifty-two",
    }
    assert wording.faults(wording.fill(probing.text, slots)) == []


@pytest.mark.parametrize("question", packs.load().questions, ids=lambda question: question.id)
def test_every_wording_of_a_question_can_be_spoken(question: packs.Question) -> None:
    assert len(question.probes) >= 4
    for probing in question.probes:
        assert wording.faults(quoting.spoken_numbers(probing.text)) == [], probing.text


def test_there_are_enough_wordings() -> None:
    kinds = [probing.kind for probing in _general()]
    assert min(kinds.count(kind) for kind in set(kinds)) >= 4
    assert kinds.count("bogus_challenge") >= 8
    assert kinds.count("sound_challenge") >= 6
    assert kinds.count("new_constraint") >= 6
    assert all(probing.refutation for probing in _general() if probing.kind == "bogus_challenge")


def test_replies_of_the_demo_candidates_are_spoken_length() -> None:
    candidates = packs.load().probes.candidate
    kinds = {probing.kind for probing in _general()} | {"default"}
    for name in ("strong", "middling", "weak"):
        replies = candidates[name].replies
        assert set(replies) == kinds
        assert all(20 <= len(text.split()) <= 60 for text in replies.values())
        assert not [text for text in replies.values() if text != quoting.spoken_numbers(text)]


def test_an_interview_does_not_open_or_end_twice_alike() -> None:
    dice = random.Random(1)
    asked_before: list[str] = []
    for thing in ("kettle", "lamp", "clock", "chair"):
        text = f"Suppose the {thing} breaks. What do you do?"
        probes = tuple(probe(text=one, key=f"p.{at}") for at, one in enumerate(asked_before))
        here = situation("Well.", *("So." for _ in probes), probes=probes)
        asked_before.append(wording.varied(text, here.interview, dice))
    assert asked_before[0] == "Suppose the kettle breaks. What do you do?"
    openings = {one.split(" the ")[0] for one in asked_before}
    assert openings == {"Suppose", "Say", "Imagine", "Let's say"}
    assert len({wording.sentences(one)[-1] for one in asked_before}) == len(asked_before)
    assert all(wording.faults(one) == [] for one in asked_before)


def test_a_question_begins_otherwise_the_second_time() -> None:
    here = situation("Well.", "So.", probes=(probe(text="Two results differ. How do you find out why?"),))
    text = wording.varied(
        "Two clocks differ. How do you find out which one is right?", here.interview, random.Random(2)
    )
    assert text.endswith(("How would you work out which one is right?", "What would show you which one is right?"))
    assert wording.varied("Who signs it?", here.interview, random.Random(2)) == "Who signs it?"


@pytest.mark.parametrize("family", ["scenes", "endings", "beginnings"])
def test_what_stands_for_one_another_can_be_spoken(family: str) -> None:
    for one in getattr(words.load().varied, family):
        text = {"scenes": f"{one} it breaks. Who mends it?", "endings": one, "beginnings": f"{one} why?"}[family]
        assert wording.faults(text) == []
