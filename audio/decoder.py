"""The thread that owns the recogniser: segments in, words out, in order."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from audio.frames import SAMPLE_RATE_HZ, Segment
from audio.segmenter import merge
from audio.whisper import RecogniserLike
from audio.words import Word

_MERGED_S = 28.0  # waiting segments are decoded together up to here: a decode costs the same for 2 s as for 15 s


@dataclass(frozen=True)
class Job:
    """A segment of a turn to decode; `index` counts the turn's segments."""

    turn: int
    index: int
    segment: Segment
    hotwords: str


@dataclass(frozen=True)
class Decoded:
    """The words of `n_jobs` neighbouring jobs, of which `job` is the last; or the error that it came to."""

    job: Job
    n_jobs: int
    segment: Segment
    words: tuple[Word, ...]
    error: Exception | None = None


class Decoder:
    """Loads the recogniser in the background, then decodes what is submitted. Nothing is ever dropped: lag grows."""

    def __init__(self, recogniser: RecogniserLike, done: Callable[[Decoded | Exception], None]) -> None:
        """`done` is called on this thread, with an Exception alone when loading failed."""
        self._recogniser = recogniser
        self._done = done
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="decoder", daemon=True)

    def start(self) -> None:
        """Begin to load."""
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Decode this after what was submitted before it."""
        self._jobs.put(job)

    def stop(self) -> None:
        """End after the running decode; what still waits is left."""
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            self._recogniser.load()
        except Exception as error:  # whatever it is, the listener must hear of it: nobody else sees this thread
            self._done(error)
            return
        waiting: list[Job] = []
        while True:
            if not waiting:
                job = self._jobs.get()
                if job is None:
                    return
                waiting.append(job)
            while True:
                try:
                    job = self._jobs.get_nowait()
                except queue.Empty:
                    break
                if job is None:
                    return
                waiting.append(job)
            together = _together(waiting)
            waiting = waiting[len(together) :]
            self._decode(together)

    def _decode(self, jobs: list[Job]) -> None:
        last = jobs[-1]
        segment = merge([job.segment for job in jobs]) if len(jobs) > 1 else last.segment
        try:
            words = self._recogniser.transcribe_segment(segment, last.hotwords)
        except Exception as error:  # as above
            self._done(Decoded(last, len(jobs), segment, (), error))
        else:
            self._done(Decoded(last, len(jobs), segment, words))


def _together(waiting: list[Job]) -> list[Job]:
    """The first jobs of `waiting` that make one decode: of one turn, short enough in all."""
    first = waiting[0]
    count = 1
    for job in waiting[1:]:
        length_s = (job.segment.end_sample - first.segment.start_sample) / SAMPLE_RATE_HZ
        if job.turn != first.turn or length_s > _MERGED_S:
            break
        count += 1
    return waiting[:count]
