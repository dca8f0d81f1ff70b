"""Memory over a 60-minute answer: resident size every five minutes of sound, beside what the sound itself takes up.

    python -m benchmarks.hour [--minutes 60] [--whisper base]

A spoken answer is repeated for the whole time, through the real listener and the real weights, as fast as they go. The
second reading follows behind; whenever sixty more words have come the answer so far is read and a follow-up is chosen
for it, as in an interview.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audio.filefed import FileFed
from audio.frames import SAMPLE_RATE_HZ, Frame, Samples, to_samples
from audio.reread import SecondReading
from benchmarks.hearing import hear, sample_sentences, spoken
from interviewer import nlp
from interviewer.model import Interview, Turn
from interviewer.session.thinker import READ_WORDS

if TYPE_CHECKING:
    from audio.whisper import Recogniser
    from audio.words import Word

EVERY_S = 300.0
MEGABYTE = 1e6


class Endless(FileFed):
    """The same answer over and over, for `seconds`; notes the resident size on the way."""

    def __init__(self, answer: Samples, seconds: float) -> None:
        super().__init__([])
        self.sizes: list[tuple[float, float]] = []
        self._answer_again = answer
        self._left = round(seconds / (len(answer) / SAMPLE_RATE_HZ))
        self._next_s = 0.0

    def frames(self) -> Iterator[Frame]:
        """The frames, with a fresh round of the answer whenever one is over."""
        for frame in super().frames():
            turn = self._turn
            if turn is not None and not len(self._rest[turn]) and self._left > 0:
                self._left -= 1
                self._rest[turn] = self._answer_again
            if self.now_s() >= self._next_s:
                self._next_s += EVERY_S
                self.sizes.append((self.now_s(), resident()))
                print(f"{self.now_s() / 60:5.0f} min {self.sizes[-1][1] / MEGABYTE:6.0f} MB", flush=True)
            yield frame

    def stretch(self, start_s: float, end_s: float) -> Samples:
        """The sound between two moments of the answer."""
        first, last = to_samples(start_s), to_samples(end_s)
        return np.take(self._answer_again, range(first, last), mode="wrap")


class Behind(SecondReading):
    """The second reading, and `read` with the interview so far whenever READ_WORDS more have come."""

    def __init__(
        self,
        read: Callable[[Interview], object],
        interview: Interview,
        sound: Endless,
        recogniser: Recogniser,
        hotwords: str,
    ) -> None:
        super().__init__(sound.stretch, recogniser, hotwords)
        self._read = read
        self._interview = interview
        self._n_read = 0

    def step(self, heard: Sequence[Word], silent: bool = False, ended: bool = False) -> bool:
        """One window, as the second reading does it."""
        if len(heard) >= self._n_read + READ_WORDS:
            self._n_read = len(heard)
            self._read(replace(self._interview, turns=(Turn(0, words=tuple(heard)),)))
        return super().step(heard, silent, ended)


def resident() -> float:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * float(os.sysconf("SC_PAGE_SIZE"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--whisper", default="base")
    arguments = parser.parse_args()
    from audio.speech import best_voice
    from interviewer.cli import thinking, wiring
    from interviewer.cli.options import Whisper

    with tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as home:
        os.environ["INTERVIEWER_HOME"] = home
        desk = wiring.Desk.from_options(whisper=Whisper(arguments.whisper))
        question = desk.pack.question("q01")
        recogniser = desk.recogniser()
        recogniser.load()
        nlp.load()("Warm.")
        with best_voice("pyttsx3") as voice:
            answer = spoken(voice, "", sample_sentences(desk), 120.0).samples
        sound = Endless(answer, arguments.minutes * 60.0)
        hotwords = desk.hotwords(question)
        read = thinking.make_read(desk, question, lambda interview: interview)
        interview = Interview("hour", desk.pack.id, question.id, "demo", 3600.0, "")
        told = hear(sound, recogniser, hotwords, second=Behind(read, interview, sound, recogniser, hotwords))
    last = resident()
    warm = next((size for at_s, size in sound.sizes if at_s >= 2 * EVERY_S), sound.sizes[-1][1])
    whole = arguments.minutes * 60.0 * SAMPLE_RATE_HZ * 4
    print(f"\n{len(told.ended().words)} words in {told.ended().duration_s / 60:.0f} min")
    print(f"at the end {last / MEGABYTE:.0f} MB; since minute 10 {(last - warm) / MEGABYTE:+.0f} MB;")
    print(f"keeping the sound in memory alone would add {whole / MEGABYTE:.0f} MB")


if __name__ == "__main__":
    main()
