from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.frames import SAMPLE_RATE_HZ, Samples
from audio.reread import LEAD_S, SecondReading
from audio.spool import Spool, stretch
from audio.words import Word
from tests.audio.doubles import tone


def said(text: str, start_s: float = 0.0, doubtful: bool = False, sure: float = 0.9) -> tuple[Word, ...]:
    """Two words a second."""
    return tuple(
        Word(word, start_s + index / 2, start_s + index / 2 + 0.4, sure, doubtful)
        for index, word in enumerate(text.split())
    )


class Second:
    """Hears these words, each passage from its second on, in whatever is as long."""

    def __init__(self, *passages: tuple[float, str]) -> None:
        self.passages = passages
        self.heard: list[tuple[float, str]] = []
        self.hotwords: list[str] = []
        self.came = threading.Event()

    def transcribe_on(self, samples: Samples, before: str, hotwords: str) -> tuple[Word, ...]:
        seconds = len(samples) / SAMPLE_RATE_HZ
        self.heard.append((round(seconds, 2), before))
        self.hotwords.append(hotwords)
        self.came.set()
        return tuple(word for at_s, text in self.passages if at_s < seconds for word in said(text, at_s))


def silence(start_s: float, end_s: float) -> Samples:
    return np.zeros(round((end_s - start_s) * SAMPLE_RATE_HZ), dtype=np.float32)


def text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_a_full_window_ends_at_the_longest_pause_and_the_next_is_told_what_came_before() -> None:
    live = said("one " * 45) + said("two " * 10, 23.5)  # a pause from 22.4 to 23.5
    second = Second((0.0, "uno " * 45))
    reading = SecondReading(silence, second)
    assert reading.step(live, silent=True)
    assert reading.at_s == pytest.approx(22.8)  # as far as word times may be wrong, and not into the next word
    assert second.heard == [(22.8, "")]
    assert not reading.step(live)
    assert reading.step(live, ended=True)
    assert second.heard[1] == (pytest.approx(28.8 - (23.5 - LEAD_S)), ("uno " * 45).strip())
    assert not reading.step(live, ended=True)


def test_of_the_hotwords_those_are_told_that_were_heard_live() -> None:
    second = Second()
    reading = SecondReading(silence, second, "kappa, false pass, gold set, pass rate")
    reading.step(said("so Kappa and the gold set. Again a false alarm"), ended=True)
    assert second.hotwords == ["kappa, gold set"]


def test_in_a_pause_all_is_read_and_less_than_a_window_again_when_more_was_said() -> None:
    reading = SecondReading(silence, second := Second((0.0, "the kappa is low")))
    assert not reading.step((), silent=True)
    live = said("the cap a is")
    assert not reading.step(live)
    assert reading.step(live, silent=True)
    assert reading.at_s == 0.0
    assert text(reading.better(live)) == "the kappa is low"
    assert not reading.step(live, silent=True)  # nothing more was said
    more = (*live, *said("so", 3.0))
    assert text(reading.better(more)) == "the kappa is low so"
    assert reading.step(more, silent=True)
    assert [seconds for seconds, _ in second.heard] == [2.3, 3.8]


def test_in_a_pause_enough_for_a_window_is_read_once() -> None:
    reading = SecondReading(silence, second := Second((0.0, "word " * 50)))
    assert reading.step(said("word " * 50), silent=True)
    assert reading.at_s == pytest.approx(25.3)
    assert not reading.step(said("word " * 50), ended=True)
    assert len(second.heard) == 1


def test_what_was_read_ahead_stays_where_the_answer_ends_there() -> None:
    live = said("the cap a is")
    reading = SecondReading(silence, second := Second((0.0, "the kappa is low")))
    reading.step(live, silent=True)
    while reading.step(reading.better(live), ended=True):
        pass
    assert reading.at_s == pytest.approx(2.3)
    assert text(reading.better(live)) == "the kappa is low"
    assert len(second.heard) == 1


@pytest.mark.parametrize("live", [said("word " * 300), said("word", 40.0) + said("word", 90.0), said("so " * 3)])
def test_it_always_goes_on(live: tuple[Word, ...]) -> None:
    second = Second()
    reading = SecondReading(silence, second)
    while reading.step(live, ended=True):
        assert second.heard[-1][0] <= 30.0
    assert reading.at_s >= (live[-1].end_s or 0.0)


def test_it_stands_in_place_of_what_it_has_reached_with_times_of_the_turn() -> None:
    live = said("we label three hundred chats " * 5, 2.0) + said("cap a is low " * 6, 15.0) + said("so we wait", 31.0)
    reading = SecondReading(silence, Second((LEAD_S, "we label 300 chats now " * 5), (13.5, "kappa is very low " * 6)))
    assert reading.step(live, silent=True)
    found = reading.better(live)
    assert text(found) == "we label 300 chats now " * 5 + "kappa is very low " * 6 + "so we wait"
    assert found[0].start_s == 2.0
    assert found[25].start_s == 15.0


def test_a_window_that_lost_words_keeps_the_live_ones_and_the_others_are_bettered() -> None:
    live = said("we label three hundred chats " * 9) + said("the cap a is low", 60.0)
    second = Second((0.0, "we label"))
    reading = SecondReading(silence, second)
    reading.step(live, silent=True)
    second.passages = ((LEAD_S, "the kappa is really low"),)
    reading.step(live, ended=True)
    assert text(reading.better(live)) == "we label three hundred chats " * 9 + "the kappa is really low"
    assert second.heard[1][1] == ("we label three hundred chats " * 9).strip()


def test_a_second_reading_that_lost_words_changes_nothing() -> None:
    live = said("we label three hundred chats and two people read each")
    reading = SecondReading(silence, Second((0.0, "we label")))
    reading.step(live, ended=True)
    assert reading.better(live) == live


def test_what_the_user_has_corrected_is_left_alone() -> None:
    live = said("the cap a is low")
    live = (*live[:1], replace(live[1], text="kappa", corrected=True), *live[2:])
    reading = SecondReading(silence, Second((0.0, "the cat is really low")))
    reading.step(live, ended=True)
    assert reading.better(live) == live


def test_words_made_up_in_a_silence_are_left_out() -> None:
    live = said("we label three hundred chats") + said("so we do", 20.0)
    reading = SecondReading(
        silence, Second((0.0, "we label three hundred chats"), (10.0, "Thank you"), (20.0, "so we do"))
    )
    reading.step(live, ended=True)
    assert text(reading.better(live)) == text(live)


def test_a_stretch_of_a_recording_is_read_without_the_rest(tmp_path: Path) -> None:
    sound = tone(3.0)
    with Spool(tmp_path / "a.wav") as spool:
        spool.write(sound)
    np.testing.assert_allclose(stretch(tmp_path / "a.wav", 1.0, 1.5), sound[16_000:24_000], atol=1e-4)
    assert len(stretch(tmp_path / "a.wav", 2.9, 5.0)) == 1600
