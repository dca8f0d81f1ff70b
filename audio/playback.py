"""The loudspeaker, opened anew for each sound."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from audio.errors import DeviceGone
from audio.frames import Samples, to_seconds
from audio.portaudio import SILENT_DEVICE_S, STARTING_DEVICE_S, close_stream, find, open_stream
from audio.resample import resample

CHECK_S = 0.01  # a key that stops the interviewer is felt at once
MOST_DELAY_S = 1.0  # what a device may hold back: Bluetooth some 0.3 s; a driver that says more is mistaken


class DeviceLoudspeaker:
    """An output by name: looked up at each sound, because PortAudio's numbers change when its list is read anew."""

    def __init__(self, name: str = "") -> None:
        """`name`: part of it, or a number; empty: the system's default. Raises NoDevice."""
        self._wanted = name
        self.name = find("output", name).name

    def play(
        self, samples: Samples, rate_hz: int, *, started: Callable[[], None] | None = None, stop: threading.Event
    ) -> float:
        """Play mono `samples` to the end, or until `stop` is set; returns the seconds played. See `audio.sound`.

        Raises NoDevice, DeviceBusy, DeviceGone.
        """
        if len(samples) == 0 or stop.is_set():
            return 0.0
        device = find("output", self._wanted)
        feed = _Feed()
        stream = open_stream("output", device, callback=feed.fill)
        try:
            feed.give(resample(samples, rate_hz, round(stream.samplerate)), stream.samplerate, stream.latency)
            self._watch(feed, started, stop)
        finally:
            close_stream(stream)
        return to_seconds(feed.position, round(stream.samplerate))

    def _watch(self, feed: _Feed, started: Callable[[], None] | None, stop: threading.Event) -> None:
        """Wait until the last sample has left the device. The callback never waits for us."""
        while not stop.wait(CHECK_S):
            now_s = time.monotonic()
            if feed.position and started is not None:
                started()
                started = None
            if feed.silent_from_s is not None and now_s >= feed.silent_from_s:
                return
            if now_s - feed.called_s > (SILENT_DEVICE_S if feed.position else STARTING_DEVICE_S):
                raise DeviceGone(
                    f"The loudspeaker '{self.name}' stopped playing.", "Plug it in again, or choose another."
                )


class _Feed:
    """What PortAudio's callback takes from: silence until `give`, then the sound, then silence again.

    Ending the stream from within the callback cut the last 0.1 s off behind ALSA's pulse plug-in, which does not wait
    for what it has buffered. So the callback says when the last sample will be heard, and goes on with silence.
    """

    def __init__(self) -> None:
        self.position = 0
        self.called_s = time.monotonic()
        self.silent_from_s: float | None = None  # on the monotonic clock
        self._samples: Samples | None = None
        self._rate_hz = 1.0
        self._latency_s = 0.0

    def give(self, samples: Samples, rate_hz: float, latency_s: float) -> None:
        """(n_samples,) float32 at the stream's rate; `latency_s` is for devices that tell no time."""
        self._rate_hz = rate_hz
        self._latency_s = latency_s
        self._samples = samples

    def fill(self, out: Any, frames: int, when: Any, status: object) -> None:
        """PortAudio's callback: `out` is (frames, channels) float32."""
        self.called_s = time.monotonic()
        out.fill(0.0)
        if self._samples is None or self.silent_from_s is not None:
            return
        piece = self._samples[self.position : self.position + frames]
        out[: len(piece)] = piece[:, None]
        self.position += len(piece)
        if self.position >= len(self._samples):
            told_s = when.outputBufferDacTime - when.currentTime
            delay_s = told_s if 0.0 < told_s < MOST_DELAY_S else self._latency_s
            self.silent_from_s = self.called_s + delay_s + len(piece) / self._rate_hz
