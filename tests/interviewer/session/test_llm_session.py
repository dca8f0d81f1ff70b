"""A language model that fails in the middle of an interview: what the screen and the record say."""

from __future__ import annotations

from pathlib import Path

from interviewer.events import Notice
from interviewer.store import Store
from tests.interviewer.dialogue.fault_server import Fails, serving
from tests.interviewer.dialogue.llm_doubles import here, mind, reply
from tests.interviewer.session.test_loop import ANSWER, REPLY, Desk, spoken


def test_a_failure_is_on_the_screen_and_in_the_record_and_the_next_answer_has_the_llm_again(tmp_path: Path) -> None:
    with serving(Fails(503), reply()) as server:
        asked = mind(server)
        desk = Desk(
            tmp_path,
            [spoken()] * 3,
            (ANSWER, REPLY, REPLY),
            think=lambda _interview, _left_s, _left, wish: (asked.next_probe(here(), wish), asked.drain_notices()),
        )
        interview = desk.hold()
    assert [turn.probe.mind for turn in interview.turns if turn.probe is not None] == ["rules", "llm"]
    (line,) = [event.text for event in desk.told if isinstance(event, Notice) and "503" in event.text]
    assert "the LLM is tried again" in line
    assert line in Store(tmp_path).open(interview.id).notices
