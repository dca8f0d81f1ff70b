"""Ends of answers, judged by the words and the parse together, as they reach the endpoint."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import tomllib

from audio.endpoint import EndpointSettings, EndpointState, decide
from interviewer import language, nlp
from interviewer.dialogue import completeness

ENGLISH = language.load()
SAID = tomllib.loads(Path(__file__).with_name("endings.toml").read_text())


@pytest.fixture(scope="module", autouse=True)
def parser() -> None:
    nlp.load()


def bare(text: str) -> str:
    return re.sub(r"[^\w' ]", "", text).lower()


def stopped(text: str) -> str:
    """As Whisper ends what it was given: with a full stop, whatever it is."""
    return text.rstrip(".?!") + "."


def is_unfinished(text: str) -> bool:
    return ENGLISH.ending(text, completeness.is_whole) != "whole"


@pytest.mark.parametrize("form", [str, bare, stopped])
@pytest.mark.parametrize("text", SAID["finished"])
def test_a_finished_answer_is_asked_about_in_time(text: str, form: Callable[[str], str]) -> None:
    state = EndpointState(6.5, form(text))
    assert decide(state, EndpointSettings(), ENGLISH, completeness.is_whole) == "ask"


@pytest.mark.parametrize("form", [str, bare, stopped])
@pytest.mark.parametrize("text", SAID["unfinished"])
def test_half_a_clause_is_waited_for(text: str, form: Callable[[str], str]) -> None:
    state = EndpointState(8.0, form(text))
    assert decide(state, EndpointSettings(), ENGLISH, completeness.is_whole) == "wait"


@pytest.mark.parametrize("form", [str, bare, stopped])
@pytest.mark.parametrize(
    ("name", "asked", "expected"),
    [
        ("closings", ENGLISH.is_closing, True),
        ("not_closings", ENGLISH.is_closing, False),
        ("holds", ENGLISH.is_hold, True),
    ],
)
def test_closings_and_holds(
    name: str, asked: Callable[[str], bool], expected: bool, form: Callable[[str], str]
) -> None:
    wrong = [text for text in SAID[name] if asked(form(text)) != expected]
    assert len(wrong) <= 1, wrong
    assert expected or not wrong  # taking something for an end that is none is the worse mistake


def test_without_a_parser_the_words_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "_parse", None)
    text = "We measure on the set they were paid for"  # not asked about before: nothing is remembered of it
    assert completeness.is_whole(text) is None
    assert is_unfinished(text)
    monkeypatch.undo()
    assert completeness.is_whole(text)


def test_a_stop_of_the_recogniser_does_not_hide_what_stands_before() -> None:
    assert not is_unfinished("I'd freeze the set. We test against.")
    assert is_unfinished("The agent works. And the cases I'd start with.")
