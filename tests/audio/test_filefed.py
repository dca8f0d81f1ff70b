from __future__ import annotations

import threading
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from audio.errors import AudioFileError
from audio.filefed import BLOCK_SAMPLES, FileFed
from audio.frames import Frame, Samples
from tests.virtual_card import write_wav


def ramp(blocks: float, first: float = 0.1) -> Samples:
    return np.linspace(first, first + 0.1, round(BLOCK_SAMPLES * blocks), dtype=np.float32)


def joined(frames: list[Frame]) -> Samples:
    return np.concatenate([frame.samples[:, 0] for frame in frames])


def take(sound: FileFed, count: int) -> Samples:
    return joined(list(islice(sound.microphone().frames(), count)))


def test_each_turn_hears_its_answer_then_silence() -> None:
    one, two = ramp(2.5), ramp(1.0, first=0.5)
    sound = FileFed([one, two])
    sound.begin_turn(0)
    got = take(sound, 6)
    np.testing.assert_array_equal(got[: len(one)], one)
    assert not got[len(one) :].any()
    sound.begin_turn(1)
    np.testing.assert_array_equal(take(sound, 1), two)
    sound.begin_turn(2)  # there is no third answer: a candidate who says nothing
    assert not take(sound, 3).any()


def test_the_clock_counts_what_was_heard_and_what_was_played() -> None:
    sound = FileFed([ramp(1)])
    sound.begin_turn(0)
    take(sound, 5)
    assert sound.now_s() == pytest.approx(0.5)
    assert sound.play(np.ones(44_100, dtype=np.float32), 22_050, stop=threading.Event()) == pytest.approx(2.0)
    assert sound.now_s() == pytest.approx(2.5)
    [played] = sound.played
    assert (played.rate_hz, played.at_s) == (22_050, pytest.approx(0.5))


def test_no_time_passes_before_the_first_turn() -> None:
    sound = FileFed([ramp(1)])
    got: list[Frame] = []
    reader = threading.Thread(target=lambda: got.extend(sound.microphone().frames()))
    reader.start()
    reader.join(0.1)
    assert reader.is_alive()
    assert not got
    assert sound.now_s() == 0.0
    sound.close()
    reader.join(5)
    assert not reader.is_alive()


def test_the_candidate_waits_while_the_interviewer_speaks() -> None:
    sound = FileFed([ramp(1)])
    sound.begin_turn(0)
    got: list[Frame] = []
    reader = threading.Thread(target=lambda: got.extend(islice(sound.microphone().frames(), 3)))

    def while_playing() -> None:
        reader.start()
        reader.join(0.1)
        assert not got

    sound.play(ramp(1), 16_000, started=while_playing, stop=threading.Event())
    reader.join(5)
    assert len(got) == 3


def test_a_turn_opened_again_goes_on_where_it_was() -> None:
    answer = ramp(4)
    sound = FileFed([answer])
    sound.begin_turn(0)
    first = take(sound, 2)
    sound.begin_turn(1)
    sound.begin_turn(0)
    np.testing.assert_array_equal(np.concatenate([first, take(sound, 2)]), answer)


def test_a_stopped_sound_is_not_played() -> None:
    sound = FileFed([])
    stop = threading.Event()
    stop.set()
    assert sound.play(ramp(1), 16_000, stop=stop) == 0.0
    assert not sound.played


def test_recordings_are_read_when_their_turn_comes(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    sound = FileFed([path, tmp_path / "missing.wav"])
    write_wav(path, ramp(2), 16_000)
    sound.begin_turn(0)
    np.testing.assert_allclose(take(sound, 2), ramp(2), atol=1e-3)
    with pytest.raises(AudioFileError):
        sound.begin_turn(1)


def test_an_opened_microphone_can_be_closed_and_opened_again() -> None:
    sound = FileFed([ramp(2)])
    sound.begin_turn(0)
    take(sound, 1)
    sound.close()
    assert list(sound.frames()) == []
    assert take(sound, 1).any()
