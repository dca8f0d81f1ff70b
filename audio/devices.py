"""The sound seam on real devices."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from audio.errors import DeviceGone
from audio.frames import Frame, Samples
from audio.playback import DeviceLoudspeaker
from audio.portaudio import (
    SILENT_DEVICE_S,
    STARTING_DEVICE_S,
    Device,
    close_stream,
    find,
    open_stream,
    refresh,
)
from audio.sound import Loudspeaker, Microphone


def check_devices(microphone: str = "", loudspeaker: str = "") -> None:
    """Raises NoDevice when there is no such microphone or loudspeaker, SoundError where PortAudio is missing."""
    refresh()
    find("input", microphone)
    find("output", loudspeaker)


def explain_silence(platform: str = sys.platform) -> str:
    """What a microphone that gives nothing but zeros means, and what to do."""
    if platform == "darwin":
        return (
            "The terminal lacks permission to use the microphone. "
            "Allow it in System Settings, Privacy & Security, Microphone; then start the terminal again."
        )
    return "It is muted, or the wrong one: raise its level in the system's sound settings, or choose another."


class Devices:
    """The `Sound` of this machine. Names are parts of names, or numbers; empty means the system's default."""

    lockstep = False

    def __init__(self, microphone: str = "", loudspeaker: str = "") -> None:
        self._microphone = microphone
        self._loudspeaker = loudspeaker

    def now_s(self) -> float:
        """The monotonic clock."""
        return time.monotonic()

    def microphone(self) -> Microphone:
        """Open it at the rate that it has now. Raises NoDevice, DeviceBusy, DeviceGone, NoPermission."""
        refresh()
        return DeviceMicrophone(find("input", self._microphone))

    def loudspeaker(self) -> Loudspeaker:
        """Find it; it is opened for each sound, so that a change of devices is no trouble. Raises NoDevice."""
        refresh()
        return DeviceLoudspeaker(self._loudspeaker)

    def begin_turn(self, turn: int) -> None:
        """A person needs no cue."""


@dataclass(frozen=True)
class _Arrival:
    samples: Samples
    lost_samples: int


class DeviceMicrophone:
    """An open input. The callback only copies into a queue that never drops."""

    def __init__(self, device: Device) -> None:
        self.name = device.name
        self.channels = device.channels
        self._queue: queue.SimpleQueue[_Arrival | None] = queue.SimpleQueue()  # None: the stream has ended
        self._closed = False
        self.rate_hz = device.rate_hz
        self._last_s = time.monotonic()
        self._stream = open_stream(
            "input", device, callback=self._arrived, finished_callback=lambda: self._queue.put(None)
        )
        self.rate_hz = round(self._stream.samplerate)

    def frames(self) -> Iterator[Frame]:
        """Frames until `close`, then what had already arrived. Raises DeviceGone after 1 s without any."""
        patience_s = STARTING_DEVICE_S
        while True:
            try:
                arrival = self._queue.get(timeout=patience_s)
            except queue.Empty:
                arrival = None
            if arrival is None:
                if self._closed:
                    return
                raise DeviceGone(
                    f"The microphone '{self.name}' stopped delivering.", "Plug it in again, or choose another."
                )
            patience_s = SILENT_DEVICE_S
            yield Frame(arrival.samples, self.rate_hz, arrival.lost_samples)

    def close(self) -> None:
        """Stop the device."""
        if not self._closed:
            self._closed = True
            close_stream(self._stream)
            self._queue.put(None)

    def _arrived(self, data: Samples, frames: int, when: object, status: Any) -> None:
        now_s = time.monotonic()
        # PortAudio says that samples were lost, but not how many: the clock does
        lost = max(1, round((now_s - self._last_s) * self.rate_hz) - frames) if status.input_overflow else 0
        self._last_s = now_s
        self._queue.put(_Arrival(data.copy(), lost))
