"""Replay on the virtual sound card: what leaves the loudspeaker is the part of the turn that was asked for."""

from __future__ import annotations

import threading

import numpy as np

from audio.backends import open_sound
from audio.frames import SAMPLE_RATE_HZ, Samples, to_samples, to_seconds
from interviewer.model import Turn
from interviewer.screen.replay import Player, Side
from tests.virtual_card import VirtualCard

LENGTH_S = 6.0
PLAYED_S = 1.0
LATE_S = 0.25  # a loudspeaker goes on for as long as its buffer when it is stopped


def noise() -> Samples:
    """Noise that is like itself nowhere else, so that its place can be found; soft and low, as speech is."""
    white = np.random.default_rng(7).standard_normal(to_samples(LENGTH_S))
    return (np.convolve(white, np.ones(8) / 8, mode="same") * 0.3).astype(np.float32)


def test_after_a_seek_exactly_that_part_is_heard(card: VirtualCard) -> None:
    sound = open_sound("sounddevice", loudspeaker=card.loudspeaker)
    whole = noise()
    player = Player([Side(Turn(0), "", lambda: whole)], sound.loudspeaker(), sound.now_s)
    player.seek(3.0)
    with card.record_speaker() as heard:
        player.play()
        while player.position_s < 3.0 + PLAYED_S:
            threading.Event().wait(0.02)
        player.pause()
    assert player.position_s < 3.0 + PLAYED_S + LATE_S
    piece = whole[to_samples(3.0) : to_samples(3.0 + PLAYED_S / 4)]
    found = int(np.argmax(np.correlate(heard.samples, piece, mode="valid")))
    same = np.corrcoef(heard.samples[found : found + len(piece)], piece)[0, 1]
    assert same > 0.6  # another place of the noise is under 0.1; a busy machine may drop a block in between
    loud = np.flatnonzero(np.abs(heard.samples) > 0.02)
    assert abs(found - loud[0]) < to_samples(0.02)
    assert to_seconds(int(loud[-1] - loud[0]), SAMPLE_RATE_HZ) < PLAYED_S + LATE_S
