"""The interview as lines: for pipes, screen readers and terminals that cannot do more."""

from __future__ import annotations

import queue
import shutil
import sys
import threading
from collections.abc import Callable
from functools import cache
from typing import TextIO

from interviewer.events import (
    AskRating,
    Assessed,
    Clock,
    Committed,
    Event,
    Key,
    Notice,
    Phase,
    PhaseChanged,
    Said,
)
from interviewer.screen import wording

KEYS: dict[str, Key] = {"": "end", "h": "hold", "u": "undo", "q": "stop"}
HELP = "Enter ends your answer; h and Enter holds the clock, u reopens the last answer, q stops and keeps everything."
POLL_S = 0.05  # how often a typed line is looked for between two events
LEFT_S = (300.0, 60.0)  # the remaining time is told when it falls to these

TOLD: dict[Phase, str] = {
    "listening": "Recording. Speak now.",
    "held": "On hold: the clock stands; it still records. Type h to go on.",
    "thinking": "Your answer is closed.",
    "paused": "Paused: the microphone is gone.",
    "assessing": "Reading your answers ...",
}


@cache
def typed(source: TextIO) -> queue.Queue[str | None]:
    """The lines of `source` as they come, then None. One reader for each source, however many screens follow."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in source:
            lines.put(line.strip())
        lines.put(None)

    threading.Thread(target=read, name="typed", daemon=True).start()
    return lines


class PlainScreen:
    """Prints `events` to `out` until None comes; what is typed goes to `press`, and the own rating to `rate`."""

    def __init__(
        self,
        events: queue.Queue[Event | None],
        press: Callable[[Key], None],
        rate: Callable[[int | None], None],
        *,
        heard_only: bool = False,
        out: TextIO | None = None,
        source: TextIO | None = None,
        printed: Callable[[Assessed, int], list[str]] = wording.assessment,
    ) -> None:
        self._events = events
        self._press = press
        self._rate = rate
        self._heard_only = heard_only
        self._out = out or sys.stdout
        self._typed = typed(source or sys.stdin)
        self._printed = printed
        self._asking = False
        self._left_s: float | None = None
        self._phase: Phase | None = None

    def run(self) -> None:
        """Until the interview is over. Ctrl-C stops it, a second one leaves at once."""
        self._print(HELP)
        stopped = False
        while True:
            try:
                self._read_typed()
                event = self._events.get(timeout=POLL_S)
            except queue.Empty:
                continue
            except KeyboardInterrupt:
                if stopped:
                    raise
                stopped = True
                if self._asking:
                    self._answer("")
                self._press("stop")
                continue
            if event is None:
                return
            self._show(event)

    def _read_typed(self) -> None:
        while True:
            try:
                line = self._typed.get_nowait()
            except queue.Empty:
                return
            if line is None:  # nobody can type any more: so for every later look, and no rating will come
                self._typed.put(None)
                if self._asking:
                    self._answer("")
                return
            if self._asking:
                self._answer(line)
            elif line.lower() in KEYS:
                self._press(KEYS[line.lower()])
            else:
                self._print(HELP)

    def _answer(self, line: str) -> None:
        """Take the own rating; an empty line skips it, anything else is asked again."""
        value = wording.rating(line)
        if value is None and line:
            self._print("A number from 1 to 5, or Enter to skip.")
            return
        self._asking = False
        self._rate(value)

    def _show(self, event: Event) -> None:
        match event:
            case PhaseChanged(phase=phase):
                if phase in TOLD and phase != self._phase:
                    self._print(TOLD[phase])
                self._phase = phase
            case Said(text=text, kind="reopened"):
                self._print(wording.going_on(text, self._heard_only))
            case Said(text=text, kind=kind):
                if self._heard_only and kind in ("question", "probe"):
                    self._print(f"Interviewer: {wording.HEARD_ONLY}" if kind == "question" else "Interviewer: ...")
                else:
                    self._print(f"Interviewer: {text}")
            case Committed(text=text):
                self._print(f"  {text}")
            case Clock(elapsed_s=elapsed_s, box_s=box_s):
                self._tell_time(elapsed_s, box_s)
            case Notice(text=text):
                self._print(f"Note: {text}")
            case AskRating():
                self._asking = True
                self._print(f"{wording.ASK_RATING} Enter skips.")
            case Assessed():
                if lines := self._printed(event, shutil.get_terminal_size((100, 24)).columns):
                    self._print("", *lines)

    def _tell_time(self, elapsed_s: float, box_s: float) -> None:
        left_s, before_s = box_s - elapsed_s, self._left_s
        self._left_s = left_s
        if before_s is not None and any(left_s <= mark < before_s for mark in LEFT_S):
            self._print(f"Time: {wording.time_left(elapsed_s, box_s)}.")

    def _print(self, *lines: str) -> None:
        for line in lines:
            print(line, file=self._out, flush=True)
