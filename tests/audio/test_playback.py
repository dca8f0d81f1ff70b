"""The loudspeaker, on the virtual sound card."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from audio.devices import Devices
from audio.errors import DeviceGone
from audio.frames import SAMPLE_RATE_HZ, to_samples, to_seconds
from audio.sound import Loudspeaker
from tests.audio.test_devices import clip, place_of
from tests.virtual_card import VirtualCard


@pytest.fixture
def loudspeaker(card: VirtualCard) -> Loudspeaker:
    return Devices(loudspeaker=card.loudspeaker).loudspeaker()


def test_a_sound_is_played_to_its_last_sample_and_only_then_returns(
    card: VirtualCard, loudspeaker: Loudspeaker
) -> None:
    sound = clip(1.0)
    moments: list[float] = []
    with card.record_speaker() as heard:
        began_s = time.monotonic()
        seconds = loudspeaker.play(
            sound, SAMPLE_RATE_HZ, started=lambda: moments.append(time.monotonic()), stop=threading.Event()
        )
        took_s = time.monotonic() - began_s
    assert seconds == pytest.approx(1.0, abs=0.001)
    assert took_s >= 1.0
    assert len(moments) == 1
    assert moments[0] - began_s < 0.9
    piece = to_samples(0.2)
    first, alike_first = place_of(sound[:piece], heard.samples)
    last, alike_last = place_of(sound[-piece:], heard.samples)
    assert min(alike_first, alike_last) > 0.7  # noise against noise is near 0; a busy machine costs some of the 1
    assert abs((last - first) - (len(sound) - piece)) <= 16


def test_stop_is_felt_at_once(card: VirtualCard, loudspeaker: Loudspeaker) -> None:
    stop = threading.Event()
    with card.record_speaker() as heard:
        seconds = loudspeaker.play(clip(5.0), SAMPLE_RATE_HZ, started=stop.set, stop=stop)
    assert seconds < 1.0
    assert to_seconds(int(np.count_nonzero(np.abs(heard.samples) > 0.01))) < 0.5
    assert loudspeaker.play(clip(1.0), SAMPLE_RATE_HZ, stop=stop) == 0.0


def test_nothing_takes_no_time(loudspeaker: Loudspeaker) -> None:
    assert loudspeaker.play(np.zeros(0, dtype=np.float32), SAMPLE_RATE_HZ, stop=threading.Event()) == 0.0


def test_a_loudspeaker_that_takes_nothing_is_gone(card: VirtualCard, loudspeaker: Loudspeaker) -> None:
    pulled = card.stuck_loudspeaker()
    try:
        with pytest.raises(DeviceGone, match="stopped playing"):
            loudspeaker.play(clip(9.0), SAMPLE_RATE_HZ, started=pulled.__enter__, stop=threading.Event())
    finally:
        pulled.__exit__(None, None, None)
    assert loudspeaker.play(clip(0.2), SAMPLE_RATE_HZ, stop=threading.Event()) == pytest.approx(0.2, abs=0.01)
