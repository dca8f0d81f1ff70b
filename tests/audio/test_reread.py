from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio.frames import SAMPLE_RATE_HZ, Samples, Segment
from audio.reread import WINDOW_S, reread, windows
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
    """Hears `text` in every window."""

    def __init__(self, text: str, sure: float = 0.9) -> None:
        self.text, self.sure = text, sure
        self.heard: list[Segment] = []

    def load(self) -> None: ...

    def transcribe_segment(self, segment: Segment, hotwords: str = "") -> tuple[Word, ...]:
        self.heard.append(segment)
        return said(self.text, segment.start_sample / SAMPLE_RATE_HZ, sure=self.sure)


def silence(start_s: float, end_s: float) -> Samples:
    return np.zeros(round((end_s - start_s) * SAMPLE_RATE_HZ), dtype=np.float32)


@pytest.mark.parametrize("n_words", [1, 7, 54, 200, 999])
def test_windows_hold_every_word_once_and_fit_the_recogniser(n_words: int) -> None:
    words = said("word " * n_words)
    found = windows(words, 600.0)
    assert [i for window in found for i in range(window.first, window.last + 1)] == list(range(n_words))
    assert all(window.end_s - window.start_s <= WINDOW_S + 1.0 for window in found)
    assert all(one.end_s <= two.start_s + 1e-6 for one, two in pairwise(found))


def test_windows_are_cut_at_the_longest_pause() -> None:
    words = said("one " * 40) + said("two " * 40, start_s=23.0)
    assert windows(words, 60.0)[0].last == 39


def test_only_what_is_doubtful_is_read_again() -> None:
    words = said("we ship on friday " * 10) + said("the cap a is low", start_s=30.0, doubtful=True)
    second = Second("the kappa is really low")
    found = reread(words, 40.0, silence, second)
    assert len(second.heard) == 1
    assert " ".join(word.text for word in found[-5:]) == "the kappa is really low"
    assert not any(word.doubtful for word in found)


@pytest.mark.parametrize(("text", "sure"), [("the", 0.9), ("the cap a is low", 0.3)])
def test_a_second_reading_that_is_no_surer_changes_nothing(text: str, sure: float) -> None:
    words = said("the cap a is low", doubtful=True)
    assert reread(words, 3.0, silence, Second(text, sure)) == words


def test_what_the_user_has_corrected_is_left_alone() -> None:
    words = said("the cap a is low", doubtful=True)
    words = (*words[:1], replace(words[1], text="kappa", doubtful=False, corrected=True), *words[2:])
    second = Second("the cat is really low")
    assert reread(words, 3.0, silence, second) == words
    assert not second.heard


def test_it_ends_when_it_is_told_to() -> None:
    words = said("the cap a is low", doubtful=True)
    assert reread(words, 3.0, silence, Second("the kappa is very low"), go_on=lambda: False) == words


def test_a_stretch_of_a_recording_is_read_without_the_rest(tmp_path: Path) -> None:
    sound = tone(3.0)
    with Spool(tmp_path / "a.wav") as spool:
        spool.write(sound)
    np.testing.assert_allclose(stretch(tmp_path / "a.wav", 1.0, 1.5), sound[16_000:24_000], atol=1e-4)
    assert len(stretch(tmp_path / "a.wav", 2.9, 5.0)) == 1600
