"""How to listen, and who judges what was heard, each as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from audio.endpoint import EndpointSettings
from audio.frames import Samples
from audio.language import unsure
from audio.segmenter import SegmenterSettings


@dataclass(frozen=True)
class ListenSettings:
    """How to listen.

    tick_s        how often a Tick comes, in recorded seconds
    decide_s      how often the policy is asked while it is silent
    reopen_s      how often a microphone that is gone is looked for
    drain_most_s  how long samples of the last moment are waited for, at most
    gap_most_s    the longest silence that is filled in for lost sound
    lag_s         sound waiting to be decoded from which on the user is told
    """

    endpoint: EndpointSettings = field(default_factory=EndpointSettings)
    segmenter: SegmenterSettings = field(default_factory=SegmenterSettings)
    tick_s: float = 0.25
    decide_s: float = 0.1
    reopen_s: float = 0.5
    drain_most_s: float = 3.0
    gap_most_s: float = 30.0
    lag_s: float = 30.0


def never(_text: str) -> bool:
    """Nothing is a question."""
    return False


def unheard(_samples: Samples) -> float | None:
    """Nobody listens to the tone."""
    return None


@dataclass(frozen=True)
class Judges:
    """Who judges what the policy of turn-taking itself cannot.

    is_question      a text puts a question to the interviewer
    is_whole         its last clause is whole; None: not certain
    sounds_finished  how likely a turn ends with this sound, (n_samples,) float32 mono 16 kHz; None: nobody tells
    """

    is_question: Callable[[str], bool] = never
    is_whole: Callable[[str], bool | None] = unsure
    sounds_finished: Callable[[Samples], float | None] = unheard
