from __future__ import annotations

import resource
import threading
from pathlib import Path

import numpy as np
import pytest

from audio.errors import NoDevice, WeightsError
from audio.frames import Gap, Samples, Segment, to_samples
from audio.listen_events import Broken, Heard, Resumed, Trouble, TurnEnded
from audio.transcript import text_of
from audio.words import Word
from tests.audio.doubles import FedSound, LevelVad, Sayer, hush, tone
from tests.audio.ears import PATIENCE_S, Ears, joined, listening, seconds_in, turn_of


def test_lost_samples_are_a_gap_and_time_stays_true(tmp_path: Path) -> None:
    sound = FedSound(48_000)
    with listening(Ears(sound, Sayer("We block it."))) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.feed(tone(1.0, 48_000))
        sound.feed(tone(1.0, 48_000), lost_samples=12_000)
        ears.listener.close_turn()
        sound.feed(tone(0.5, 48_000))
        ended = ears.wait(TurnEnded)
    (gap,) = ended.gaps
    assert (gap.start_s, gap.duration_s) == (pytest.approx(1.0, abs=0.01), pytest.approx(0.25, abs=0.001))
    assert ended.duration_s >= 2.2


def test_a_microphone_that_is_gone_comes_back_into_the_same_answer(tmp_path: Path) -> None:
    sound = FedSound()
    with listening(Ears(sound, Sayer("Before.", "After."))) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.feed(joined(tone(1.0), hush(1.0)))
        ears.wait(Heard)
        sound.present = False
        sound.unplug()
        gone = ears.wait(Trouble)
        assert (gone.kind, gone.turn) == ("device_gone", 0)
        assert gone.next_step
        sound.rate_hz, sound.present = 8_000, True
        assert ears.wait(Trouble).kind == "device_back"
        assert ears.wait(Trouble).kind == "low_rate"
        sound.feed(joined(tone(1.0, 8_000), hush(1.0, 8_000)))
        while ears.wait(Heard).index < 1:
            pass
        ears.listener.close_turn()
        sound.feed(hush(1.0, 8_000))
        ended = ears.wait(TurnEnded)
    assert text_of(ended.words) == "Before. After."
    assert ended.gaps == (Gap(pytest.approx(2.0, abs=0.1), pytest.approx(1.0, abs=0.05)),)
    assert sound.opened[0].closed
    assert len(sound.opened) == 2


def test_an_answer_can_be_closed_while_the_microphone_is_gone(tmp_path: Path) -> None:
    sound = FedSound()
    with listening(Ears(sound, Sayer("Before."))) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.feed(tone(1.0))
        sound.present = False
        sound.unplug()
        ears.wait(Trouble)
        ears.listener.close_turn("stopped")
        ended = ears.wait(TurnEnded)
    assert (ended.closed_by, text_of(ended.words)) == ("stopped", "Before.")


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (np.zeros(to_samples(5.0), dtype=np.float32), "silent_microphone"),
        (tone(3.0, level=0.002), "too_quiet"),
        (np.clip(tone(3.0, level=3.0), -1.0, 1.0), "clipped"),
    ],
)
def test_a_bad_level_is_told_in_the_first_seconds(tmp_path: Path, sound: Samples, kind: str) -> None:
    class SoftVad(LevelVad):
        def __call__(self, frame: Samples) -> float:
            return super().__call__(frame * 100)

    microphone = FedSound()
    with listening(Ears(microphone, Sayer(), vad=SoftVad)) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        microphone.feed(sound)
        trouble = ears.wait(Trouble)
    assert trouble.kind == kind
    assert trouble.at_s <= 5.0
    assert trouble.next_step


def test_a_microphone_that_is_raised_is_told_too(tmp_path: Path) -> None:
    microphone = FedSound()
    with listening(Ears(microphone, Sayer("Before.", "After."))) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        microphone.feed(joined(hush(5.0) * 0, tone(2.0), hush(1.0) * 0, tone(1.0)))
        dead, heard = ears.wait(Trouble), ears.wait(Trouble)
        ears.wait(Resumed)  # after the second silence
    assert (dead.kind, dead.lasting, heard.kind, heard.lasting) == (
        "silent_microphone",
        True,
        "microphone_heard",
        False,
    )
    assert len(ears.all(Trouble)) == 2


def test_a_good_level_is_no_trouble(tmp_path: Path) -> None:
    _ended, ears = turn_of(tmp_path / "a.wav", tone(8.0), Sayer("That's my answer."))
    assert not ears.all(Trouble)


def test_no_room_on_the_disk_ends_the_turn_with_its_words(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    sound = FedSound()
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with listening(Ears(sound, Sayer("We block it.", "Yes."))) as ears:
            ears.listener.open_turn(0, tmp_path / "a.wav")
            sound.feed(joined(tone(1.0), hush(1.0), tone(8.0)))
            trouble, ended = ears.wait(Trouble), ears.wait(TurnEnded)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert trouble.kind == "disk_full"
    assert "Free some space" in trouble.next_step
    assert ended.closed_by == "device"
    assert text_of(ended.words).startswith("We block it.")
    assert seconds_in(tmp_path / "a.wav") > 5.0


def test_weights_that_fail_to_load_are_told(tmp_path: Path) -> None:
    sound, error = FedSound(), WeightsError("The weights are missing.", "Run setup.")
    with listening(Ears(sound, Sayer(error=error))) as ears:
        assert ears.wait(Broken).error is error


def test_no_microphone_is_told_at_once() -> None:
    sound = FedSound()
    sound.present = False
    with pytest.raises(NoDevice):
        Ears(sound, Sayer()).listener.start()


def test_stopping_in_mid_answer_keeps_the_recording(tmp_path: Path) -> None:
    sound = FedSound()
    with listening(Ears(sound, Sayer())) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.feed(tone(3.0))
    assert seconds_in(tmp_path / "a.wav") >= 2.7
    assert not ears.all(TurnEnded)


def test_a_slow_recogniser_falls_behind_but_loses_nothing(tmp_path: Path) -> None:
    class Slow(Sayer):
        go = threading.Event()

        def transcribe_segment(self, segment: Segment, hotwords: str = "") -> tuple[Word, ...]:
            assert self.go.wait(PATIENCE_S)
            return super().transcribe_segment(segment, hotwords)

    sound, slow = FedSound(), Slow(*("word " * 9).split())
    with listening(Ears(sound, slow)) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        for _ in range(8):
            sound.feed(joined(tone(5.0), hush(1.0)))
        assert ears.wait(Trouble).kind == "lag"
        slow.go.set()
        ears.listener.close_turn()
        sound.feed(hush(1.0))
        ended = ears.wait(TurnEnded)
    assert len(slow.heard) < 8  # waiting segments were decoded together
    covered = sum(int(np.count_nonzero(np.abs(segment.samples) > 0.01)) for segment in slow.heard)
    assert covered == pytest.approx(np.count_nonzero(np.abs(tone(40.0)) > 0.01), rel=0.01)
    assert len(ended.words) == len(slow.heard)
