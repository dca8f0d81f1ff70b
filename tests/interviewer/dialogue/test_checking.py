"""Replies as a strong model might give them, good and bad: what may be spoken, and what is found wrong."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from interviewer import nlp, packs
from interviewer.analysis import analyse
from interviewer.dialogue import checking, leading, matching, policy
from interviewer.dialogue.candidates import spoken
from interviewer.dialogue.conversation import Reply, parse
from interviewer.dialogue.options import Option
from interviewer.dialogue.situation import Situation
from interviewer.judging.rules import RulesReader
from interviewer.model import Interview, Probe

FIRST = (
    "I'd start with the contract: the agent may explain a bill but it must never promise a refund. For the test"
    " set I'd take four hundred tickets from last month and let two support leads label each case. Then I'd run an"
    " LLM judge for tone, and BLEU and BERTScore on the side. We would also look at faithfulness and relevance. If"
    " the numbers are good we launch."
)
ASKED = Probe("threshold", "You said if the numbers are good you launch. What number would make you stop?", "", "", "t")
SECOND = "Maybe ninety percent of the four hundred, as the judge sees them, it's a great proxy for the customer."


def _replies() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("strong_replies.toml")
    found: list[dict[str, Any]] = packs.read_toml(path)["reply"]
    return found


@cache
def interview(answers: int) -> tuple[Situation, list[Option]]:
    """The situation after so many answers, and all follow-ups that fit then."""
    pack, parser = packs.load("llm_evals"), nlp.load()
    question = pack.question("q01")
    turns = (spoken(0, FIRST), spoken(1, SECOND, ASKED))[:answers]
    held = Interview("i", pack.id, question.id, "practice", 1200.0, "", turns=turns, elapsed_s=120.0)
    analysis = analyse(turns, pack, parser)
    findings = RulesReader(parser).read(turns, analysis, pack, question)
    situation = Situation(held, question, pack, analysis, findings, 1000.0, 3)
    return situation, policy.rank(situation)


def faults(reply: dict[str, Any]) -> list[str]:
    situation, options = interview(reply.get("answers", 1))
    numbers = {option.probe.kind: number for number, option in reversed(list(enumerate(options, start=1)))}
    own = reply["option"] == "own"
    said = {
        "option": 0 if own else numbers[reply["option"]],
        "kind": reply.get("kind", reply["option"]),
        "refers_to": reply["refers_to"],
        "question": reply["question"],
    }
    return checking.chosen(parse(json.dumps(said)), situation, options, own_allowed=True)[1]


@pytest.mark.parametrize("reply", _replies(), ids=lambda reply: reply["question"][:50])
def test_a_strong_models_reply(reply: dict[str, Any]) -> None:
    found = faults(reply)
    if reply.get("bad"):
        assert any(reply["bad"] in fault for fault in found), found
    else:
        assert found == []


@pytest.mark.parametrize("answers", [1, 2])
def test_our_own_wordings_may_be_said_as_they_are(answers: int) -> None:
    situation, options = interview(answers)
    for number, option in enumerate(options, start=1):
        reply = Reply(number, option.probe.kind, option.probe.refers_to, option.probe.text)
        assert checking.chosen(reply, situation, options, own_allowed=True)[1] == [], option.probe.text


@pytest.mark.parametrize(
    "question",
    [
        "Say a script passes the gate and gets nought for being rolled back. What do you say about that script?",
        "So the table shows which language is the weak one. What would you release on the strength of that?",
    ],
)
def test_a_supposed_case_and_their_own_weak_one_offer_no_answer(question: str) -> None:
    known = matching.telling("a script that passes the gate gets nought when rolled back, the table shows the language")
    assert leading.faults(question, "release_decision", known) == []


@pytest.mark.parametrize(
    "question",
    ["Take a sealed set of fifty. What do you say about that?", "Your table is weak. What would you release?"],
)
def test_a_proposal_and_a_verdict_do(question: str) -> None:
    assert leading.faults(question, "release_decision", matching.telling("a set and a table")) != []
