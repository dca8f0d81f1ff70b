"""Chooses the next probe in the background, so that it is ready when the answer ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from audio.words import Word
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


Think = Callable[[Interview, float, int, threading.Event], tuple["Probe | None", tuple[str, ...]]]
"""(the interview so far, seconds left, probes left, cancel) -> the probe and the lines that the user must see."""


class Thinker:
    """One thought at a time; a newer wish cancels the older. `tell` gets the Thought unless it was cancelled.

    In: `think`; `prepare`, called with the probe's text when it is chosen (synthesises its speech ahead of time).
    """

    def __init__(self, think: Think, prepare: Callable[[str], object], tell: Callable[[object], None]) -> None:
        self._think = think
        self._prepare = prepare
        self._tell = tell
        self._cancel = threading.Event()
        self._heard: tuple[str, ...] | None = None  # what is being thought about
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="thinker")

    def wish(self, interview: Interview, heard: tuple[str, ...], left_s: float, probes_left: int) -> None:
        """Start to think about what follows on `heard`; the last turn of `interview` holds those words.

        Where just that is being thought already, it goes on: an answer that ends in its hold is thought about once.
        """
        if heard == self._heard and not self._cancel.is_set():
            return
        self.forget()
        self._heard = heard
        self._cancel = threading.Event()
        self._pool.submit(self._work, interview, heard, left_s, probes_left, self._cancel)

    def forget(self) -> None:
        """Throw away what is being thought."""
        self._cancel.set()

    def close(self) -> None:
        """Cancel and end the thread."""
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(
        self, interview: Interview, heard: tuple[str, ...], left_s: float, probes_left: int, cancel: threading.Event
    ) -> None:
        if cancel.is_set():
            return
        try:
            probe, notices = self._think(interview, left_s, probes_left, cancel)
            if probe is not None and not cancel.is_set():
                self._prepare(probe.spoken)
        except Exception as error:
            self._tell(error)
            return
        finally:
            if self._cancel is cancel:
                self._heard = None
        if not cancel.is_set():
            self._tell(Thought(heard, probe, notices))
