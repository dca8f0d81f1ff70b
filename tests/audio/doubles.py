"""Stand-ins at the sound seam: a microphone fed by the test, a clock set by it, a recogniser with prepared words."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import numpy as np

from audio.errors import DeviceGone, NoDevice
from audio.frames import SAMPLE_RATE_HZ, Frame, Samples, Segment, to_samples, to_seconds
from audio.words import Word


class LevelVad:
    """Loud is speech: exact, so that a test knows where speech begins and ends."""

    def __call__(self, frame: Samples) -> float:
        return 1.0 if float(np.abs(frame).max(initial=0.0)) > 0.01 else 0.0

    def reset(self) -> None:
        """Nothing to forget."""


def tone(seconds: float, rate_hz: int = SAMPLE_RATE_HZ, level: float = 0.2) -> Samples:
    """A voice, as far as `LevelVad` can tell."""
    return (level * np.sin(np.arange(to_samples(seconds, rate_hz)) * 2 * np.pi * 220 / rate_hz)).astype(np.float32)


def hush(seconds: float, rate_hz: int = SAMPLE_RATE_HZ) -> Samples:
    """Room noise, far below speech."""
    noise = np.random.default_rng(0).standard_normal(to_samples(seconds, rate_hz))
    return (0.0005 * noise).astype(np.float32)


class Sayer:
    """A recogniser that hears, in each segment, the next of its prepared sentences."""

    def __init__(self, *sentences: str, error: Exception | None = None) -> None:
        self.sentences = list(sentences)
        self.heard: list[Segment] = []
        self.hotwords: list[str] = []
        self._error = error

    def load(self) -> None:
        if self._error is not None:
            raise self._error

    def transcribe_segment(self, segment: Segment, hotwords: str = "") -> tuple[Word, ...]:
        self.heard.append(segment)
        self.hotwords.append(hotwords)
        said = (self.sentences.pop(0) if self.sentences else "").split()
        loud = np.flatnonzero(np.abs(segment.samples) > 0.01)
        first, last = (int(loud[0]), int(loud[-1])) if len(loud) else (0, len(segment.samples))
        start_s, step_s = to_seconds(segment.start_sample + first), to_seconds(last - first) / max(1, len(said))
        return tuple(Word(w, start_s + i * step_s, start_s + (i + 1) * step_s, 0.9) for i, w in enumerate(said))


class FedMicrophone:
    """Gives out what the test feeds; an exception among it is raised."""

    channels = 1

    def __init__(self, sound: FedSound) -> None:
        self.name = "test microphone"
        self.rate_hz = sound.rate_hz
        self.closed = False
        self._sound = sound
        self._idle = threading.Semaphore(0)
        self._fed: queue.SimpleQueue[Frame | Exception | None] = queue.SimpleQueue()

    def feed(self, item: Frame | Exception) -> None:
        self._fed.put(item)

    def settle(self) -> None:
        """Return when all that was fed has been heard, and all orders given before have been obeyed."""
        while self._idle.acquire(blocking=False):
            pass
        for _ in range(3):
            assert self._idle.acquire(timeout=20.0), "nobody reads the microphone"

    def frames(self) -> Iterator[Frame]:
        while True:
            try:
                item = self._fed.get(timeout=0.01)
            except queue.Empty:
                # devices never stop calling; an empty frame lets no time pass
                item = Frame(np.zeros((0, 1), dtype=np.float32), self.rate_hz)
                self._idle.release()
            if item is None:
                return
            if isinstance(item, Exception):
                self._sound.clock_s += 1.0  # how long real devices take to notice
                raise item
            self._sound.clock_s += (len(item.samples) + item.lost_samples) / self.rate_hz
            yield item

    def close(self) -> None:
        self.closed = True
        self._fed.put(None)


class FedSound:
    """A sound backend whose clock moves with the sound that is read from its microphone."""

    lockstep = False

    def __init__(self, rate_hz: int = SAMPLE_RATE_HZ) -> None:
        self.rate_hz = rate_hz
        self.clock_s = 100.0
        self.present = True
        self.opened: list[FedMicrophone] = []
        self.turns: list[int] = []

    def now_s(self) -> float:
        return self.clock_s

    def microphone(self) -> FedMicrophone:
        if not self.present:
            raise NoDevice("No microphone was found.", "Plug one in.")
        self.opened.append(FedMicrophone(self))
        return self.opened[-1]

    def loudspeaker(self) -> None:
        raise NoDevice("No loudspeaker here.")

    def begin_turn(self, turn: int) -> None:
        self.turns.append(turn)

    def feed(self, samples: Samples, lost_samples: int = 0, chunk_s: float = 0.05) -> None:
        """Let it be heard: returns when it was."""
        self.opened[-1].settle()
        chunk = to_samples(chunk_s, self.rate_hz)
        for at in range(0, len(samples), chunk):
            piece = samples[at : at + chunk]
            self.opened[-1].feed(Frame(piece.reshape(-1, 1), self.rate_hz, lost_samples if at == 0 else 0))
        self.opened[-1].settle()

    def unplug(self) -> None:
        self.opened[-1].feed(DeviceGone("The microphone stopped delivering."))


class ScriptedSound:
    """A lockstep backend: `answers[turn]`, then silence for as long as somebody listens."""

    lockstep = True
    name = "script"
    rate_hz = SAMPLE_RATE_HZ
    channels = 1

    def __init__(self, *answers: Samples, chunk: int = 1600) -> None:
        self.answers = answers
        self.read_between_turns = False
        self._chunk = chunk
        self._left: Samples = np.zeros(0, dtype=np.float32)
        self._now_s = 0.0
        self._open = False
        self._closed = False

    def now_s(self) -> float:
        return self._now_s

    def microphone(self) -> ScriptedSound:
        return self

    def loudspeaker(self) -> None:
        raise NoDevice("No loudspeaker here.")

    def begin_turn(self, turn: int) -> None:
        self._left = self.answers[turn] if turn < len(self.answers) else np.zeros(0, dtype=np.float32)

    def frames(self) -> Iterator[Frame]:
        while not self._closed:
            piece, self._left = self._left[: self._chunk], self._left[self._chunk :]
            self._now_s += to_seconds(self._chunk)
            yield Frame(np.pad(piece, (0, self._chunk - len(piece))).reshape(-1, 1), SAMPLE_RATE_HZ)

    def close(self) -> None:
        self._closed = True
