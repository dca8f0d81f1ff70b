"""What the session tells a screen, and what a screen tells the session. The session knows nothing of screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from audio.words import Word
from interviewer.model import Assessment

Phase = Literal["preparing", "speaking", "listening", "held", "thinking", "paused", "assessing", "done"]
Key = Literal["end", "hold", "undo", "stop"]
"""end: Space or Enter (while the interviewer speaks: stop speaking and open the microphone); hold: pause the clock;
undo: reopen the answer just closed; stop: end the interview, keeping everything."""


@dataclass(frozen=True)
class PhaseChanged:
    """What is going on now; the recording light is on exactly in "listening"."""

    phase: Phase


@dataclass(frozen=True)
class Said:
    """The interviewer says this. `kind`: question, probe, reply, prompt or close; `probe_kind` where it is a probe.

    The kind "reopened" is not spoken: the answer to this question or probe is being carried on.
    """

    text: str
    kind: str
    probe_kind: str = ""


@dataclass(frozen=True)
class Committed:
    """Words of the running answer as they are first heard; `turn` starts at 0."""

    turn: int
    text: str


@dataclass(frozen=True)
class CaughtUp:
    """The open turn's `words` so far, which came `lag_s` after the last of them was spoken.

    `silent`: in a pause; what was read better by then stands in them.
    """

    turn: int
    words: tuple[Word, ...]
    lag_s: float = 0.0
    silent: bool = False


@dataclass(frozen=True)
class Clock:
    """Seconds used of the time box."""

    elapsed_s: float
    box_s: float


@dataclass(frozen=True)
class Notice:
    """Something that the user must know: the microphone is quiet, the LLM failed and the rules carry on ...

    `lasting`: true until another notice says that it is over.
    """

    text: str
    lasting: bool = False


@dataclass(frozen=True)
class AskRating:
    """The interview is over: the screen asks for the candidate's own rating 1..5 (or none) before it shows ours."""


@dataclass(frozen=True)
class Assessed:
    """The assessment is ready; the folder holds the report."""

    assessment: Assessment
    folder: str


Event = PhaseChanged | Said | Committed | CaughtUp | Clock | Notice | AskRating | Assessed
