from __future__ import annotations

import asyncio
import queue
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from audio.words import Word
from interviewer.events import AskRating, Assessed, CaughtUp, Clock, Committed, Event, Notice, PhaseChanged, Said
from interviewer.model import Assessment, Judge
from interviewer.screen.app import PracticeApp

VERDICT = Assessed(Assessment(3, "", Judge("rules", "rules", "1")), "/nowhere")
QUESTION = "Design the evaluation that would tell you whether it may go live."


class Stage:
    """The app with both its ends in hand."""

    def __init__(self, **options: Any) -> None:
        self.events: queue.Queue[Event | None] = queue.Queue()
        self.keys: list[str] = []
        self.ratings: list[int | None] = []
        self.app = PracticeApp(
            self.events,
            self.keys.append,
            self.ratings.append,
            title="Billing support agent",
            printed=lambda assessed, columns: [
                "OVERALL 3 of 5",
                "Report with sound:",
                f"  {assessed.folder}/report.html",
            ],
            **options,
        )

    async def tell(self, pilot: Pilot[None], *events: Event | None) -> None:
        for event in events:
            self.events.put(event)
        self.app._take()
        await pilot.pause()

    def shown(self, name: str) -> str:
        return str(self.app.query_one(name, Static).content)

    def talk(self) -> str:
        return "\n".join(str(line.content) for line in self.app.query("#talk Static").results(Static) if line.display)

    def foot(self) -> set[str]:
        return {
            active.binding.description
            for active in self.app.screen.active_bindings.values()
            if active.binding.show and active.enabled
        }


def staged(
    test: Callable[[Stage, Pilot[None]], Awaitable[None]],
) -> Callable[[], None]:
    @wraps(test)
    def run() -> None:
        async def whole() -> None:
            stage = Stage()
            async with stage.app.run_test(size=(80, 24)) as pilot:
                await test(stage, pilot)

        asyncio.run(whole())

    del run.__wrapped__  # type: ignore[attr-defined] # pytest would look for fixtures by the inner names
    return run


@staged
async def test_a_notice_goes_after_a_while_unless_it_is_still_so(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.tell(pilot, Notice("The LLM failed."))
    fading = stage.app._fading
    assert fading is not None
    stage.app.call_later(fading._callback)  # type: ignore[attr-defined] # now, and not in a minute
    await pilot.pause()
    assert stage.shown("#notice") == ""
    await stage.tell(pilot, Notice("No sound comes from the microphone.", lasting=True))
    assert (stage.shown("#notice"), stage.app._fading) == ("! No sound comes from the microphone.", None)


@staged
async def test_the_light_is_on_exactly_while_it_listens(stage: Stage, pilot: Pilot[None]) -> None:
    light = stage.app.query_one("#light", Static)
    for phase in ("preparing", "speaking", "listening", "held", "thinking", "paused", "assessing", "done"):
        await stage.tell(pilot, PhaseChanged(phase))  # type: ignore[arg-type]
        assert light.has_class("recording") == (phase == "listening")
        assert ("RECORDING" in stage.shown("#light")) == (phase == "listening")


@staged
async def test_words_questions_time_and_notices_are_shown(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.tell(pilot, Said(QUESTION, "question"), PhaseChanged("listening"))
    assert stage.shown("#question") == QUESTION
    await stage.tell(
        pilot,
        Committed(0, "So first I look"),
        Committed(0, "at [who] asks."),
        Clock(192.0, 1200.0),
        Notice("The microphone is very quiet."),
        Said("What would stop the launch?", "probe"),
        Committed(1, "One leak."),
    )
    assert stage.shown("#question") == "What would stop the launch?"
    assert stage.talk() == f"{QUESTION}\nSo first I look at [who] asks.\nOne leak."
    await stage.tell(pilot, Said("Who signs?", "probe"))
    assert stage.talk() == f"{QUESTION}\nSo first I look at [who] asks.\nWhat would stop the launch?\nOne leak."
    assert stage.shown("#clock") == "3:12, 16:48 left"
    assert "very quiet" in stage.shown("#notice")


@staged
async def test_in_a_pause_the_answer_is_shown_as_it_was_read_again(stage: Stage, pilot: Pilot[None]) -> None:
    words = tuple(Word(text, None, None) for text in ["The", "kappa", "is", "low."])
    await stage.tell(
        pilot,
        Said(QUESTION, "question"),
        Committed(0, "The cap a"),
        CaughtUp(0, words[:1]),  # while speech goes on nothing jumps
        Committed(0, "is low."),
    )
    assert stage.talk() == "The cap a is low."
    await stage.tell(pilot, CaughtUp(0, words, silent=True), Committed(0, "So I wait."))
    assert stage.talk() == "The kappa is low. So I wait."


@staged
async def test_a_reopened_answer_pins_its_question_and_withdraws_the_next(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.tell(pilot, Said(QUESTION, "question"), Committed(0, "I look."), Said("What stops it?", "probe"))
    await stage.tell(pilot, Said(QUESTION, "reopened"), PhaseChanged("listening"), Committed(0, "And I count."))
    assert stage.shown("#question") == f"Going on with your answer to: {QUESTION}"
    assert stage.talk() == "I look. And I count."
    await stage.tell(pilot, Said("Who signs?", "probe"))
    assert stage.talk() == f"{QUESTION}\nI look. And I count."


@staged
async def test_on_hold_it_says_that_it_still_records(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.tell(pilot, PhaseChanged("held"))
    assert "On hold: the clock stands; it still records." in stage.shown("#light")


@staged
async def test_keys_reach_the_session(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.tell(pilot, PhaseChanged("listening"))
    await pilot.press("space", "enter", "h", "u", "q")
    assert stage.keys == ["end", "end", "hold", "undo", "stop"]


@staged
async def test_control_c_stops_and_a_second_time_leaves(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.tell(pilot, PhaseChanged("listening"))
    await pilot.press("ctrl+c")
    assert stage.keys == ["stop"]
    assert "everything is kept" in stage.shown("#notice")
    await pilot.press("ctrl+c")
    assert not stage.app.is_running or stage.app._exit


@staged
async def test_the_foot_shows_the_keys_that_work_now(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.tell(pilot, PhaseChanged("listening"))
    assert stage.foot() == {"End", "Hold", "Undo", "Stop"}
    await stage.tell(pilot, PhaseChanged("thinking"))
    assert stage.foot() == {"Hold", "Undo", "Stop"}
    await stage.tell(pilot, AskRating())
    assert stage.foot() == {"Rate it", "Skip", "Stop"}
    assert "is over" in stage.shown("#light")
    await pilot.press("s")
    await stage.tell(pilot, VERDICT, PhaseChanged("done"), None)
    assert stage.foot() == {"Close"}


@pytest.mark.parametrize(("key", "rated"), [("4", 4), ("s", None)])
def test_the_own_rating_is_taken_once_and_then_the_assessment_is_shown(key: str, rated: int | None) -> None:
    async def whole() -> None:
        stage = Stage()
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await pilot.press("4")
            assert stage.ratings == []
            await stage.tell(pilot, AskRating())
            assert "1 to 5" in stage.shown("#question")
            await pilot.press(key, key)
            assert stage.ratings == [rated]
            await stage.tell(pilot, VERDICT, PhaseChanged("done"), None)
            assert "OVERALL 3 of 5" in stage.talk()
            assert "/nowhere/report.html" in stage.talk()
            assert stage.app.is_running
            await pilot.press("q")
            assert stage.app._exit
            assert stage.keys == []

    asyncio.run(whole())


@staged
async def test_a_session_that_ends_without_assessment_closes_the_screen(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.tell(pilot, Notice("The microphone is gone."), PhaseChanged("done"), None)
    assert stage.app._exit


def test_heard_only_writes_no_question_and_no_probe() -> None:
    async def whole() -> None:
        stage = Stage(heard_only=True)
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await stage.tell(
                pilot, Said(QUESTION, "question"), Said("What stops it?", "probe"), Said("Thank you.", "close")
            )
            assert "heard, not read" in stage.shown("#question")
            assert stage.talk() == "Thank you."

    asyncio.run(whole())


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20), (34, 14)])
def test_light_clock_words_and_keys_fit(size: tuple[int, int]) -> None:
    async def whole() -> None:
        stage = Stage()
        async with stage.app.run_test(size=size) as pilot:
            await stage.tell(
                pilot,
                Said(QUESTION * 3, "question"),
                PhaseChanged("listening"),
                Clock(192.0, 1200.0),
                Committed(0, "word " * 300 + "last"),
            )
            await pilot.pause()
            for name in ("#light", "#clock", "#talk", "Footer"):
                region = stage.app.query_one(name).region
                assert region.height >= 1
                assert region.bottom <= size[1]
                assert region.right <= size[0]
            assert stage.app.query_one("#clock").region.width >= len("3:12, 16:48 left")
            talk = stage.app.query_one("#talk")
            assert talk.region.height >= 3
            assert talk.scroll_offset.y == talk.max_scroll_y

    asyncio.run(whole())
