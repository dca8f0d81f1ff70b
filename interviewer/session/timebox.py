"""The time box of an interview, on whatever clock the sound backend has."""

from __future__ import annotations

from collections.abc import Callable


class TimeBox:
    """Counts the seconds used of `box_s`; pauses do not count.

    In: `now_s`, the clock (only differences mean anything); `used_s`, what an interrupted interview had used already.
    """

    def __init__(self, box_s: float, now_s: Callable[[], float], used_s: float = 0.0) -> None:
        self.box_s = box_s
        self._now_s = now_s
        self._used_s = used_s
        self._since_s: float | None = None

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self._since_s is not None

    @property
    def elapsed_s(self) -> float:
        """Seconds used."""
        since = 0.0 if self._since_s is None else self._now_s() - self._since_s
        return self._used_s + since

    @property
    def left_s(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.box_s - self.elapsed_s)

    def run(self) -> None:
        """Start, or go on after a pause."""
        if self._since_s is None:
            self._since_s = self._now_s()

    def pause(self) -> None:
        """Stop counting until `run`."""
        self._used_s = self.elapsed_s
        self._since_s = None
