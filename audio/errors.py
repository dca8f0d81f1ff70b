"""What can go wrong with sound, told to the user in one line with the next step.

Failure                    anything a user must be told; catch it at the command line only
  SoundError               the sound hardware; catch it to offer another device
    NoDevice               no such microphone or loudspeaker
    DeviceBusy             it exists, but another program holds it
    DeviceGone             it was there and stopped delivering
    NoPermission           the terminal may not use the microphone
  SpoolError               a turn's recording that cannot be written (`audio.spool`)
  AudioFileError           a recording that cannot be read, or holds nothing
  WeightsError             model weights that are missing or not the published bytes
  SpeechError              no voice could be made to speak
"""

from __future__ import annotations


class Failure(Exception):
    """One line for the user, and the next step.

    In: `message`, what happened; `next_step`, what the user can do about it (may be empty).
    """

    exit_code = 1

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class SoundError(Failure):
    """The sound hardware failed."""


class NoDevice(SoundError):
    """No such microphone or loudspeaker."""


class DeviceBusy(SoundError):
    """The device exists, but another program holds it."""


class DeviceGone(SoundError):
    """The device was there and stopped delivering."""


class NoPermission(SoundError):
    """The terminal may not use the microphone."""


class AudioFileError(Failure):
    """A recording that cannot be read, or that holds nothing."""


class WeightsError(Failure):
    """Model weights that are missing or altered."""


class SpeechError(Failure):
    """No voice could be made to speak."""
