from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from textual.widgets import Static

from audio.errors import DeviceGone
from audio.frames import SAMPLE_RATE_HZ, Samples, to_samples, to_seconds
from audio.words import Word
from interviewer.model import Probe, Turn
from interviewer.report.transcript import blocks
from interviewer.screen.replay import Player, Side, play_lines, spoken_at
from interviewer.screen.replay_app import ReplayApp


class Speaker:
    """A loudspeaker that plays only when the test lets time pass; it keeps what was heard."""

    name = "fake"

    def __init__(self) -> None:
        self.clock_s = 0.0
        self.heard: list[tuple[float, float]] = []  # first and last sample's value: the samples are their own time
        self.fault: Exception | None = None
        self._changed = threading.Condition()
        self.begun = threading.Event()

    def now_s(self) -> float:
        return self.clock_s

    def pass_s(self, seconds: float) -> None:
        with self._changed:
            self.clock_s += seconds
            self._changed.notify_all()

    def play(
        self, samples: Samples, rate_hz: int, *, started: Callable[[], None] | None = None, stop: threading.Event
    ) -> float:
        if self.fault:
            raise self.fault
        begin_s = self.clock_s
        if started:
            started()
        self.begun.set()
        length_s = to_seconds(len(samples), rate_hz)
        with self._changed:
            while self.clock_s - begin_s < length_s and not stop.is_set():
                self._changed.wait(0.01)
        played = min(length_s, self.clock_s - begin_s)
        last = max(0, min(len(samples) - 1, to_samples(played) - 1))
        self.heard.append((float(samples[0]), float(samples[last])))
        return played


class Instant(Speaker):
    """A loudspeaker that has played at once."""

    def play(
        self, samples: Samples, rate_hz: int, *, started: Callable[[], None] | None = None, stop: threading.Event
    ) -> float:
        self.heard.append((float(samples[0]), float(samples[-1])))
        return to_seconds(len(samples), rate_hz)


def sound(seconds: float) -> Samples:
    """Samples whose values are their own time in seconds."""
    return (np.arange(to_samples(seconds)) / SAMPLE_RATE_HZ).astype(np.float32)


def side(number: int, seconds: float, *words: tuple[str, float, float]) -> Side:
    probe = Probe("threshold", "What stops it?", "", "", "t.1") if number else None
    turn = Turn(number, probe, tuple(Word(*one) for one in words), seconds, audio=f"turn-{number:02d}.wav")
    return Side(turn, probe.text if probe else "Design it.", partial(sound, seconds))


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


@pytest.fixture
def player(speaker: Speaker) -> Player:
    return Player([side(0, 30.0), side(1, 10.0)], speaker, speaker.now_s)


def begin(player: Player, speaker: Speaker) -> None:
    speaker.begun.clear()
    player.play()
    assert speaker.begun.wait(10)


def test_the_position_follows_the_clock_and_stays_when_paused(player: Player, speaker: Speaker) -> None:
    begin(player, speaker)
    speaker.pass_s(4.0)
    assert player.position_s == pytest.approx(4.0)
    player.pause()
    speaker.pass_s(3.0)
    assert not player.playing
    assert player.position_s == pytest.approx(4.0)
    begin(player, speaker)
    speaker.pass_s(1.0)
    assert player.position_s == pytest.approx(5.0)
    player.pause()
    assert speaker.heard[1][0] == pytest.approx(4.0)


def test_seeking_stays_inside_the_turn_and_plays_on_from_there(player: Player, speaker: Speaker) -> None:
    begin(player, speaker)
    speaker.begun.clear()
    player.seek(12.0)
    assert speaker.begun.wait(10)
    assert player.position_s == pytest.approx(12.0)
    player.pause()
    assert speaker.heard[-1][0] == pytest.approx(12.0)
    for wanted, reached in ((-5.0, 0.0), (99.0, 30.0)):
        player.seek(wanted)
        assert player.position_s == reached
        assert not player.playing


def test_turns_change_by_hand_and_by_themselves_at_the_end(player: Player, speaker: Speaker) -> None:
    assert not player.turn(-1)
    assert player.turn(1)
    assert player.side.turn.number == 1
    assert player.turn(-1)
    begin(player, speaker)
    speaker.begun.clear()
    speaker.pass_s(30.0)
    _until(player, lambda: player.index == 1)
    assert speaker.begun.wait(10)
    assert player.playing
    speaker.pass_s(10.0)
    _until(player, lambda: not player.playing)
    assert player.position_s == player.length_s


def _until(player: Player, reached: Callable[[], bool]) -> None:
    for _ in range(1000):
        player.tick()
        if reached():
            return
        threading.Event().wait(0.01)
    raise AssertionError("never")


@pytest.mark.parametrize(
    "fault", [DeviceGone("The loudspeaker is gone.", "Plug it in."), ValueError("a fault of ours")]
)
def test_no_fault_of_the_loudspeaker_is_swallowed(player: Player, speaker: Speaker, fault: Exception) -> None:
    speaker.fault = fault
    player.play()
    with pytest.raises(type(fault)):
        _until(player, lambda: False)
    assert not player.playing


def test_the_word_that_is_heard_is_marked_and_silence_marks_none() -> None:
    turn = Turn(0, words=(Word("we", 0.0, 0.2), Word("block", 0.2, 0.6), Word("it", 1.4, 1.6)))
    line = blocks(turn)[0]
    assert [spoken_at(line, at_s) for at_s in (0.1, 0.2, 0.7, 1.0, 1.5, 9.0)] == [0, 1, 1, None, 2, None]


def test_plain_lines_play_every_sample_once_beside_their_text() -> None:
    speaker, out = Instant(), io.StringIO()
    words = (("We", 0.5, 0.8), ("block.", 0.8, 1.2), ("Then", 3.0, 3.2), ("ship.", 3.2, 3.9))
    play_lines([side(0, 5.0, *words), side(1, 2.0)], speaker, out)
    assert out.getvalue().splitlines() == [
        "Answer.",
        "Interviewer: Design it.",
        "  0:00  We block.",
        "  0:03  Then ship.",
        "Follow-up 1.",
        "Interviewer: What stops it?",
        "  (no words)",
    ]
    assert speaker.heard == [
        (0.0, pytest.approx(3.0, abs=1e-3)),
        (3.0, pytest.approx(5.0, abs=1e-3)),
        (0.0, pytest.approx(2.0, abs=1e-3)),
    ]


def test_plain_lines_begin_and_end_where_they_are_told() -> None:
    speaker, out = Instant(), io.StringIO()
    words = (("One.", 0.0, 1.0), ("Two.", 3.0, 4.0), ("Three.", 6.0, 7.0))
    play_lines([replace(side(0, 9.0, *words), until_s=5.0)], speaker, out, from_s=3.5)
    assert "One." not in out.getvalue()
    assert "Three." not in out.getvalue()
    assert speaker.heard == [(3.5, pytest.approx(5.0, abs=1e-3))]


def test_the_screen_plays_marks_seeks_pauses_and_changes_turns(speaker: Speaker) -> None:
    words = [(f"word{index}", index * 1.0, index + 0.9) for index in range(30)]
    player = Player([side(0, 30.0, *words), side(1, 10.0, ("yes", 0.0, 1.0))], speaker, speaker.now_s)

    async def whole() -> None:
        app = ReplayApp(player, "Billing support agent")

        def marked() -> str:
            found = [
                line.content.plain[span.start : span.end]  # type: ignore[union-attr]
                for line in app.query("#talk Static").results(Static)
                for span in getattr(line.content, "spans", [])
            ]
            return " ".join(found)

        async with app.run_test(size=(80, 24)) as pilot:
            assert speaker.begun.wait(10)
            speaker.pass_s(2.5)
            await app._refresh()
            assert marked() == "word2"
            assert "Playing: Answer (1 of 2)" in str(app.query_one("#light", Static).content)
            assert str(app.query_one("#question", Static).content) == "Design it."
            await pilot.press("right")
            await app._refresh()
            assert marked() == "word7"
            await pilot.press("left")
            await pilot.press("space")
            await app._refresh()
            assert not player.playing
            assert str(app.query_one("#clock", Static).content) == "0:02 of 0:30"
            await pilot.press("n")
            await app._refresh()
            assert "Follow-up 1 (2 of 2)" in str(app.query_one("#light", Static).content)
            assert str(app.query_one("#question", Static).content) == "What stops it?"
            await pilot.press("p")
            await app._refresh()
            assert player.index == 0
            await pilot.press("space")
            await pilot.press("q")
        assert not player.playing

    asyncio.run(whole())


def test_a_loudspeaker_that_goes_away_closes_the_screen_and_is_told_after_it(player: Player, speaker: Speaker) -> None:
    speaker.fault = DeviceGone("The loudspeaker is gone.", "Plug it in.")

    async def whole() -> ReplayApp:
        app = ReplayApp(player, "Billing support agent")
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(100):
                if app._exit:
                    break
                await pilot.pause(0.05)
        return app

    assert asyncio.run(whole()).failure is speaker.fault


def interviewer(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "interviewer", *arguments],
        env={**os.environ, "INTERVIEWER_HOME": str(home)},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("command", ["replay", "report"])
def test_no_interview_and_an_unknown_one_are_one_line_and_wrong_usage(tmp_path: Path, command: str) -> None:
    for session in ([], ["nobody"]):
        done = interviewer(tmp_path, command, *session)
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1


def test_a_time_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    done = interviewer(tmp_path, "replay", "--from", "soon")
    assert done.returncode == 2
    assert "write it as 3:12" in done.stderr
