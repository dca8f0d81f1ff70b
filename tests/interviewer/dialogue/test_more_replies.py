"""Good and bad replies in interviews with people of several kinds; the strong model's are in test_checking.py."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from interviewer import nlp, packs
from interviewer.dialogue import checking, policy, reading
from interviewer.dialogue.candidates import spoken
from interviewer.dialogue.conversation import parse
from interviewer.dialogue.options import Option
from interviewer.dialogue.situation import Situation
from interviewer.model import Interview, Probe

FILES = ("more_replies.toml", "fresh_replies.toml", "late_replies.toml")
OFFERED = 14  # more than a model is offered, so that most kinds are there


@cache
def _file() -> dict[str, list[dict[str, Any]]]:
    files = [packs.read_toml(Path(__file__).with_name(name)) for name in FILES]
    return {key: [one for file in files for one in file.get(key, [])] for key in ("interview", "good", "bad", "missed")}


@cache
def interview(who: str, answers: int) -> tuple[Situation, list[Option]]:
    told = next(one for one in _file()["interview"] if one["id"] == who)
    pack = packs.load(told["pack"])
    question = pack.question(told["question"])
    asked = Probe(told["kind"], told["asked"], "", "", "asked")
    turns = (spoken(0, told["first"]), spoken(1, told["second"], asked))[:answers]
    held = Interview("i", pack.id, question.id, "practice", 1200.0, "", turns=turns)
    situation = reading.read(held, question, pack, nlp.load(), 1000.0, 2)
    return situation, policy.rank(situation)[:OFFERED]


def faults(reply: dict[str, Any]) -> list[str]:
    situation, options = interview(reply["who"], reply.get("n", 1))
    number = next((at for at, one in enumerate(options, start=1) if one.probe.kind == reply["kind"]), 0)
    said = {
        "option": number,
        "kind": reply["kind"],
        "refers_to": reply["refers_to"] or (options[number - 1].probe.refers_to if number else ""),
        "question": reply["question"],
    }
    return checking.chosen(parse(json.dumps(said)), situation, options, own_allowed=True)[1]


@pytest.mark.parametrize("reply", _file()["good"], ids=lambda reply: reply["question"][:50])
def test_what_may_be_said_is_not_refused(reply: dict[str, Any]) -> None:
    assert faults(reply) == []


@pytest.mark.parametrize("reply", _file()["bad"], ids=lambda reply: reply["question"][:50])
def test_what_may_not_be_said_is(reply: dict[str, Any]) -> None:
    assert faults(reply)


def test_what_gets_through_is_listed_as_such() -> None:
    """The known gaps; what is found some day goes to the bad ones."""
    assert [reply["question"] for reply in _file()["missed"] if faults(reply)] == []
