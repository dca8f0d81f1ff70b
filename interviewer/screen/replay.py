"""Plays the turns of an interview again, with a position that can be moved; and the same as plain lines."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TextIO

from audio.frames import SAMPLE_RATE_HZ, Samples, to_samples, to_seconds
from audio.sound import Loudspeaker
from interviewer.model import Turn
from interviewer.report import phrases
from interviewer.report.transcript import Block, blocks

WORD_TAIL_S = 0.15  # a recogniser ends words early: their mark stays a little longer


@dataclass(frozen=True)
class Side:
    """One turn to be played: what was asked, its lines, and a function that reads its sound.

    until_s  where it ends, when that is before its end; from there nothing more is played
    """

    turn: Turn
    asked: str
    read: Callable[[], Samples]
    until_s: float | None = None

    @property
    def name(self) -> str:
        """ "Answer", "Follow-up 1"."""
        return phrases.turn_name(self.turn.number).capitalize()

    def samples(self) -> Samples:
        """(n_samples,) float32, mono, 16 kHz, up to `until_s`. Raises AudioFileError."""
        whole = self.read()
        return whole if self.until_s is None else whole[: to_samples(self.until_s)]

    def blocks(self) -> tuple[Block, ...]:
        """The turn's lines and the notes between them."""
        shown = blocks(self.turn)
        if self.until_s is None:
            return shown
        return tuple(block for block in shown if block.start_s is None or block.start_s < self.until_s)


def spoken_at(line: Block, at_s: float) -> int | None:
    """The index, in `line.tokens`, of the word that is heard at `at_s`; None in silence."""
    for index, token in enumerate(line.tokens):
        start_s, end_s = token.word.start_s, token.word.end_s
        if start_s is None or end_s is None or start_s > at_s:
            continue
        after = line.tokens[index + 1].word.start_s if index + 1 < len(line.tokens) else None
        last_s = end_s + WORD_TAIL_S if after is None else min(end_s + WORD_TAIL_S, max(after, end_s))
        if at_s <= last_s and (after is None or at_s < after):
            return index
    return None


class Player:
    """One side after the other through `loudspeaker`. All methods belong to one thread; the sound runs beside it.

    In: `now_s`, the sound backend's clock.
    """

    def __init__(
        self, sides: Sequence[Side], loudspeaker: Loudspeaker, now_s: Callable[[], float], at: int = 0
    ) -> None:
        self.sides = sides
        self.index = at
        self._loudspeaker = loudspeaker
        self._now_s = now_s
        self._samples: Samples = sides[at].samples()
        self._at_s = 0.0
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._started_s: float | None = None
        self._error: Exception | None = None

    @property
    def side(self) -> Side:
        """What is being played."""
        return self.sides[self.index]

    @property
    def length_s(self) -> float:
        """Seconds of the side."""
        return to_seconds(len(self._samples))

    @property
    def playing(self) -> bool:
        """Whether sound is coming out."""
        return self._thread is not None

    @property
    def position_s(self) -> float:
        """Seconds from the side's beginning."""
        if self._thread is None or self._started_s is None:
            return self._at_s
        return min(self.length_s, self._at_s + self._now_s() - self._started_s)

    def play(self) -> None:
        """Go on from the position; at the very end, from the beginning."""
        if self.playing:
            return
        if self._at_s >= self.length_s:
            self._at_s = 0.0
        self._stop = threading.Event()
        self._started_s = None
        piece = self._samples[to_samples(self._at_s) :]
        self._thread = threading.Thread(target=self._run, args=(piece, self._stop), name="replay", daemon=True)
        self._thread.start()

    def pause(self) -> None:
        """Stop where it is. Raises what went wrong with the loudspeaker."""
        if self._thread is None:
            return
        self._at_s = self.position_s
        self._stop.set()
        self._join()

    def toggle(self) -> None:
        """Pause, or go on."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def seek(self, to_s: float) -> None:
        """Move within the side, and go on playing if it played."""
        was_playing = self.playing
        self.pause()
        self._at_s = min(max(0.0, to_s), self.length_s)
        if was_playing and self._at_s < self.length_s:
            self.play()

    def turn(self, by: int) -> bool:
        """The side `by` further on, from its beginning; False, and no change, where there is none."""
        if not 0 <= self.index + by < len(self.sides):
            return False
        was_playing = self.playing
        self.pause()
        self.index += by
        self._samples = self.side.samples()
        self._at_s = 0.0
        if was_playing:
            self.play()
        return True

    def tick(self) -> None:
        """To be called often: moves on to the next side at the end of one. Raises what the loudspeaker raised."""
        if self._thread is None or self._thread.is_alive():
            return
        self._join()
        self._at_s = self.length_s
        if self.turn(1):
            self.play()

    def _join(self) -> None:
        assert self._thread is not None
        self._thread.join()
        self._thread = None
        self._started_s = None
        if self._error is not None:
            error, self._error = self._error, None
            raise error

    def _run(self, piece: Samples, stop: threading.Event) -> None:
        try:
            self._loudspeaker.play(piece, SAMPLE_RATE_HZ, started=self._begun, stop=stop)
        except Exception as error:  # raised again on the thread that plays: see `_join`
            self._error = error

    def _begun(self) -> None:
        self._started_s = self._now_s()


def play_lines(sides: Sequence[Side], loudspeaker: Loudspeaker, out: TextIO, from_s: float = 0.0) -> None:
    """Print each line of text and play it, one after the other; the first side from `from_s` on."""
    for number, side in enumerate(sides):
        _print(out, f"{side.name}.", *([f"Interviewer: {side.asked}"] if side.asked else []))
        samples = side.samples()
        begin_s = from_s if number == 0 else 0.0
        lines = [one for one in side.blocks() if one.start_s is not None]
        if not any(one.kind == "words" for one in lines):
            _print(out, "  (no words)")
        # A piece lasts to the beginning of the next one, so that no sound between them is left out.
        for position, line in enumerate(lines):
            last = position + 1 == len(lines)
            end_s = to_seconds(len(samples)) if last else lines[position + 1].start_s or 0.0
            if end_s <= begin_s:
                continue
            start_s = begin_s if position == 0 else max(begin_s, line.start_s or 0.0)
            _print(out, *_text(line))
            _play(loudspeaker, samples[to_samples(start_s) : to_samples(end_s)])
        if not lines:
            _play(loudspeaker, samples[to_samples(begin_s) :])


def _text(line: Block) -> list[str]:
    at = phrases.clock(line.start_s or 0.0)
    if line.kind == "words":
        return [f"  {at}  {' '.join(token.word.text for token in line.tokens)}"]
    if line.kind == "aside":
        return [f"  {at}  ({' '.join(f'{who}: {said}' for who, said in line.exchange)})"]
    return [f"  {at}  ({line.text})"]


def _play(loudspeaker: Loudspeaker, piece: Samples) -> None:
    if len(piece):
        loudspeaker.play(piece, SAMPLE_RATE_HZ, stop=threading.Event())


def _print(out: TextIO, *lines: str) -> None:
    for line in lines:
        print(line, file=out, flush=True)
