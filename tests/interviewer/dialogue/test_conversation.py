from __future__ import annotations

import json

import pytest

from interviewer.dialogue.conversation import Conversation, Reply, offered, parse, question_so_far
from interviewer.dialogue.options import Option
from interviewer.errors import MindError
from tests.interviewer.dialogue import shared

REPLY = {"option": 1, "kind": "threshold", "refers_to": "each case", "question": "Which number stops you?"}
WANTED = Reply(1, "threshold", "each case", "Which number stops you?")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(REPLY),
        json.dumps(REPLY, indent=2),
        f"```json\n{json.dumps(REPLY)}\n```",
        f'<think>Maybe {{"option": 2, "question": "Who?"}} or {{a set}}?</think>\n{json.dumps(REPLY)}',
        f"Here it is: {json.dumps(REPLY)} I hope that helps {{or not}}.",
        json.dumps({**REPLY, "option": "1", "kind": "Threshold", "question": "Which number\nstops you?\n"}),
        json.dumps({**REPLY, "comment": {"why": "no number was named"}}),
    ],
    ids=["plain", "indented", "fenced", "thought aloud", "among words", "other types", "more fields"],
)
def test_a_reply_is_found(text: str) -> None:
    assert parse(text) == WANTED


@pytest.mark.parametrize("text", ["", "no json", "[1]", "{", '{"option": 1}', '{"question": null}', '{"question": 3}'])
def test_what_is_no_reply(text: str) -> None:
    with pytest.raises(MindError, match="form"):
        parse(text)


@pytest.mark.parametrize("missing", [None, 7, ["each"]])
def test_a_field_of_another_type_counts_as_missing(missing: object) -> None:
    assert parse(json.dumps({**REPLY, "refers_to": missing})).refers_to == ""
    assert parse(json.dumps({**REPLY, "option": missing})).option == (7 if missing == 7 else 0)


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("", ""),
        ('{"option": 1, "ques', ""),
        ('{"option": 1, "question": "', ""),
        ('{"option": 1, "question": "Whi', ""),
        ('{"option": 1, "question": "Which num', "Which"),
        ('{"option": 1, "question":"At 90% of ', "At ninety percent of"),
        ('{"option": 1, "question": "The \\"good\\" num', 'The "good"'),
        ('{"option": 1, "question": "The caf\\u00e9 is cl', "The café is"),
        ('{"option": 1, "question": "The caf\\u00', ""),
        ('{"option": 1, "question": "Which number?"}', ""),
    ],
)
def test_a_question_that_is_still_being_written(written: str, question: str) -> None:
    assert question_so_far(written) == question


def test_what_cannot_be_written_or_spoken_is_no_part_of_a_reply() -> None:
    found = parse('{"option": 1, "refers_to": "two\\ud83dpeople", "question": "Who \\ud83d signs\\u0007 it?"}')
    assert (found.refers_to, found.question) == ("twopeople", "Who signs it?")
    assert question_so_far('{"question": "Who \\ud83d signs it') == "Who signs"


@pytest.mark.parametrize("text", ['{"question":' * 5000, '{"a":[' * 5000])
def test_a_reply_that_is_nested_too_deep_is_none(text: str) -> None:
    with pytest.raises(MindError, match="form"):
        parse(text)


def option(number: int, kind: str) -> Option:
    return Option(shared.probe(kind, key=f"{kind}.{number}"), kind, False, 1)


def test_a_model_is_offered_two_of_a_kind_at_most() -> None:
    kinds = ((1, "so_what"), (2, "so_what"), (3, "so_what"), (1, "owner"), (1, "segment"))
    ranked = [option(number, kind) for number, kind in kinds]
    found = offered(ranked, ranked[0])
    assert [one.probe.key for one in found] == ["so_what.1", "so_what.2", "owner.1", "segment.1"]


def test_what_the_rules_would_ask_is_among_what_it_is_offered() -> None:
    ranked = [option(1, kind) for kind in ("so_what", "owner", "segment", "threshold", "contradiction", "dodged")]
    assert offered(ranked, ranked[3]) == ranked
    due = option(1, "metric_conflict")
    assert offered(ranked, due) == [*ranked[:5], due]


def test_what_it_chose_before_keeps_its_number_and_its_own_has_none() -> None:
    chosen, own = shared.probe(key="threshold.2"), shared.probe("owner", "Who signs?", key="llm.owner.1")
    conversation = Conversation()
    first = shared.situation("I'd test it.")
    conversation.messages(first, [option(1, "owner"), option(2, "threshold")], True)
    later = conversation.messages(shared.situation("I'd test it.", "At ninety.", "Jo.", probes=(chosen, own)), [], True)
    assert [json.loads(one["content"])["option"] for one in later if one["role"] == "assistant"] == [2, 0]


def test_it_is_told_what_holds_how_many_are_left_and_why_an_objection_is_wrong() -> None:
    wrong = Option(shared.probe("bogus_challenge", sound=False, refutation="Tea is no coffee."), "x", False, 0)
    system, asked = Conversation().messages(shared.situation("I'd test it."), [wrong, option(1, "owner")], True)
    told = json.loads(asked["content"])
    assert "forty thousand tea drinkers" in system["content"]
    assert told["follow_ups_left"] == shared.situation("I'd test it.").probes_left
    assert [one.get("wrong_because") for one in told["options"]] == ["Tea is no coffee.", None]
