"""Doubtful passages of finished answers, read again in the background while nobody needs the recogniser."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import Failure
from interviewer.events import Event, PhaseChanged
from interviewer.model import Interview, Turn

if TYPE_CHECKING:
    from audio.whisper import RecogniserLike
    from audio.words import Word

MOST_S = 20.0  # waited for at the end: a candidate wants the verdict, not the last comma


class Rereading:
    """Reads while the interviewer speaks, and after the interview; never while an answer is heard.

    In: `folder`, where the interview's sound is; `patient`, begin only at the end, and wait for all of it.
    `hear` must get the session's events. A turn that was changed since it was read keeps its words.
    """

    def __init__(self, folder: Path, recogniser: RecogniserLike, hotwords: str, patient: bool = False) -> None:
        self._interview: Callable[[], Interview]
        self._folder = folder
        self._recogniser = recogniser
        self._hotwords = hotwords
        self._patient = patient
        self._may_read = threading.Event()
        self._over = threading.Event()
        self._read: dict[tuple[Word, ...], tuple[Word, ...]] = {}
        self._until_s = float("inf")
        self._thread = threading.Thread(target=self._run, name="rereading", daemon=True)

    def start(self, interview: Callable[[], Interview]) -> None:
        """Begin to wait for the first chance; `interview` gives it as it stands."""
        self._interview = interview
        self._thread.start()

    def hear(self, event: Event) -> None:
        """Take note of what the session does."""
        if isinstance(event, PhaseChanged) and not self._over.is_set():
            if event.phase == "speaking" and not self._patient:
                self._may_read.set()
            else:
                self._may_read.clear()

    def be_alone(self) -> None:
        """The interview is over: nobody else needs the recogniser."""
        self._over.set()
        self._may_read.set()

    def finish(self, interview: Interview) -> Interview:
        """`interview` with what was read better; waits for the rest, MOST_S at most.

        Words that changed are a revision.
        """
        self._until_s = float("inf") if self._patient else time.monotonic() + MOST_S
        self.be_alone()
        self._thread.join()
        return replace(interview, turns=tuple(self._better(turn) for turn in interview.turns))

    def stop(self) -> None:
        """End without a result."""
        self._until_s = 0.0
        self.be_alone()

    def _better(self, turn: Turn) -> Turn:
        words = self._read.get(turn.words, turn.words)
        return turn if words == turn.words else replace(turn, words=words, revision=turn.revision + 1)

    def _run(self) -> None:
        try:
            while True:
                self._may_read.wait()
                over = self._over.is_set()
                for turn in self._interview().turns:
                    if turn.words and turn.words not in self._read and (turn.closed_by is not None or over):
                        self._turn(turn)
                if over:
                    return
                self._over.wait(0.2)
        except Failure:
            return  # weights or sound that are gone: the words stay as they were heard

    def _turn(self, turn: Turn) -> None:
        from audio.reread import reread
        from audio.spool import stretch

        path = self._folder / (turn.audio or "")
        if not turn.audio or not path.is_file():
            return

        def go_on() -> bool:
            self._may_read.wait()
            return time.monotonic() < self._until_s

        self._read[turn.words] = reread(
            turn.words, turn.duration_s or 0.0, partial(stretch, path), self._recogniser, self._hotwords, go_on
        )
