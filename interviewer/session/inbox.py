"""The session's one queue of events."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """An event, and what to set once it was handled (None: nobody waits)."""

    event: object
    handled: threading.Event | None


class Inbox:
    """Events from the listener, the mouth, the thinker and the keys, in the order in which they came.

    `lockstep` makes `put_and_wait` block until the event was handled: a clock that is made of samples then stands
    still while the session decides, as a real one almost does.
    """

    def __init__(self, lockstep: bool) -> None:
        self.lockstep = lockstep
        self._letters: queue.Queue[Letter] = queue.Queue()
        self._closed = threading.Event()

    def put(self, event: object) -> None:
        """Add and go on."""
        self._letters.put(Letter(event, None))

    def put_and_wait(self, event: object) -> None:
        """Add; under `lockstep` return only when it was handled, or the inbox closed."""
        if not self.lockstep:
            self.put(event)
            return
        handled = threading.Event()
        self._letters.put(Letter(event, handled))
        while not handled.wait(0.2) and not self._closed.is_set():
            pass

    def get(self, timeout_s: float) -> Letter | None:
        """The next letter, or None when none came in `timeout_s`. Who got it must `done` it."""
        try:
            return self._letters.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def done(self, letter: Letter) -> None:
        """The letter's event was handled."""
        if letter.handled is not None:
            letter.handled.set()

    def close(self) -> None:
        """Nobody reads any more: let go of those who wait."""
        self._closed.set()
