"""The interviewer's mouth: one thread that speaks what it is given and says when the sound has ended."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from interviewer.errors import Failure


class SpeakerLike(Protocol):
    """What of `audio.speaker.Speaker` the mouth needs."""

    def prepare(self, text: str) -> Any:
        """Synthesise ahead of time; the result may be given to `say`."""

    def prepare_begun(self, begun: str) -> Any:
        """The same for the beginning of a text, as far as more words leave it as it is."""

    def say(self, what: Any, *, stop: threading.Event) -> Any:
        """Speak to the end, or until `stop` is set."""


@dataclass(frozen=True)
class Spoken:
    """It was spoken to the end, or stopped; `failure` where it could not be."""

    kind: str
    failure: Failure | None = None


class Mouth:
    """Speaks one thing at a time. `tell` gets Spoken, `tail_s` after the sound has ended."""

    def __init__(self, speaker: SpeakerLike, tell: Callable[[object], None], tail_s: float) -> None:
        self._speaker = speaker
        self._tell = tell
        self._tail_s = tail_s
        self._stop = threading.Event()
        self._orders: queue.Queue[tuple[str, str] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="mouth", daemon=True)
        self._thread.start()

    def say(self, text: str, kind: str) -> None:
        """Speak `text`; Spoken(kind) follows."""
        self._stop.clear()
        self._orders.put((text, kind))

    def hush(self) -> None:
        """Stop speaking at once; Spoken still follows."""
        self._stop.set()

    def close(self) -> None:
        """Stop speaking and end the thread."""
        self._stop.set()
        self._orders.put(None)
        self._thread.join(timeout=5.0)

    def _run(self) -> None:
        while (order := self._orders.get()) is not None:
            text, kind = order
            failure: Failure | None = None
            try:
                self._speaker.say(text, stop=self._stop)
                self._stop.wait(self._tail_s)
            except Failure as error:
                failure = error
            self._tell(Spoken(kind, failure))
