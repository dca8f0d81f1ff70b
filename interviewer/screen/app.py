"""The interview on a full terminal screen. It only shows events and passes keys on."""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult, ScreenStackError
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.css.query import NoMatches
from textual.timer import Timer
from textual.widgets import Footer, Static

from interviewer.events import (
    AskRating,
    Assessed,
    CaughtUp,
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
from interviewer.screen.quiet import stderr_aside

POLL_S = 0.05  # the recording light may be this late: under what an eye calls late
NOTICE_S = 60.0  # long enough for somebody who looks away while speaking; the report has it too
PINNED = ("question", "probe")  # what stays in sight while it is answered


class PracticeApp(App[None]):
    """Shows `events` until None comes; `press` and `rate` may be called at any moment.

    heard_only  the interviewer's questions are not written
    printed     the assessment as lines, so many columns wide
    """

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "press('end')", "End", key_display="Space", priority=True),
        Binding("enter", "press('end')", "End", show=False, priority=True),
        Binding("h", "press('hold')", "Hold", key_display="H"),
        Binding("u", "press('undo')", "Undo", key_display="U"),
        Binding("1", "rate(1)", "Rate it", key_display="1-5"),
        *(Binding(str(value), f"rate({value})", show=False) for value in (2, 3, 4, 5)),
        Binding("s", "skip", "Skip", key_display="S"),
        Binding("q", "stop", "Stop", key_display="Q"),
        Binding("ctrl+c", "stop", "Stop", show=False, priority=True),
        Binding("escape", "close", "Close", key_display="Q"),
        Binding("q", "close", show=False),
    ]

    def __init__(
        self,
        events: queue.Queue[Event | None],
        press: Callable[[Key], None],
        rate: Callable[[int | None], None],
        *,
        title: str = "",
        heard_only: bool = False,
        printed: Callable[[Assessed, int], list[str]] = wording.assessment,
    ) -> None:
        super().__init__()
        self.title = title
        self.closing: list[str] = []
        self._session_events = events
        self._press = press
        self._rate = rate
        self._heard_only = heard_only
        self._printed = printed
        self._asking = False
        self._over = False
        self._stopping = False
        self._fading: Timer | None = None
        self._phase: Phase = "preparing"
        self._answer: tuple[int, Static, list[str]] | None = None

    def run(self, *arguments: Any, **options: Any) -> None:
        """Run to the end, then leave the assessment in the terminal's own scroll-back."""
        with stderr_aside():
            super().run(*arguments, **options)
        for line in self.closing:
            print(line)

    def compose(self) -> ComposeResult:
        """Light and clock, the question, the conversation, a line for notices, the keys."""
        with Horizontal(id="top"):
            yield Static(f"○ {wording.PHASES['preparing']}", id="light", markup=False)
            yield Static("", id="clock", markup=False)
        yield Static(self.title, id="question", markup=False)
        yield VerticalScroll(id="talk")
        yield Static("", id="notice", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin to look for events."""
        self.set_interval(POLL_S, self._tick)

    def _tick(self) -> None:
        # The last tick may come while the screen is being taken down.
        with contextlib.suppress(NoMatches, ScreenStackError):
            self._take()

    def _take(self) -> None:
        while not self._over:
            try:
                event = self._session_events.get_nowait()
            except queue.Empty:
                return
            if event is None:
                self._end()
                return
            self._show(event)

    def _end(self) -> None:
        self._over = True
        if not self.closing:
            self.exit()
        self.refresh_bindings()

    def _show(self, event: Event) -> None:
        match event:
            case PhaseChanged(phase=phase):
                self._set_phase(phase)
            case Said(text=text, kind="reopened"):
                self._go_on(text)
            case Said(text=text, kind=kind):
                self._say(text, kind)
            case Committed(turn=turn, text=text):
                self._write(turn, text)
            case CaughtUp(turn=turn, words=words, silent=True):
                self._write(turn, " ".join(word.text for word in words), anew=True)
            case Clock(elapsed_s=elapsed_s, box_s=box_s):
                self.query_one("#clock", Static).update(wording.time_left(elapsed_s, box_s))
            case Notice(text=text, lasting=lasting):
                self._notice(text, lasting)
            case AskRating():
                self._asking = True
                self.query_one("#light", Static).update(f"○ {wording.OVER}")
                self.query_one("#question", Static).update(wording.ASK_RATING)
                self.refresh_bindings()
            case Assessed():
                self._assessed(event)

    def _set_phase(self, phase: Phase) -> None:
        self._phase = phase
        light = self.query_one("#light", Static)
        light.set_class(phase == "listening", "recording")
        light.update(f"● {wording.PHASES[phase]}" if phase == "listening" else f"○ {wording.PHASES[phase]}")
        self.refresh_bindings()

    def _say(self, text: str, kind: str) -> None:
        hidden = self._heard_only and kind in PINNED
        shown = wording.HEARD_ONLY if hidden else text
        if kind in PINNED:
            self.query_one("#question", Static).update(shown)
            for line in self.query(".pinned"):
                line.remove_class("pinned")
        if hidden:
            return
        self._add(Static(text, classes="interviewer pinned" if kind in PINNED else "interviewer", markup=False))

    def _go_on(self, text: str) -> None:
        """Pin the question whose answer was reopened; a later one, not answered yet, is withdrawn."""
        self.query_one("#question", Static).update(wording.going_on(text, self._heard_only))
        for line in self.query(".pinned").results(Static):
            if str(line.content) != text:
                line.remove()
        for line in self.query(".interviewer").results(Static):
            line.set_class(str(line.content) == text, "pinned")

    def _write(self, turn: int, text: str, anew: bool = False) -> None:
        """Words of an answer; `anew`: all of them, as they stand now."""
        if self._answer is None or self._answer[0] != turn:
            line = Static("", classes="answer", markup=False)
            self._answer = (turn, line, [])
            self._add(line)
        _, line, said = self._answer
        if anew:
            said.clear()
        said.append(text)
        line.update(Text(" ".join(said)))
        self._follow()

    def _add(self, line: Static) -> None:
        self.query_one("#talk", VerticalScroll).mount(line)
        self._follow()

    def _follow(self) -> None:
        self.call_after_refresh(self.query_one("#talk", VerticalScroll).scroll_end, animate=False)

    def _notice(self, text: str, lasting: bool = False) -> None:
        self.query_one("#notice", Static).update(f"! {text}" if text else "")
        if self._fading is not None:
            self._fading.stop()
        self._fading = None if lasting or not text else self.set_timer(NOTICE_S, lambda: self._notice(""))

    def _assessed(self, event: Assessed) -> None:
        self.closing = self._printed(event, self.size.width - 4)
        self.query_one("#question", Static).update("Your assessment")
        self._notice("")
        talk = self.query_one("#talk", VerticalScroll)
        talk.remove_children()
        talk.mount(Static(Text("\n".join(self.closing)), classes="assessment", markup=False))
        talk.focus()
        self.call_after_refresh(talk.scroll_home, animate=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now, and so which ones the foot shows."""
        read = bool(self.closing)
        if action in ("rate", "skip"):
            return self._asking
        if action == "close":
            return read
        if action == "stop":
            return not read
        if action == "press":
            if read or self._asking or self._phase in ("assessing", "done"):
                return False
            return self._phase in ("listening", "speaking") if parameters == ("end",) else True
        return True

    def action_press(self, key: Key) -> None:
        """A key of the session."""
        self._press(key)

    def action_stop(self) -> None:
        """Stop the interview; a second time leave at once, the session keeps what it has."""
        if self._stopping or self.closing:
            self.exit()
            return
        self._stopping = True
        if self._asking:
            self.action_skip()
        self._press("stop")
        self._notice("Stopping; everything is kept.")

    def action_rate(self, value: int) -> None:
        """The candidate's own rating."""
        self._rated(value)

    def action_skip(self) -> None:
        """No own rating."""
        self._rated(None)

    def _rated(self, value: int | None) -> None:
        self._asking = False
        self._rate(value)
        self.query_one("#question", Static).update("Thank you." if value is not None else "Not rated.")
        self.refresh_bindings()

    def action_close(self) -> None:
        """Leave after the assessment was read."""
        self.exit()
