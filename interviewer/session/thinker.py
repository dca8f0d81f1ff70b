"""Chooses the next probe in the background, so that it is ready when the answer ends."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from audio.words import Word
from interviewer.dialogue.wish import Wish
from interviewer.model import Interview, Probe


@dataclass(frozen=True)
class Thought:
    """The probe that follows on exactly these words of the running answer; None: nothing more to ask."""

    heard: tuple[str, ...]
    probe: Probe | None
    notices: tuple[str, ...] = ()


def texts(words: tuple[Word, ...]) -> tuple[str, ...]:
    """What was heard, as the key of a thought."""
    return tuple(word.text for word in words)


Think = Callable[[Interview, float, int, Wish], tuple["Probe | None", tuple[str, ...]]]
"""(the interview so far, seconds left, probes left, the wish) -> the probe and the lines that the user must see."""


READ_WORDS = 60
"""Some 25 s of speech, read in a tenth of a second; a thought that comes meanwhile waits so long."""


class Thinker:
    """One thought at a time; a newer wish cancels the older. `tell` gets the Thought unless it was cancelled.

    In: `think`; `prepare`, called with the probe's text when it is chosen (synthesises its speech ahead of time);
    `now_s`, the clock by which somebody waits for a thought; `read`, called with the interview while an answer grows,
    so that little is left to be read at its end; `draft`, called with the beginning of what a mind is still writing.
    """

    def __init__(
        self,
        think: Think,
        prepare: Callable[[str], object],
        tell: Callable[[object], None],
        now_s: Callable[[], float] = time.monotonic,
        read: Callable[[Interview], object] = lambda interview: None,
        draft: Callable[[str], object] = lambda begun: None,
    ) -> None:
        self._think = think
        self._read = read
        self._n_read = 0
        self._latest: Interview | None = None  # with the words so far
        self._prepare = prepare
        self._tell = tell
        self._now_s = now_s
        self._draft = draft
        self._wish = Wish(now_s)
        self._heard: tuple[str, ...] | None = None  # what is being thought about
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="thinker")

    def wish(
        self,
        interview: Interview,
        heard: tuple[str, ...],
        left_s: float,
        probes_left: int,
        waiting_since_s: float | None = None,
    ) -> None:
        """Start to think about what follows on `heard`; the last turn of `interview` holds those words.

        Where just that is being thought already, it goes on: an answer that ends in its hold is thought about once.
        `waiting_since_s`: when the answer was over; None: it may still go on.
        """
        if heard != self._heard or self._wish.withdrawn:
            self.forget()
            self._heard = heard
            self._wish = Wish(self._now_s, self._draft)
            self._pool.submit(self._work, interview, heard, left_s, probes_left, self._wish)
        if waiting_since_s is not None:
            self._wish.expect(waiting_since_s)

    def read(self, interview: Interview, words: Sequence[Word]) -> None:
        """Read the answer, of which these are all `words` so far, where it grew by READ_WORDS. Asks for no thought.

        What goes wrong in it is not told here: the thought meets the same, and tells it.
        """
        self._latest = interview
        if not 0 <= len(words) - self._n_read < READ_WORDS:
            self._n_read = len(words)
            self._pool.submit(self._read, interview)

    def catch_up(self) -> None:
        """The answer is over and its last words are being decoded: read all that came before them meanwhile."""
        if self._latest is not None:
            self._pool.submit(self._read, self._latest)
            self._latest = None

    def forget(self) -> None:
        """Throw away what is being thought."""
        self._wish.withdraw()

    def close(self) -> None:
        """Cancel and end the thread."""
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, interview: Interview, heard: tuple[str, ...], left_s: float, probes_left: int, wish: Wish) -> None:
        if wish.withdrawn:
            return
        try:
            with _garbage_left():
                probe, notices = self._think(interview, left_s, probes_left, wish)
            if probe is not None and not wish.withdrawn:
                self._prepare(probe.spoken)
        except Exception as error:
            self._tell(error)
            return
        finally:
            if self._wish is wish:
                self._heard = None
        if not wish.withdrawn:
            self._tell(Thought(heard, probe, notices))


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Somebody waits: to look through all that a long answer left in memory takes a tenth of a second."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
