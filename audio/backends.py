"""The table of sound backends. Another one is a class with the methods of `audio.sound.Sound` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from audio.devices import Devices
from audio.filefed import FileFed
from audio.sound import Sound

BACKENDS: dict[str, Callable[..., Sound]] = {"sounddevice": Devices, "file": FileFed}


def open_sound(name: str, **options: Any) -> Sound:
    """The backend of that name, with its own options: see `Devices` and `FileFed`."""
    return BACKENDS[name](**options)
