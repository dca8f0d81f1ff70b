from __future__ import annotations

import io
import os
import queue
import threading
from collections.abc import Callable
from typing import Any, TextIO

import pytest

from interviewer.events import AskRating, Assessed, Clock, Committed, Event, Notice, PhaseChanged, Said
from interviewer.model import Assessment, Judge
from interviewer.screen.plain import PlainScreen

VERDICT = Assessed(Assessment(3, "", Judge("rules", "rules", "1")), "/nowhere")


class Stage:
    """A plain screen between a pipe that is typed into and a text that is read."""

    def __init__(self, **options: Any) -> None:
        self.events: queue.Queue[Event | None] = queue.Queue()
        self.keys: queue.Queue[str] = queue.Queue()
        self.ratings: queue.Queue[int | None] = queue.Queue()
        self.out = io.StringIO()
        read, write = os.pipe()
        self.typing: TextIO = os.fdopen(write, "w", buffering=1)
        self.screen = PlainScreen(
            self.events,
            self.keys.put,
            self.ratings.put,
            out=self.out,
            source=os.fdopen(read),
            printed=lambda assessed, columns: ["OVERALL 3 of 5", f"{assessed.folder}/report.html"],
            **options,
        )

    def show(self, *events: Event) -> str:
        for event in (*events, None):
            self.events.put(event)
        self.screen.run()
        self.typing.close()
        return self.out.getvalue()

    def while_running(self, act: Callable[[], None]) -> None:
        thread = threading.Thread(target=self.screen.run)
        thread.start()
        act()
        self.events.put(None)
        thread.join(timeout=10)
        self.typing.close()


def test_events_become_lines() -> None:
    said = Stage().show(
        PhaseChanged("speaking"),
        Said("Design it.", "question"),
        PhaseChanged("listening"),
        Committed(0, "So first I look."),
        Notice("The microphone is very quiet."),
        VERDICT,
    )
    assert said.splitlines()[1:] == [
        "Interviewer: Design it.",
        "Recording. Speak now.",
        "  So first I look.",
        "Note: The microphone is very quiet.",
        "",
        "OVERALL 3 of 5",
        "/nowhere/report.html",
    ]


def test_the_time_is_told_twice_and_not_every_second() -> None:
    said = Stage().show(*(Clock(float(second), 600.0) for second in range(601)))
    assert [line for line in said.splitlines() if line.startswith("Time")] == [
        "Time: 5:00, 5:00 left.",
        "Time: 9:00, 1:00 left.",
    ]


def test_heard_only_prints_no_question() -> None:
    said = Stage(heard_only=True).show(
        Said("Design it.", "question"), Said("What stops it?", "probe"), Said("Bye.", "close")
    )
    assert "Design it." not in said
    assert "What stops it?" not in said
    assert "Bye." in said


@pytest.mark.parametrize(("line", "key"), [("", "end"), ("h", "hold"), ("U", "undo"), ("q", "stop")])
def test_a_typed_line_is_a_key(line: str, key: str) -> None:
    stage = Stage()

    def act() -> None:
        stage.typing.write(f"{line}\n")
        assert stage.keys.get(timeout=10) == key

    stage.while_running(act)


def test_a_line_that_is_no_key_gets_the_help() -> None:
    stage = Stage()

    def act() -> None:
        stage.typing.write("what?\nq\n")
        stage.keys.get(timeout=10)

    stage.while_running(act)
    assert stage.out.getvalue().count("Enter ends your answer") == 2


@pytest.mark.parametrize(("typed", "rating"), [("4\n", 4), ("\n", None), ("nine\n2\n", 2)])
def test_the_own_rating_is_a_line_too(typed: str, rating: int | None) -> None:
    stage = Stage()
    stage.events.put(AskRating())

    def act() -> None:
        threading.Thread(target=_when_asked, args=(stage, typed)).start()
        assert stage.ratings.get(timeout=10) == rating

    stage.while_running(act)
    assert stage.keys.empty()


def _when_asked(stage: Stage, typed: str) -> None:
    while "how good" not in stage.out.getvalue():
        threading.Event().wait(0.01)
    stage.typing.write(typed)


def test_who_cannot_type_any_more_does_not_rate() -> None:
    stage, again = Stage(), Stage()
    again.screen._typed = stage.screen._typed  # a second screen reads from the same source, which has ended by then
    stage.typing.close()
    for one in (stage, again):
        one.events.put(AskRating())
        thread = threading.Thread(target=one.screen.run)
        thread.start()
        assert one.ratings.get(timeout=10) is None
        one.events.put(None)
        thread.join(timeout=10)


def test_a_reopened_answer_names_its_question() -> None:
    reopened = Said("Design it.", "reopened")
    assert "Going on with your answer to: Design it.\nRecording" in Stage().show(reopened, PhaseChanged("listening"))
    assert "Design it." not in Stage(heard_only=True).show(reopened)


def test_a_source_that_ends_is_no_key() -> None:
    stage = Stage()
    stage.typing.close()
    stage.events.put(None)
    stage.screen.run()
    assert stage.keys.empty()
