"""What the tests of the listener share: a listener on sound made for the test, and what it told."""

from __future__ import annotations

import queue
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np

from audio.frames import Samples
from audio.listen_events import Broken, ListenEvent, TurnEnded
from audio.listen_settings import Judges, ListenSettings, unheard
from audio.listener import Listener
from audio.vad import Vad
from audio.whisper import RecogniserLike
from interviewer import language
from tests.audio.doubles import FedSound, LevelVad, ScriptedSound

ENGLISH = language.load()
FINISHED = "We block the launch if one customer sees it."
PATIENCE_S = 20.0
Kind = TypeVar("Kind", bound=ListenEvent)


class Ears:
    """A listener and all that it has told."""

    def __init__(
        self,
        sound: FedSound | ScriptedSound,
        recogniser: RecogniserLike,
        is_question: Callable[[str], bool] = lambda text: False,
        settings: ListenSettings | None = None,
        vad: Callable[[], LevelVad | Vad] = LevelVad,
        sounds_finished: Callable[[Samples], float | None] = unheard,
    ) -> None:
        self.told: list[ListenEvent] = []
        self.also: Callable[[ListenEvent], None] = lambda event: None
        self._fresh: queue.SimpleQueue[ListenEvent] = queue.SimpleQueue()
        self.listener = Listener(
            sound,  # type: ignore[arg-type]
            recogniser,
            vad,
            ENGLISH,
            settings or ListenSettings(reopen_s=0.01),
            self._hear,
            Judges(is_question=is_question, sounds_finished=sounds_finished),
        )

    def _hear(self, event: ListenEvent) -> None:
        self.told.append(event)
        self.also(event)
        self._fresh.put(event)

    def wait(self, kind: type[Kind]) -> Kind:
        """The next event of that kind, passing over others."""
        while True:
            try:
                event = self._fresh.get(timeout=PATIENCE_S)
            except queue.Empty:
                raise AssertionError(f"no {kind.__name__} came after {self.all(ListenEvent)[-5:]}") from None
            if isinstance(event, kind):
                return event
            assert not isinstance(event, Broken), event

    def all(self, kind: type[Kind]) -> list[Kind]:
        return [event for event in self.told if isinstance(event, kind)]


@contextmanager
def listening(ears: Ears) -> Iterator[Ears]:
    ears.listener.start()
    try:
        yield ears
    finally:
        ears.listener.stop()


def turn_of(path: Path, answer: Samples, recogniser: RecogniserLike, **more: object) -> tuple[TurnEnded, Ears]:
    """One answer in lockstep, from its first sample to its TurnEnded."""
    chunk = more.pop("chunk", 1600)
    with listening(Ears(ScriptedSound(answer, chunk=chunk), recogniser, **more)) as ears:  # type: ignore[arg-type]
        ears.listener.open_turn(0, path)
        return ears.wait(TurnEnded), ears


def seconds_in(path: Path) -> float:
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def joined(*pieces: Samples) -> Samples:
    return np.concatenate(pieces)
