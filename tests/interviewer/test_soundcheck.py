from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from audio.devices import Devices
from audio.filefed import FileFed
from audio.frames import SAMPLE_RATE_HZ, Samples, Segment, to_samples, to_seconds
from audio.whisper import Recogniser
from audio.words import Word
from interviewer import soundcheck
from tests.conftest import Spoken
from tests.virtual_card import VirtualCard


def noise(seconds: float, level: float) -> Samples:
    return np.random.default_rng(1).normal(0.0, level, to_samples(seconds)).astype(np.float32).clip(-1, 1)


def silence(seconds: float) -> Samples:
    return np.zeros(to_samples(seconds), dtype=np.float32)


def fed(samples: Samples) -> FileFed:
    sound = FileFed([samples])
    sound.begin_turn(0)
    return sound


class FakeRecogniser:
    """Decodes in no time; `history` are the lengths it was given."""

    def __init__(self) -> None:
        self.history: list[int] = []

    def load(self) -> None: ...

    def transcribe_segment(self, segment: Segment, hotwords: str = "") -> tuple[Word, ...]:
        self.history.append(len(segment.samples))
        return ()


def test_a_sentence_is_recorded_until_the_pause_behind_it() -> None:
    heard = soundcheck.record(sound=fed(np.concatenate([silence(0.5), noise(3.0, 0.1), silence(9.0)])))
    assert 4.5 <= to_seconds(len(heard.samples)) <= 5.0
    assert heard.level_dbfs == pytest.approx(-20, abs=1)
    assert not heard.zeros
    assert heard.advice == ""


def test_it_waits_for_who_starts_late_and_ends_at_last() -> None:
    assert to_seconds(len(soundcheck.record(sound=fed(silence(20.0))).samples)) == pytest.approx(8.0, abs=0.1)
    late = soundcheck.record(sound=fed(np.concatenate([silence(4.0), noise(1.0, 0.1), silence(9.0)])))
    assert to_seconds(len(late.samples)) > 6.0


@pytest.mark.parametrize(
    ("samples", "part"),
    [
        (silence(2.0), "nothing but zeros"),
        (noise(2.0, 0.001), "too quiet"),
        (noise(2.0, 0.9), "too loud"),
        (silence(0.0), "nothing but zeros"),
    ],
)
def test_what_is_wrong_with_a_level_is_said(samples: Samples, part: str) -> None:
    assert part in soundcheck.measured(samples).advice


def test_the_level_is_that_of_a_known_sine() -> None:
    sine = (0.5 * np.sin(2 * math.pi * 440 * np.arange(16_000) / SAMPLE_RATE_HZ)).astype(np.float32)
    heard = soundcheck.measured(sine)
    assert heard.level_dbfs == pytest.approx(20 * math.log10(0.5 / math.sqrt(2)), abs=0.1)
    assert heard.peak == pytest.approx(0.5, abs=0.001)


def test_it_is_played_back_as_it_was_heard() -> None:
    sound = fed(noise(3.0, 0.1))
    heard = soundcheck.record(seconds=1.0, sound=sound)
    soundcheck.play(heard, sound=sound)
    [played] = sound.played
    np.testing.assert_array_equal(played.samples, heard.samples)
    assert played.rate_hz == SAMPLE_RATE_HZ


@pytest.mark.parametrize(
    ("seconds", "model", "part"), [(0.4, "base", "small.en"), (1.0, "base", "keeps up"), (4.0, "tiny.en", "slow")]
)
def test_the_model_follows_from_one_decode(seconds: float, model: str, part: str) -> None:
    ticks = iter([10.0, 10.0 + seconds])
    recogniser = FakeRecogniser()
    choice = soundcheck.choose_model(recogniser, silence(3.0), clock=lambda: next(ticks))
    assert choice.model == model
    assert part in choice.reason
    assert recogniser.history == [48_000, 48_000]  # one to warm up, one that is timed


def test_a_real_decode_is_timed(spoken: Spoken, shared_cache: Path) -> None:
    from audio import files

    samples = files.read(spoken(soundcheck.SENTENCE))
    assert 0.05 < soundcheck.time_decode(Recogniser(cache=shared_cache), samples) < 60.0


def test_devices_are_named(card: VirtualCard) -> None:
    microphones, loudspeakers = soundcheck.devices()
    assert card.microphone in microphones
    assert card.loudspeaker in loudspeakers


def test_each_device_is_named_once() -> None:
    names = ["Headset", "default", "pulse", "Headset", "Microphone (Realtek High Defini", "USB"]
    assert soundcheck.each_once([*names, "Microphone (Realtek High Definition Audio)"]) == [
        "Headset",
        "Microphone (Realtek High Defini",
        "USB",
    ]


def test_a_real_sentence_is_heard_and_played_back(card: VirtualCard, spoken: Spoken) -> None:
    card.say(spoken("We launch when nobody loses money."), wait=False)
    heard = soundcheck.record(card.microphone)
    assert -40 < heard.level_dbfs < 0
    assert heard.advice == ""
    with card.record_speaker() as back:
        soundcheck.play(heard, card.loudspeaker)
    assert soundcheck.measured(back.samples).level_dbfs == pytest.approx(heard.level_dbfs, abs=1.5)


def test_a_muted_microphone_is_named(card: VirtualCard) -> None:
    heard = soundcheck.record(sound=Devices(card.microphone), seconds=0.5)
    assert heard.zeros
    assert heard.level_dbfs == pytest.approx(-120.0)
