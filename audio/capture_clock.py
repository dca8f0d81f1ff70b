"""Which moment the samples that have arrived belong to. Pure."""

from __future__ import annotations

_STARTING_S = 3.0  # the start-up lag is learnt from the frames of the first seconds
_MOST_LAG_S = 2.5  # sound servers hand on blocks of up to 2 s unless asked for less
_MARGIN_S = 0.05  # a stream begins a little before the call that opens it returns
_WINDOW_S = 5.0  # after two of these an old estimate is forgotten: device clocks drift


class CaptureClock:
    """Counts a microphone's samples against the clock.

    A device delivers late: 30 ms at best, hundreds of ms over Bluetooth. Who ends an answer at a moment has to go on
    reading until the samples of that moment have come. The lag is learnt from how late samples came right after
    opening; later, drift between the two clocks is followed by how early samples come at best.
    """

    def __init__(self, opened_at_s: float, rate_hz: int) -> None:
        """`opened_at_s`: when the device had been opened, on the clock that `arrived` is told."""
        self._opened_at_s = opened_at_s
        self._rate_hz = rate_hz
        self.samples = 0
        self._lag_s: float | None = None
        self._window_began_s = opened_at_s
        self._before_s = self._now_s = float("inf")  # the earliest stream start seen in the last and in this window

    def arrived(self, n_samples: int, now_s: float) -> None:
        """`n_samples` more have arrived (the lost ones among them counted)."""
        self.samples += n_samples
        start_s = now_s - self.samples / self._rate_hz
        if now_s - self._window_began_s > _WINDOW_S:
            self._before_s, self._now_s, self._window_began_s = self._now_s, start_s, now_s
        self._now_s = min(self._now_s, start_s)
        if now_s - self._opened_at_s <= _STARTING_S or self._lag_s is None:
            learnt_s = min(self._before_s, self._now_s) - self._opened_at_s
            self._lag_s = min(max(learnt_s, 0.0), _MOST_LAG_S)

    def samples_at(self, now_s: float) -> int:
        """How many samples must have arrived before those of the moment `now_s` are among them."""
        start_s = min(self._before_s, self._now_s)
        if start_s == float("inf"):
            return self.samples
        return round((now_s - start_s + (self._lag_s or 0.0) + _MARGIN_S) * self._rate_hz)
