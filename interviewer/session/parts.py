"""What a session is made of: its plan, its lines, and what it needs of a listener."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from audio.words import Word
from interviewer.events import Key
from interviewer.model import ClosedBy, Interview


class ListenerLike(Protocol):
    """What of `audio.listener.Listener` the session needs."""

    def start(self) -> None:
        """Open the microphone."""

    def open_turn(
        self,
        turn: int,
        spool_path: Path,
        *,
        hotwords: str = "",
        resume_words: tuple[Word, ...] = (),
        resume: bool = False,
        time_left_s: float | None = None,
    ) -> None:
        """Listen to an answer; with `resume` go on in its file."""

    def close_turn(self, closed_by: ClosedBy = "key") -> None:
        """End the answer; TurnEnded follows when its tail is decoded."""

    def mute(self) -> None:
        """The recogniser is deaf."""

    def unmute(self) -> None:
        """The recogniser hears again."""

    def hold(self, on: bool) -> None:
        """Silence does not count while on."""

    def stop(self) -> None:
        """Close the microphone and end the threads."""


@dataclass(frozen=True)
class Lines:
    """What the interviewer says besides questions and probes, as functions of the moment."""

    anything_to_add: Callable[[int], str]
    close: Callable[[Interview], str]
    reply: Callable[[str, Interview], str]
    nothing_heard: str


@dataclass(frozen=True)
class Plan:
    """What this interview is to be.

    question_text   what is spoken first
    probes          how many follow-ups at most
    hotwords        vocabulary for the recogniser
    interrupt_at    share of the box after which a monologue is interrupted at the end of a sentence; None: never
    cut_in_at       share after which it is at any pause
    """

    question_text: str
    probes: int
    hotwords: str
    interrupt_at: float | None = 0.6
    cut_in_at: float = 0.7

    def comes_in(self, elapsed_s: float, box_s: float, finished: bool) -> bool:
        """Whether a monologue is interrupted at a pause so far into the box; `finished`: no sentence is open."""
        if self.interrupt_at is None:
            return False
        return elapsed_s > (self.interrupt_at if finished else self.cut_in_at) * box_s


@dataclass(frozen=True)
class Pressed:
    """A key of the user's."""

    key: Key
