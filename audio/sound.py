"""The sound seam: a microphone, a loudspeaker and a clock. `BACKENDS` is the table of those who implement it.

The real one is sounddevice (`devices.py`); the file-fed one (`filefed.py`) runs the whole loop with no hardware,
faster than real time, on a clock that counts the samples that passed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Protocol

from audio.frames import Frame, Samples


class Microphone(Protocol):
    """Sound in. One reader at a time."""

    name: str
    rate_hz: int
    channels: int

    def frames(self) -> Iterator[Frame]:
        """Frames as they come, until `close`.

        Blocks while there is none. Raises DeviceGone when a real device has been silent for 1 s (no callbacks at all).
        """

    def close(self) -> None:
        """Stop; `frames` then hands out what had already arrived, and ends. Safe to call twice."""


class Loudspeaker(Protocol):
    """Sound out."""

    name: str

    def play(
        self, samples: Samples, rate_hz: int, *, started: Callable[[], None] | None = None, stop: threading.Event
    ) -> float:
        """Play mono `samples` (n_samples,) float32 to the end, or until `stop` is set; returns the seconds played.

        `started` is called when the first sample is handed to the device. Returns only when the sound has left the
        device (its latency included), so that the half-duplex gate may open a fixed tail later.
        Raises NoDevice, DeviceBusy, DeviceGone.
        """


class Sound(Protocol):
    """One backend: where sound comes from and goes to, and the clock that the time box runs on.

    lockstep  True where the clock is made of samples: the listener then waits for the recogniser before it takes more
    """

    lockstep: bool

    def now_s(self) -> float:
        """Seconds on this backend's clock; only differences mean anything."""

    def microphone(self) -> Microphone:
        """Open the microphone at its own rate. Raises NoDevice, DeviceBusy, NoPermission."""

    def loudspeaker(self) -> Loudspeaker:
        """Open the loudspeaker. Raises NoDevice, DeviceBusy."""

    def begin_turn(self, turn: int) -> None:
        """Turn `turn` is open: the candidate may speak. A file-fed backend starts that turn's answer here."""
