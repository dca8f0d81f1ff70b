from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.frames import SAMPLE_RATE_HZ, Samples
from audio.reread import WINDOW_S, SecondReading
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
    """Hears these sentences, each from its second on, in whatever is as long."""

    def __init__(self, *sentences: tuple[float, str]) -> None:
        self.sentences = sentences
        self.heard: list[tuple[float, str]] = []
        self.came = threading.Event()

    def transcribe_on(self, samples: Samples, before: str) -> list[tuple[Word, ...]]:
        seconds = len(samples) / SAMPLE_RATE_HZ
        self.heard.append((round(seconds, 2), before))
        self.came.set()
        return [said(text, at_s) for at_s, text in self.sentences if at_s < seconds]


def silence(start_s: float, end_s: float) -> Samples:
    return np.zeros(round((end_s - start_s) * SAMPLE_RATE_HZ), dtype=np.float32)


def text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_a_window_is_read_once_it_is_full_and_its_last_sentence_again_with_what_follows() -> None:
    second = Second((0.0, "we label three hundred chats"), (25.0, "and then"))
    reading = SecondReading(silence, second, "Glossary: kappa.")
    assert not reading.step(WINDOW_S - 0.1, ended=False)
    assert reading.step(WINDOW_S + 1.0, ended=False)
    assert reading.at_s == 25.0
    assert second.heard == [(WINDOW_S, "Glossary: kappa.")]
    assert reading.step(33.0, ended=True)
    assert second.heard[1] == (8.0, "Glossary: kappa. we label three hundred chats")
    assert reading.at_s == 33.0
    assert not reading.step(33.0, ended=True)


@pytest.mark.parametrize("sentences", [[], [(0.0, "one sentence only")], [(0.0, "so"), (0.2, "it begins at once")]])
def test_it_always_goes_on(sentences: list[tuple[float, str]]) -> None:
    reading = SecondReading(silence, Second(*sentences))
    while reading.step(200.0, ended=True):
        pass
    assert reading.at_s == 200.0


def test_it_stands_in_place_of_what_it_has_reached_with_times_of_the_turn() -> None:
    live = said("we label three hundred chats", 0.5) + said("cap a is low", 31.0) + said("so we wait", 40.0)
    reading = SecondReading(silence, Second((0.5, "we label three hundred chats"), (28.0, "Kappa is low now")))
    reading.step(35.0, ended=False)
    assert text(reading.better(live)) == text(live)  # the second sentence is still to come
    reading = SecondReading(silence, Second((0.5, "we label three hundred chats"), (12.0, "Kappa is low now")))
    short = said("we label three hundred chats", 0.5) + said("cap a is low", 12.0) + said("so we wait", 40.0)
    reading.step(29.0, ended=True)
    found = reading.better(short)
    assert text(found) == "we label three hundred chats Kappa is low now so we wait"
    assert found[5].start_s == 12.0


def test_a_window_that_lost_words_keeps_the_live_ones_and_the_others_are_bettered() -> None:
    live = said("we label three hundred chats " * 5) + said("the cap a is low", 33.0)
    second = Second((0.0, "we label"), (28.0, "so"))
    reading = SecondReading(silence, second)
    reading.step(60.0, ended=False)
    second.sentences = ((5.0, "the kappa is really low"),)
    reading.step(45.0, ended=True)
    assert text(reading.better(live)) == "we label three hundred chats " * 5 + "the kappa is really low"


def test_a_second_reading_that_lost_words_changes_nothing() -> None:
    live = said("we label three hundred chats and two people read each")
    reading = SecondReading(silence, Second((0.0, "we label")))
    reading.step(6.0, ended=True)
    assert reading.better(live) == live


def test_what_the_user_has_corrected_is_left_alone() -> None:
    live = said("the cap a is low")
    live = (*live[:1], replace(live[1], text="kappa", corrected=True), *live[2:])
    reading = SecondReading(silence, Second((0.0, "the cat is really low")))
    reading.step(3.0, ended=True)
    assert reading.better(live) == live


def test_words_made_up_in_a_silence_are_left_out() -> None:
    live = said("we label three hundred chats")
    reading = SecondReading(silence, Second((0.0, "we label three hundred chats"), (15.0, "Thank you very much")))
    reading.step(20.0, ended=True)
    assert text(reading.better(live)) == text(live)


def test_a_stretch_of_a_recording_is_read_without_the_rest(tmp_path: Path) -> None:
    sound = tone(3.0)
    with Spool(tmp_path / "a.wav") as spool:
        spool.write(sound)
    np.testing.assert_allclose(stretch(tmp_path / "a.wav", 1.0, 1.5), sound[16_000:24_000], atol=1e-4)
    assert len(stretch(tmp_path / "a.wav", 2.9, 5.0)) == 1600
