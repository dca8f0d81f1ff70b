"""PortAudio through sounddevice: which devices there are, streams on them, and its errors in words.

PortAudio reads its list of devices once, when it is initialised; `refresh` makes it look again. It must not be
initialised anew under an open stream, so open streams are counted.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from audio.errors import DeviceBusy, DeviceGone, NoDevice, NoPermission, SoundError

Direction = Literal["input", "output"]

SILENT_DEVICE_S = 1.0  # a device that is unplugged raises nothing: its callbacks simply stop
STARTING_DEVICE_S = 4.0  # Bluetooth and sound servers may take seconds to deliver their first frame
CLOSING_DEVICE_S = 2.0  # a device or server that is gone can hold its own closing for ever
LATENCY_S = 0.1  # room for 100 ms in which Python's lock keeps the callback out; PortAudio's "high" gave 35 ms
BLOCK_S = 0.032  # one window of the voice detector; left to itself PortAudio called us with 61 samples and 383 in turn
MOST_CHANNELS = 2  # ALSA's plug-ins offer 32; a microphone has one or two
OTHER_RATES_HZ = (48_000, 44_100, 16_000)  # where the rate that a device calls its own cannot be opened
WHAT = {"input": "microphone", "output": "loudspeaker"}
SEE_DOCTOR = "`interviewer doctor` lists the devices there are."


@dataclass(frozen=True)
class Device:
    """One device as PortAudio lists it; `channels` and `rate_hz` are what we open it with."""

    index: int
    name: str
    channels: int
    rate_hz: int
    default: bool


def microphones() -> list[Device]:
    """All inputs, the default's host API first. Raises SoundError where PortAudio is missing."""
    return _devices("input")


def loudspeakers() -> list[Device]:
    """All outputs, the default's host API first. Raises SoundError where PortAudio is missing."""
    return _devices("output")


def _devices(direction: Direction) -> list[Device]:
    sounddevice = library()
    with _streams.lock:  # not while `refresh` has PortAudio closed
        default = sounddevice.default.device[0 if direction == "input" else 1]
        listed = [device for device in sounddevice.query_devices() if device[f"max_{direction}_channels"] > 0]
    # Windows lists every device once for each host API
    home = next((device["hostapi"] for device in listed if device["index"] == default), 0)
    is_abroad: Callable[[Any], bool] = lambda device: device["hostapi"] != home  # noqa: E731
    return [
        Device(
            index=device["index"],
            name=device["name"],
            channels=min(device[f"max_{direction}_channels"], MOST_CHANNELS),
            rate_hz=round(device["default_samplerate"]),
            default=device["index"] == default,
        )
        for device in sorted(listed, key=is_abroad)
    ]


def find(direction: Direction, name: str = "") -> Device:
    """The device of that name or number, else the first whose name holds `name`, else (empty) the system's default.

    Raises NoDevice with the names that there are.
    """
    found = _devices(direction)
    if not found:
        raise NoDevice(f"No {WHAT[direction]} was found.", "Plug one in, then run `interviewer doctor`.")
    if not name:
        return next((device for device in found if device.default), found[0])
    for fits in (
        lambda device: name == device.name or name == str(device.index),
        lambda device: name.casefold() in device.name.casefold(),
    ):
        for device in found:
            if fits(device):
                return device
    names = ", ".join(f"'{device.name}'" for device in found)
    raise NoDevice(f"There is no {WHAT[direction]} '{name}'.", f"There are: {names}.")


def refresh() -> None:
    """Make PortAudio read its device list anew. Does nothing while a stream is open, because it would end it."""
    sounddevice = library()
    with _streams.lock:
        if _streams.open == 0:
            with quiet_stderr():
                sounddevice._terminate()
                sounddevice._initialize()


class _Streams:
    """How many streams are open in this process."""

    def __init__(self) -> None:
        self.open = 0
        self.lock = threading.Lock()

    def count(self, change: int) -> None:
        with self.lock:
            self.open += change


_streams = _Streams()


def open_stream(direction: Direction, device: Device, **options: Any) -> Any:
    """A started stream of float32 on `device`, at its own rate where that can be had. Close it with `close_stream`.

    In: `options` of sounddevice's stream. Raises DeviceBusy, NoPermission, NoDevice, DeviceGone.
    """
    _streams.count(1)
    failures: list[Exception] = []
    with quiet_stderr():
        for rate_hz in dict.fromkeys((device.rate_hz, *OTHER_RATES_HZ)):
            stream = _try_open(direction, device, rate_hz, options, failures)
            if stream is not None:
                return stream
    _streams.count(-1)
    raise explained(failures[0], direction, device.name)


def _try_open(
    direction: Direction, device: Device, rate_hz: int, options: dict[str, Any], failures: list[Exception]
) -> Any:
    sounddevice = library()
    make = sounddevice.InputStream if direction == "input" else sounddevice.OutputStream
    stream = None
    try:
        stream = make(
            device=device.index,
            samplerate=rate_hz,
            blocksize=round(rate_hz * BLOCK_S),
            channels=device.channels,
            dtype="float32",
            latency=LATENCY_S,
            **options,
        )
        stream.start()
    except sounddevice.PortAudioError as error:
        failures.append(error)
        if stream is not None:
            stream.close(ignore_errors=True)
        return None
    return stream


def close_stream(stream: Any) -> None:
    """End `stream` at once. A device that is gone may not let it: it is then left behind, and still counted."""

    def close() -> None:
        with quiet_stderr():
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)
        _streams.count(-1)

    closer = threading.Thread(target=close, name="close-stream", daemon=True)
    closer.start()
    closer.join(CLOSING_DEVICE_S)


def explained(error: Exception, direction: Direction, name: str) -> SoundError:
    """PortAudio's error in words. Its codes: portaudio.h; behind -9999 stands the host's own (ALSA: negative errno)."""
    what = f"The {WHAT[direction]} '{name}'"
    code = error.args[1] if len(error.args) > 1 else 0
    host = error.args[2][1:] if len(error.args) > 2 else (0, "")
    text = f"{error.args[0] if error.args else error} {host[1]}".casefold()
    if host[0] in {-13, -1} or "permission" in text or "denied" in text:
        return NoPermission(f"{what} may not be used.", "Give the terminal, or your user, the right to use it.")
    if code == -9985 or host[0] == -16 or "busy" in text:
        return DeviceBusy(f"{what} is held by another program.", "Close that program, then try again.")
    if code == -9996 or host[0] in {-2, -19}:
        return NoDevice(f"{what} is not there any more.", SEE_DOCTOR)
    reason = host[1] or (error.args[0] if error.args else "no reason given")
    return DeviceGone(f"{what} cannot be opened: {reason}.", SEE_DOCTOR)


def library() -> Any:
    """The module sounddevice. Raises SoundError where PortAudio is missing."""
    try:
        import sounddevice
    except OSError:
        raise SoundError(
            "The sound library PortAudio is missing.",
            "On Debian and Ubuntu: apt-get install libportaudio2. On macOS: brew install portaudio.",
        ) from None
    return sounddevice


class _Aside:
    """File descriptor 2, put aside by however many threads; the first in saves it, the last out restores it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.inside = 0
        self.kept = -1


_aside = _Aside()


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep what ALSA, JACK and PortAudio print to file descriptor 2 off the user's screen."""
    with _aside.lock:
        _aside.inside += 1
        if _aside.inside == 1:
            _aside.kept = os.dup(2)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
    try:
        yield
    finally:
        with _aside.lock:
            _aside.inside -= 1
            if _aside.inside == 0:
                os.dup2(_aside.kept, 2)
                os.close(_aside.kept)
