"""Answers read a second time: whenever live words are in time, and to their end when nobody else is waiting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import Failure
from interviewer.events import CaughtUp, Event, PhaseChanged
from interviewer.model import Interview, Turn

if TYPE_CHECKING:
    from audio.open_turn import Better
    from audio.reread import SecondReading, WindowReader
    from audio.words import Word

IN_TIME_S = 1.5  # words that come later than this after their segment: the recogniser has no time to spare
FRESH_S = 1.0  # a pause that was told longer ago may be over: nothing is read ahead then
MOST_S = 20.0  # waited for at the end: a candidate wants the verdict, not the last comma


class Rereading:
    """While an answer is given, a window whenever its live words are in time, and in a pause all that was said.

    The rest follows while the interviewer speaks. What was read in an answer that is still open, `revise` is told.

    A window takes seconds of the recogniser (1.3 to 1.6 for base on one core), which live words may have to wait for.

    In: `folder`, where the interview's sound is; `hotwords`, the likely words as one line; `patient`, begin only
    at the end, and wait for all of it. `hear` must get the session's events.
    """

    def __init__(self, folder: Path, recogniser: WindowReader, hotwords: str, patient: bool = False) -> None:
        self.revise: Callable[[int, Better], None] = lambda turn, better: None
        self._interview: Callable[[], Interview]
        self._folder = folder
        self._recogniser = recogniser
        self._hotwords = hotwords
        self._patient = patient
        self._readings: dict[int, SecondReading] = {}
        self._chance: CaughtUp | None = None
        self._chance_s = 0.0  # when it came
        self._free = False  # the interviewer speaks: nobody waits for the recogniser
        self._waited_for = False  # an answer is closed, and its follow-up needs the processor
        self._over = False
        self._until_s = float("inf")
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="rereading", daemon=True)

    def start(self, interview: Callable[[], Interview]) -> None:
        """Begin to wait for the first chance; `interview` gives it as it stands."""
        self._interview = interview
        self._thread.start()

    def hear(self, event: Event) -> None:
        """Take note of what the session does."""
        with self._wake:
            if isinstance(event, PhaseChanged):
                self._free = event.phase == "speaking"
                self._waited_for = event.phase == "thinking"
                self._chance = None if self._waited_for else self._chance
            elif isinstance(event, CaughtUp) and event.lag_s <= IN_TIME_S and not self._waited_for:
                self._chance, self._chance_s = event, time.monotonic()
            else:
                return
            self._wake.notify()

    def be_alone(self) -> None:
        """The interview is over: nobody else needs the recogniser."""
        with self._wake:
            self._over = True
            self._wake.notify()

    def so_far(self, interview: Interview) -> Interview:
        """`interview` with what was read better until now, as no revision. From any thread."""
        return replace(interview, turns=tuple(replace(turn, words=self._words(turn)) for turn in interview.turns))

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
        words = self._words(turn)
        return turn if words == turn.words else replace(turn, words=words, revision=turn.revision + 1)

    def _words(self, turn: Turn) -> tuple[Word, ...]:
        reading = self._readings.get(turn.number)
        return turn.words if reading is None or not turn.words else reading.better(turn.words)

    def _run(self) -> None:
        try:
            while True:
                with self._wake:
                    self._wake.wait_for(lambda: self._over or (not self._patient and (self._free or self._chance)))
                    over, chance, self._chance = self._over, self._chance, None
                    fresh = time.monotonic() - self._chance_s <= FRESH_S
                if over or self._free:
                    for turn in self._interview().turns:
                        if turn.words and (turn.closed_by is not None or over):
                            self._to_its_end(turn)
                    if over:
                        return
                    with self._wake:
                        self._wake.wait_for(lambda: self._over or not self._free)
                elif chance is not None:
                    self._step(chance.turn, chance.words, silent=chance.silent and fresh)
        except Failure:
            return  # weights or sound that are gone: the words stay as they were heard

    def _to_its_end(self, turn: Turn) -> None:
        while (self._free or self._over) and time.monotonic() < self._until_s:
            if not self._step(turn.number, turn.words, ended=True):
                return

    def _step(self, number: int, words: Sequence[Word], silent: bool = False, ended: bool = False) -> bool:
        """One window of that turn; False where there is none, or no sound."""
        from audio.reread import SecondReading
        from audio.spool import stretch
        from interviewer.store import turn_audio

        path = self._folder / turn_audio(number)
        if not path.is_file():
            return False
        if number not in self._readings:
            self._readings[number] = SecondReading(partial(stretch, path), self._recogniser, self._hotwords)
        reading = self._readings[number]
        if not reading.step(words, silent, ended):
            return False
        self.revise(number, reading.better)
        return True
