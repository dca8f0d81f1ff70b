"""The running interview and its folder, in step: what was said is on disk before anything is decided about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audio.listen_events import TurnEnded
from audio.words import Word
from interviewer.model import Aside, Interview, Probe, Turn
from interviewer.store import Store, turn_audio


class Record:
    """Keeps `interview` in `store`. Every method may raise StoreError."""

    def __init__(self, interview: Interview, store: Store) -> None:
        self.interview = interview
        self._store = store
        self._asides: list[Aside] = []

    @property
    def last(self) -> Turn:
        """The turn that is open, or was the last to be."""
        return self.interview.turns[-1]

    @property
    def broke_off(self) -> bool:
        """Whether the last answer was never ended by the candidate: it is carried on, in its own file."""
        return bool(self.interview.turns) and self.last.closed_by in {None, "stopped", "device"}

    @property
    def asked(self) -> int:
        """How many follow-ups were asked."""
        return sum(turn.probe is not None for turn in self.interview.turns)

    @property
    def audio(self) -> Path:
        """The sound file of the last turn."""
        return self._store.folder(self.interview.id) / turn_audio(self.last.number)

    def keep(self, **changes: object) -> None:
        """Change the interview and write it."""
        self.interview = replace(self.interview, **changes)  # type: ignore[arg-type]
        self._store.save(self.interview)

    def at(self, elapsed_s: float) -> Interview:
        """The interview as it is at that moment of its time, in seconds; nothing is written."""
        return replace(self.interview, elapsed_s=elapsed_s)

    def note(self, line: str) -> None:
        """A line that the report must show again."""
        if line not in self.interview.notices:
            self.keep(notices=(*self.interview.notices, line))

    def begin_turn(self, probe: Probe | None) -> None:
        """A new answer, to `probe` or (None) to the question."""
        number = len(self.interview.turns)
        self._asides = []
        self.keep(turns=(*self.interview.turns, Turn(number, probe=probe, audio=turn_audio(number))))

    def reopen_turn(self) -> None:
        """The last answer goes on."""
        self._asides = list(self.last.asides)
        self.keep(turns=(*self.interview.turns[:-1], replace(self.last, closed_by=None)))

    def add_words(self, words: tuple[Word, ...]) -> None:
        """Words of the running answer."""
        self._store.append_words(self.interview.id, self.last.number, words)

    def add_aside(self, aside: Aside) -> None:
        """Something said inside the running answer that is not part of it."""
        self._asides.append(aside)

    def end_turn(self, event: TurnEnded, elapsed_s: float) -> None:
        """The answer is over: its words replace what was kept while it ran."""
        ended = replace(
            self.last,
            words=event.words,
            duration_s=event.duration_s,
            closed_by=event.closed_by,
            gaps=event.gaps,
            asides=tuple(self._asides),
        )
        self._store.save_words(self.interview.id, ended)
        self.keep(turns=(*self.interview.turns[:-1], ended), elapsed_s=elapsed_s)

    def running(self, words: tuple[Word, ...]) -> Interview:
        """The interview as if the running answer ended with `words`."""
        return replace(self.interview, turns=(*self.interview.turns[:-1], replace(self.last, words=words)))
