from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.frames import FRAME_SAMPLES, Samples, Segment, to_samples
from audio.segmenter import Framer, Segmenter, SegmenterSettings, merge, segments_of
from tests.audio.doubles import LevelVad, hush, tone

# stretches of (speech?, seconds): pauses around the closing silence, speech around the cap and the shortest word
STRETCHES = st.lists(st.tuples(st.booleans(), st.sampled_from([0.03, 0.1, 0.3, 0.49, 0.6, 1.4, 4.0, 13.0])), max_size=9)


def sound_of(stretches: list[tuple[bool, float]]) -> Samples:
    pieces = [tone(seconds) if speech else hush(seconds) for speech, seconds in stretches]
    joined = np.concatenate([np.zeros(0, dtype=np.float32), *pieces])
    # every sample is unlike its neighbours, so that a lost or doubled one shows
    return joined + np.linspace(0, 1e-4, len(joined), dtype=np.float32)


def stream(sound: Samples, chunks: list[int]) -> list[Segment]:
    """As `segments_of`, but pushed in pieces."""
    framer, segmenter, vad, found, at, turn = Framer(), Segmenter(), LevelVad(), [], 0, 0
    while at < len(sound):
        n = chunks[turn % len(chunks)]
        for frame in framer.push(sound[at : at + n]):
            found += segmenter.push(vad(frame), frame)
        at, turn = at + n, turn + 1
    rest = framer.flush()
    if len(rest):
        found += segmenter.push(vad(rest), rest)
    return found + segmenter.flush()


@settings(max_examples=40, deadline=None)
@given(STRETCHES, st.lists(st.integers(1, 9_000), min_size=1, max_size=5))
def test_any_chunking_gives_the_same_segments(stretches: list[tuple[bool, float]], chunks: list[int]) -> None:
    sound = sound_of(stretches)
    whole, pieces = segments_of(sound, LevelVad()), stream(sound, chunks)
    assert [(s.start_sample, s.end_sample) for s in whole] == [(s.start_sample, s.end_sample) for s in pieces]
    for one, other in zip(whole, pieces, strict=True):
        np.testing.assert_array_equal(one.samples, other.samples)


@settings(max_examples=60, deadline=None)
@given(STRETCHES)
def test_no_speech_is_lost_and_no_sample_is_in_two_segments(stretches: list[tuple[bool, float]]) -> None:
    sound = sound_of(stretches)
    found = segments_of(sound, LevelVad())
    kept = np.zeros(len(sound), dtype=int)
    for segment in found:
        np.testing.assert_array_equal(segment.samples, sound[segment.start_sample : segment.end_sample])
        kept[segment.start_sample : segment.end_sample] += 1
    assert kept.max(initial=0) <= 1
    at = 0
    for speech, seconds in stretches:
        n = to_samples(seconds)
        if speech and seconds >= 0.3:
            assert kept[at : at + n].all()
        at += n


@settings(max_examples=40, deadline=None)
@given(STRETCHES)
def test_segments_fit_whispers_window_and_come_in_order(stretches: list[tuple[bool, float]]) -> None:
    found = segments_of(sound_of(stretches), LevelVad())
    assert all(0 < len(segment.samples) <= to_samples(25.0) + FRAME_SAMPLES for segment in found)
    assert all(a.end_sample <= b.start_sample for a, b in itertools.pairwise(found))


def test_a_segment_has_pre_roll_and_padding() -> None:
    (segment,) = segments_of(np.concatenate([hush(2.0), tone(1.0), hush(2.0)]), LevelVad())
    assert abs(segment.start_sample - to_samples(1.5)) <= FRAME_SAMPLES
    assert abs(segment.end_sample - to_samples(3.4)) <= FRAME_SAMPLES


def test_a_short_pause_does_not_cut() -> None:
    assert len(segments_of(np.concatenate([tone(1.0), hush(0.4), tone(1.0), hush(1.0)]), LevelVad())) == 1
    assert len(segments_of(np.concatenate([tone(1.0), hush(0.7), tone(1.0), hush(1.0)]), LevelVad())) == 2


def test_a_click_is_no_speech() -> None:
    assert segments_of(np.concatenate([hush(1.0), tone(0.03), hush(1.0)]), LevelVad()) == []


def test_the_cap_cuts_at_the_quietest_moment() -> None:
    sound = np.concatenate([tone(20.0), tone(0.2, level=0.02), tone(15.0)])
    first, second = segments_of(sound, LevelVad())
    assert abs(first.end_sample - to_samples(20.1)) < to_samples(0.1)
    assert second.start_sample == first.end_sample


def test_a_flush_ends_speech_that_still_runs() -> None:
    segmenter = Segmenter(SegmenterSettings(), start_sample=1_000)
    frame = tone(FRAME_SAMPLES / 16_000)
    for _ in range(20):
        assert segmenter.push(1.0, frame) == []
    (segment,) = segmenter.flush()
    assert (segment.start_sample, segment.end_sample) == (1_000, 1_000 + 20 * FRAME_SAMPLES)
    assert segmenter.flush() == []


def test_a_silenced_stretch_can_be_given_back() -> None:
    segmenter, sound = Segmenter(), tone(2.0)
    frames = Framer().push(sound)
    for frame in frames[:20]:
        segmenter.push(0.0, np.zeros_like(frame))
    segmenter.reach_back(sound[16 * FRAME_SAMPLES : 20 * FRAME_SAMPLES])
    for frame in frames[20:30]:
        segmenter.push(1.0, frame)
    segmenter.reach_back(sound[:FRAME_SAMPLES])  # a segment is open: nothing changes
    (segment,) = segmenter.flush()
    np.testing.assert_array_equal(segment.samples, sound[segment.start_sample : segment.end_sample])
    assert (segment.start_sample, segment.end_sample) == (16 * FRAME_SAMPLES, 30 * FRAME_SAMPLES)
    segmenter.reach_back(sound)  # what is in a segment is never in another one
    for frame in frames[30:40]:
        segmenter.push(1.0, frame)
    assert segmenter.flush()[0].start_sample == 30 * FRAME_SAMPLES


def test_merged_segments_keep_their_places() -> None:
    parts = [Segment(100, np.ones(10, dtype=np.float32)), Segment(130, np.ones(5, dtype=np.float32))]
    whole = merge(parts)
    assert (whole.start_sample, whole.end_sample) == (100, 135)
    assert whole.samples.sum() == 15
    assert not whole.samples[10:30].any()
