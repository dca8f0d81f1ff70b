"""Who begins to answer before the turn is open keeps the beginning."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio import files
from audio.devices import Devices
from audio.frames import Frame, Samples, to_samples
from audio.listen_events import TurnEnded
from audio.sound import Microphone
from tests.audio.doubles import FedSound, Sayer, hush, tone
from tests.audio.ears import FINISHED, PATIENCE_S, Ears, joined, listening, seconds_in
from tests.virtual_card import VirtualCard

SAID = FINISHED + " That's my answer."


def answered(path: Path, before: Samples, then: Samples, *, deaf: bool, sayer: Sayer, rate_hz: int = 16_000) -> None:
    """`before` comes while the question is spoken, `then` when the turn is open."""
    sound = FedSound(rate_hz)
    with listening(Ears(sound, sayer)) as ears:
        if deaf:
            ears.listener.mute()
        sound.feed(before)
        ears.listener.open_turn(0, path)
        ears.listener.unmute()
        sound.feed(then)
        ears.wait(TurnEnded)


@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
def test_with_open_ears_an_answer_begins_with_its_first_sound(tmp_path: Path, rate_hz: int) -> None:
    sayer = Sayer(SAID)
    before, then = joined(hush(4.0, rate_hz), tone(2.5, rate_hz)), joined(tone(1.0, rate_hz), hush(3.0, rate_hz))
    answered(tmp_path / "a.wav", before, then, deaf=False, sayer=sayer, rate_hz=rate_hz)
    (heard,) = sayer.heard
    loud = np.flatnonzero(np.abs(heard.samples) > 0.01)
    assert loud[-1] - loud[0] == pytest.approx(to_samples(3.5), abs=160)
    recorded = np.flatnonzero(np.abs(files.read(tmp_path / "a.wav")) > 0.01)
    assert recorded[-1] - recorded[0] == pytest.approx(to_samples(3.5), abs=160)
    assert recorded[0] == pytest.approx(to_samples(0.3), abs=2 * 512)


def test_with_open_ears_a_remark_long_before_is_no_beginning(tmp_path: Path) -> None:
    sayer = Sayer(SAID)
    answered(
        tmp_path / "a.wav", joined(tone(1.0), hush(3.0)), joined(hush(1.0), tone(2.0), hush(3.0)), deaf=False,
        sayer=sayer,
    )  # fmt: skip
    assert len(sayer.heard) == 1
    assert seconds_in(tmp_path / "a.wav") == pytest.approx(0.3 + 1.0 + 2.0 + 1.0, abs=0.3)


def test_a_breath_before_the_turn_does_not_cut_the_answer_in_two(tmp_path: Path) -> None:
    sayer = Sayer("So the", SAID)
    answered(
        tmp_path / "a.wav", joined(hush(1.0), tone(1.0), hush(0.6)), joined(tone(2.0), hush(3.0)), deaf=False,
        sayer=sayer,
    )  # fmt: skip
    voiced = sum(int(np.sum(np.abs(segment.samples) > 0.01)) for segment in sayer.heard)
    assert voiced == pytest.approx(int(np.sum(np.abs(tone(3.0)) > 0.01)), rel=0.01)


def test_with_deaf_ears_the_last_second_is_recorded_and_the_straddling_start_heard(tmp_path: Path) -> None:
    sayer = Sayer(SAID)
    answered(tmp_path / "a.wav", joined(hush(2.0), tone(0.6)), joined(tone(2.0), hush(3.0)), deaf=True, sayer=sayer)
    (heard,) = sayer.heard
    loud = np.flatnonzero(np.abs(heard.samples) > 0.01)
    assert loud[-1] - loud[0] == pytest.approx(to_samples(2.2), abs=2 * 512)
    recorded = np.flatnonzero(np.abs(files.read(tmp_path / "a.wav")) > 0.01)
    assert recorded[-1] - recorded[0] == pytest.approx(to_samples(2.6), abs=160)


def test_the_interviewers_own_voice_is_not_recognised(tmp_path: Path) -> None:
    sayer = Sayer(SAID)
    answered(
        tmp_path / "a.wav", joined(tone(4.0), hush(0.25)), joined(hush(1.0), tone(2.0), hush(3.0)), deaf=True,
        sayer=sayer,
    )  # fmt: skip
    (heard,) = sayer.heard
    assert int(np.sum(np.abs(heard.samples) > 0.01)) == pytest.approx(np.sum(np.abs(tone(2.0)) > 0.01), rel=0.01)


def test_what_came_before_a_loss_is_not_put_in_front(tmp_path: Path) -> None:
    sound, sayer = FedSound(), Sayer(SAID)
    with listening(Ears(sound, sayer)) as ears:
        sound.feed(tone(2.0))
        sound.feed(tone(1.0), lost_samples=16_000)
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.feed(joined(tone(1.0), hush(3.0)))
        ended = ears.wait(TurnEnded)
    assert not ended.gaps
    assert np.sum(np.abs(sayer.heard[0].samples) > 0.01) == pytest.approx(np.sum(np.abs(tone(2.0)) > 0.01), rel=0.01)


class Watched(Devices):
    """The card's devices; `loud` is set when the first sound of the voice has been handed on."""

    def __init__(self, microphone: str) -> None:
        super().__init__(microphone)
        self.loud = threading.Event()

    def microphone(self) -> Microphone:
        opened = super().microphone()
        arriving = opened.frames

        def frames() -> Iterator[Frame]:
            for frame in arriving():
                if np.abs(frame.samples).max(initial=0.0) > 0.01:
                    self.loud.set()
                yield frame

        opened.frames = frames  # type: ignore[method-assign]
        return opened


def test_on_a_real_stream_the_first_sound_is_kept(tmp_path: Path, card: VirtualCard) -> None:
    sound, sayer = Watched(card.microphone), Sayer(SAID)
    with listening(Ears(sound, sayer)) as ears:  # type: ignore[arg-type]
        player = card.say(tone(3.0), wait=False)
        assert sound.loud.wait(PATIENCE_S)
        ears.listener.open_turn(0, tmp_path / "a.wav")
        ears.wait(TurnEnded)
        player.wait()
    recorded = np.flatnonzero(np.abs(files.read(tmp_path / "a.wav")) > 0.01)
    assert recorded[-1] - recorded[0] == pytest.approx(to_samples(3.0), abs=to_samples(0.06))  # a device block or two
    assert sum(int(np.sum(np.abs(segment.samples) > 0.01)) for segment in sayer.heard) >= 0.9 * to_samples(3.0)
