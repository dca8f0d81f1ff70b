"""An interview played again on a full terminal screen, its words marked as they are heard."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult, ScreenStackError
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.css.query import NoMatches
from textual.widgets import Footer, Static

from interviewer.errors import Failure
from interviewer.report import phrases
from interviewer.report.transcript import Block
from interviewer.screen.quiet import stderr_aside
from interviewer.screen.replay import Player, spoken_at

POLL_S = 0.05
SEEK_S = 5.0
MARK = "bold black on #ffd75f"


class ReplayApp(App[None]):
    """Plays `player` from where it stands. `run` raises what the loudspeaker raised."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012 - as declared
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "Pause", key_display="Space", priority=True),
        Binding("left", "seek(-1)", "5 s", key_display="←", priority=True),
        Binding("right", "seek(1)", "5 s", key_display="→", priority=True),
        Binding("p", "turn(-1)", "Prev", key_display="P"),
        Binding("n", "turn(1)", "Next", key_display="N"),
        Binding("q", "quit", "Close", key_display="Q"),
        Binding("escape,ctrl+c", "quit", "Close", show=False, priority=True),
    ]

    def __init__(self, player: Player, title: str) -> None:
        super().__init__()
        self.title = title
        self._player = player
        self.failure: Failure | None = None
        self._shown = -1
        self._lines: list[tuple[Block, Static]] = []
        self._marked: tuple[int, int] | None = None

    def run(self, *arguments: Any, **options: Any) -> None:
        """Run to the end. Raises Failure."""
        with stderr_aside():
            super().run(*arguments, **options)
        if self.failure is not None:
            raise self.failure

    def compose(self) -> ComposeResult:
        """Which turn, where in it, what was asked, its words, the keys."""
        with Horizontal(id="top"):
            yield Static("", id="light", markup=False)
            yield Static("", id="clock", markup=False)
        yield Static("", id="question", markup=False)
        yield VerticalScroll(id="talk")
        yield Footer(show_command_palette=False)

    async def on_mount(self) -> None:
        """Begin to play."""
        await self._refresh()
        self._player.play()
        self.set_interval(POLL_S, self._tick)

    def on_unmount(self) -> None:
        """Silence."""
        self._guarded(self._player.pause)

    async def _tick(self) -> None:
        # The last tick may come while the screen is being taken down.
        with contextlib.suppress(NoMatches, ScreenStackError):
            await self._refresh()

    async def _refresh(self) -> None:
        self._guarded(self._player.tick)
        player = self._player
        if player.index != self._shown:
            await self._lay_out()
        state = "▶ Playing" if player.playing else "❚❚ Paused"
        of = f" ({player.index + 1} of {len(player.sides)})" if len(player.sides) > 1 else ""
        self.query_one("#light", Static).update(f"{state}: {player.side.name}{of}")
        self.query_one("#clock", Static).update(
            f"{phrases.clock(player.position_s)} of {phrases.clock(player.length_s)}"
        )
        self._mark(player.position_s)

    async def _lay_out(self) -> None:
        side = self._player.side
        self._shown, self._marked, self._lines = self._player.index, None, []
        self.query_one("#question", Static).update(side.asked)
        talk = self.query_one("#talk", VerticalScroll)
        await talk.remove_children()
        for block in side.blocks():
            line = Static(_text(block), classes="answer" if block.kind == "words" else "note", markup=False)
            self._lines.append((block, line))
        await talk.mount(*(line for _, line in self._lines))
        talk.scroll_home(animate=False)

    def _mark(self, at_s: float) -> None:
        marked = None
        for number, (block, _) in enumerate(self._lines):
            word = spoken_at(block, at_s) if block.kind == "words" else None
            if word is not None:
                marked = (number, word)
        if marked == self._marked:
            return
        if self._marked is not None:
            block, line = self._lines[self._marked[0]]
            line.update(_text(block))
        if marked is not None:
            block, line = self._lines[marked[0]]
            line.update(_text(block, marked[1]))
            if self._marked is None or self._marked[0] != marked[0]:
                self.query_one("#talk", VerticalScroll).scroll_to_widget(line, animate=False)
        self._marked = marked

    def _guarded(self, act: Any, *arguments: Any) -> None:
        """Do it; a failure of the loudspeaker or of a file closes the screen and is told after it."""
        try:
            act(*arguments)
        except Failure as failure:
            self.failure = failure
            self.exit()

    def action_pause(self) -> None:
        """Pause, or go on."""
        self._guarded(self._player.toggle)

    def action_seek(self, direction: int) -> None:
        """Five seconds back or on."""
        self._guarded(self._player.seek, self._player.position_s + direction * SEEK_S)

    def action_turn(self, by: int) -> None:
        """The turn before or after."""
        self._guarded(self._player.turn, by)


def _text(block: Block, marked: int | None = None) -> Text:
    if block.kind != "words":
        aside = "\n".join(f"{who}: {said}" for who, said in block.exchange)
        return Text(aside if block.kind == "aside" else f"({block.text})")
    text = Text()
    for number, token in enumerate(block.tokens):
        if number:
            text.append(" ")
        text.append(token.word.text, MARK if number == marked else "")
    return text
