"""A follow-up is wanted: until when, and since when somebody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Wish:
    """Can be withdrawn; from the end of the answer on, somebody waits. Any thread may call any method.

    In: `now_s`, the clock by which is waited, in seconds: the sound backend's; `draft` gets the beginning of a question
    that is still being written, time and again: nothing that may be spoken yet, but its sound can be made.
    """

    def __init__(
        self, now_s: Callable[[], float] = time.monotonic, draft: Callable[[str], object] = lambda begun: None
    ) -> None:
        self._now_s = now_s
        self.draft = draft
        self._since_s: float | None = None
        self._withdrawn = threading.Event()

    @classmethod
    def urgent(cls, now_s: Callable[[], float] = time.monotonic) -> Wish:
        """One that somebody waits for already."""
        wish = cls(now_s)
        wish.expect()
        return wish

    def withdraw(self) -> None:
        """Nobody wants it any more."""
        self._withdrawn.set()

    @property
    def withdrawn(self) -> bool:
        """Whether nobody wants it any more."""
        return self._withdrawn.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait so long on the wall clock, or until it is withdrawn; whether it is."""
        return self._withdrawn.wait(seconds)

    def expect(self, since_s: float | None = None) -> None:
        """Somebody waits, since that moment of the clock, or from now on. Only the first call counts."""
        if self._since_s is None:
            self._since_s = self._now_s() if since_s is None else since_s

    @property
    def waited_s(self) -> float | None:
        """Seconds that somebody has waited; None: nobody does yet."""
        return None if self._since_s is None else self._now_s() - self._since_s
