"""The error tree, of which `audio.errors` is the branch for sound.

Failure (audio.errors)     one line for the user and the next step; caught by the command line
  SoundError, AudioFileError, WeightsError, SpeechError ...   see audio.errors
  UsageFailure             the user named something that does not exist (exit 2)
  PackError                a question pack that breaks its own rules: file, line and reason
  StoreError               an interview folder that cannot be read or written
  MindError                an LLM that cannot be reached, refuses the key, or answers nonsense
"""

from __future__ import annotations

from audio.errors import Failure

__all__ = ["Failure", "MindError", "PackError", "StoreError", "UsageFailure"]


class UsageFailure(Failure):
    """The user named something that does not exist."""

    exit_code = 2


class PackError(Failure):
    """A question pack breaks its own rules."""


class StoreError(Failure):
    """An interview folder cannot be read or written."""


class MindError(Failure):
    """An LLM cannot be reached, refuses the key, or answers nonsense."""
