"""What the listener tells. `turn` is the number of the open turn (-1: none is), `at_s` the place in its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from audio.frames import Gap
from audio.words import Word

ClosedBy = Literal["key", "closing", "silence", "time", "stopped", "device", "file"]
TroubleKind = Literal[
    "silent_microphone",
    "microphone_heard",
    "too_quiet",
    "clipped",
    "device_gone",
    "device_back",
    "lag",
    "low_rate",
    "disk_full",
]


@dataclass(frozen=True)
class ListenEvent:
    """Base of them all."""

    turn: int
    at_s: float


@dataclass(frozen=True)
class SpeechStarted(ListenEvent):
    """Somebody speaks, certain enough to say so (about 0.1 s after the first sound)."""


@dataclass(frozen=True)
class Heard(ListenEvent):
    """New words, those of one segment. `lag_s`: how far behind the end of that segment they come.

    A later segment may show that the full stop at the end of these was none; `Prepare` and `TurnEnded` carry the
    whole text with such stops removed. `so_far`: all words of the turn, as they would stand now.
    """

    words: tuple[Word, ...]
    index: int
    lag_s: float
    so_far: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Prepare(ListenEvent):
    """It is silent and everything is decoded: a reply to these words, all of the turn, can be prepared.

    finished: by words and tone, the last sentence is.
    """

    revision: int
    words: tuple[Word, ...]
    finished: bool = True


@dataclass(frozen=True)
class Resumed(ListenEvent):
    """Speech came back: what was prepared for `revision` is void."""

    revision: int


@dataclass(frozen=True)
class AskMore(ListenEvent):
    """The answer sounds finished: ask once whether there is more."""


@dataclass(frozen=True)
class QuestionAsked(ListenEvent):
    """The speaker put a question to the interviewer; the turn stays open. `text` is the end of what was said."""

    text: str


@dataclass(frozen=True)
class TurnEnded(ListenEvent):
    """The answer is over, and every word of it decoded.

    hold_s  silence that had passed when it was decided
    """

    closed_by: ClosedBy
    words: tuple[Word, ...]
    duration_s: float
    gaps: tuple[Gap, ...]
    hold_s: float


@dataclass(frozen=True)
class Trouble(ListenEvent):
    """Something that the user must know. Nothing is lost, and listening goes on, except after "disk_full"."""

    kind: TroubleKind
    message: str
    next_step: str

    @property
    def lasting(self) -> bool:
        """Whether it is so until another one says that it is over."""
        return self.kind in ("silent_microphone", "device_gone")


@dataclass(frozen=True)
class Tick(ListenEvent):
    """Another quarter of a second was recorded."""


@dataclass(frozen=True)
class Broken(ListenEvent):
    """Listening cannot go on (weights that are missing, a fault of the program). The recording so far is closed."""

    error: Exception
