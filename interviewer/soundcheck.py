"""The sound check: which devices there are, what the microphone hears, and which recogniser this machine keeps up with.

Plain functions over the sound seam; whoever asks the user questions stands above them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Frame, Samples, Segment, to_samples, to_seconds

if TYPE_CHECKING:
    from audio.sound import Sound
    from audio.whisper import RecogniserLike

SENTENCE = "We roll back if refunds fail for more than two customers in a hundred, and the support lead decides."
MOST_S = 8.0  # of a sentence for the check
LEAST_S = 2.0
PAUSE_S = 1.2  # below the sentence's own level for so long: it is over
FALL_DB = 20.0  # between speech and the silence after it, in an ordinary room
WINDOW_S = 0.1  # of a level: a syllable or two

ZERO_PEAK = 1e-4  # -80 dBFS: any working microphone is noisier
TOO_QUIET_DBFS = -45.0  # the noise of an ordinary microphone is then as loud as the speech
TOO_LOUD_PEAK = 0.99

# ALSA's names for whatever the desktop has chosen; the user is offered that once, as the system's default.
LEADS_TO_DEFAULT = frozenset({"default", "sysdefault", "pulse", "pipewire", "dmix", "dsnoop"})
CUT_NAME = 31  # characters to which Windows' oldest sound interface cuts a name

# A short decode must be done within the bar for "segment closed to words shown", 3 s, with room for a busy moment.
KEEPS_UP_S = 2.0
# Decode times as multiples of base's: by their parameters (39, 74 and 244 million), which rule on processors.
TINY, SMALL = 0.5, 3.3


@dataclass(frozen=True)
class Heard:
    """What the microphone heard.

    samples     (n_samples,) float32, mono, 16 kHz
    level_dbfs  of its loudest tenth of a second, RMS; -120 where there was nothing
    peak        the largest sample, 0..1
    zeros       nothing but (almost) zeros: no microphone is that quiet
    advice      what to do about it; empty where all is well
    """

    samples: Samples
    level_dbfs: float
    peak: float
    zeros: bool
    advice: str


class Choice(NamedTuple):
    """A Whisper model, and why."""

    model: str
    reason: str


def devices() -> tuple[list[str], list[str]]:
    """Names of the microphones and of the loudspeakers, each device once.

    Names that only lead to the system's default are left out. Raises SoundError where PortAudio is missing.
    """
    from audio import portaudio

    portaudio.refresh()
    inputs, outputs = portaudio.microphones(), portaudio.loudspeakers()
    return each_once(device.name for device in inputs), each_once(device.name for device in outputs)


def each_once(names: Iterable[str]) -> list[str]:
    """Without doubles, without names of the system's default, and without a name that was listed cut short before."""
    kept: list[str] = []
    for name in names:
        cut = any(len(one) == CUT_NAME and name.startswith(one) for one in kept)
        if name not in kept and not cut and name.casefold() not in LEADS_TO_DEFAULT:
            kept.append(name)
    return kept


def record(microphone: str = "", *, seconds: float | None = None, sound: Sound | None = None) -> Heard:
    """Listen for `seconds`; without them, to one sentence: until it is followed by a pause, at most 8 s.

    Raises NoDevice, DeviceBusy, DeviceGone, NoPermission.
    """
    opened = (sound or _devices(microphone=microphone)).microphone()
    frames = opened.frames()
    try:
        pieces = list(_until(frames, opened.channels, seconds))
    finally:
        opened.close()
    return measured(np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32))


def play(heard: Heard, loudspeaker: str = "", *, sound: Sound | None = None) -> None:
    """Play it back. Raises NoDevice, DeviceBusy, DeviceGone."""
    output = (sound or _devices(loudspeaker=loudspeaker)).loudspeaker()
    output.play(heard.samples, SAMPLE_RATE_HZ, stop=threading.Event())


def measured(samples: Samples) -> Heard:
    """(n_samples,) float32 mono 16 kHz -> the same with its level and what to do about it."""
    from audio.devices import explain_silence

    levels = levels_dbfs(samples)
    level = max(levels, default=-120.0)
    peak = float(np.abs(samples).max()) if len(samples) else 0.0
    zeros = peak < ZERO_PEAK
    if zeros:
        advice = f"The microphone gives nothing but zeros. {explain_silence()}"
    elif peak >= TOO_LOUD_PEAK:
        advice = "It is too loud and distorted: lower the microphone's level, or move back a little."
    elif level < TOO_QUIET_DBFS:
        advice = "It is too quiet: raise the microphone's level, or come closer."
    else:
        advice = ""
    return Heard(samples, round(level, 1), round(peak, 4), zeros, advice)


def levels_dbfs(samples: Samples) -> list[float]:
    """RMS of each tenth of a second, in dB below full scale; (n_samples,) float32 mono 16 kHz."""
    window = to_samples(WINDOW_S)
    whole = samples[: len(samples) // window * window].reshape(-1, window)
    return [float(20 * np.log10(rms + 1e-6)) for rms in np.sqrt((whole**2).mean(axis=1))]


def is_over(levels: list[float]) -> bool:
    """Whether a sentence was said and a pause has followed. In: the levels so far, dBFS, ten a second."""
    pause = round(PAUSE_S / WINDOW_S)
    if len(levels) < round(LEAST_S / WINDOW_S) + pause:
        return False
    said = max(levels)
    return said > TOO_QUIET_DBFS and max(levels[-pause:]) < said - FALL_DB


def time_decode(recogniser: RecogniserLike, samples: Samples, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds for one decode of (n_samples,) float32 mono 16 kHz, after one that warms the model up.

    Raises WeightsError.
    """
    recogniser.load()
    segment = Segment(0, samples)
    recogniser.transcribe_segment(segment)
    began_s = clock()
    recogniser.transcribe_segment(segment)
    return clock() - began_s


def choose_model(
    recogniser: RecogniserLike, samples: Samples | None = None, clock: Callable[[], float] = time.perf_counter
) -> Choice:
    """The model that this machine keeps up with, from the time that base, `recogniser`, takes for one sentence.

    In: `samples`, a sentence; one is synthesised where there is none. Raises WeightsError, SpeechError.
    """
    sentence = samples if samples is not None else spoken_sentence()
    return recommend(time_decode(recogniser, sentence, clock), to_seconds(len(sentence)))


def recommend(decode_s: float, sentence_s: float) -> Choice:
    """The model for a machine on which base takes `decode_s` for a sentence of `sentence_s`."""
    took = f"A sentence of {sentence_s:.1f} s was decoded in {decode_s:.1f} s"
    if decode_s > KEEPS_UP_S:
        return Choice("tiny.en", f"{took}: too slow, so the smaller model tiny.en (75 MB, fetched at its first use).")
    if decode_s * SMALL <= KEEPS_UP_S:
        return Choice(
            "base", f"{took}: base keeps up. So would small.en, which errs less (480 MB; --whisper small.en)."
        )
    return Choice("base", f"{took}: base keeps up.")


def spoken_sentence(voice_name: str = "") -> Samples:
    """SENTENCE in the voice at hand: (n_samples,) float32, mono, 16 kHz. Raises SpeechError."""
    from audio.resample import resample
    from audio.speech import best_voice

    with best_voice(voice_name) as voice:
        return resample(*voice.synthesise(SENTENCE))


def _devices(microphone: str = "", loudspeaker: str = "") -> Sound:
    from audio.backends import open_sound

    return open_sound("sounddevice", microphone=microphone, loudspeaker=loudspeaker)


def _until(frames: Iterable[Frame], channels: int, seconds: float | None) -> Iterator[Samples]:
    """16 kHz pieces of `frames`, until it is time."""
    from audio.resample import Resampler

    resampler: Resampler | None = None
    heard: list[Samples] = []
    for frame in frames:
        resampler = resampler or Resampler(frame.rate_hz, channels)
        piece = resampler.push(frame.samples)
        heard.append(piece)
        yield piece
        so_far_s = to_seconds(sum(len(piece) for piece in heard))
        if so_far_s >= (seconds or MOST_S):
            return
        if seconds is None and is_over(levels_dbfs(np.concatenate(heard))):
            return
