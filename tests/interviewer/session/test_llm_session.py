"""A language model that fails in the middle of an interview: what the screen, the record and the report say."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.dialogue.wish import Wish
from interviewer.events import Notice
from interviewer.model import Interview, Probe
from interviewer.report import phrases
from interviewer.store import Store
from tests.interviewer.dialogue.fault_server import Fails, Garbage, Says, serving
from tests.interviewer.dialogue.llm_doubles import here, mind, reply
from tests.interviewer.session.test_loop import ANSWER, REPLY, Desk, spoken

FAILURES = {
    "refused key": (Fails(401), "refuses the key"),
    "no such model": (Fails(404), "does not know the model"),
    "busy": (Fails(429), "is busy"),
    "down": (Fails(503), "503"),
    "too long": (Fails(413, "Request too large"), "413"),
    "cut": (Says('{"option": 1, "kin', finish=""), "broke off"),
    "truncated": (Says('{"option": 1', finish="length"), "did not come to an end"),
    "malformed": (Garbage(), "broke off"),
    "not in the form": (Says("As an AI, I cannot."), "did not reply in the form"),
    "silent": (Says("x", pause=True), "in time"),
}


@pytest.mark.parametrize(("fault", "what"), FAILURES.values(), ids=FAILURES)
def test_a_failure_is_told_everywhere_and_the_next_answer_has_the_llm_again(
    tmp_path: Path, fault: Fails | Says | Garbage, what: str
) -> None:
    with serving(fault) as server:
        asked = mind(server, first_token_s=0.5 if what == "in time" else 8.0)

        def think(_so_far: Interview, _left_s: float, left: int, wish: Wish) -> tuple[Probe | None, tuple[str, ...]]:
            server.script[:] = [fault] if left == 2 else [reply()]
            return asked.next_probe(here(), wish), asked.drain_notices()

        desk = Desk(tmp_path, [spoken()] * 3, (ANSWER, REPLY, REPLY), think=think)
        interview = desk.hold()
    assert [turn.probe.mind for turn in interview.turns if turn.probe is not None] == ["rules", "llm"]
    (line,) = {event.text for event in desk.told if isinstance(event, Notice) and what in event.text}
    assert "the LLM is tried again" in line
    assert line in phrases.notices(Store(tmp_path).open(interview.id))
