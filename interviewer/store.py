"""An interview <-> a folder. Plain files are the database; one writer at a time, by lock file.

interviews/ID/interview.json        state and assessment, rewritten atomically after every event; small
              turn-NN.words.jsonl   the words of a turn, one a line
              turn-NN.wav           its sound
              report.html           the page
              lock                  the writer's process id, while there is one
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from audio.words import Word
from interviewer.config import private_folder
from interviewer.errors import StoreError, UsageFailure
from interviewer.model import Interview, State, Turn

if TYPE_CHECKING:
    from filelock import BaseFileLock

STATE = "interview.json"
LOCK = "lock"
HISTORY = "`interviewer history` lists them."
T = TypeVar("T")


def turn_audio(turn: int) -> str:
    """The name of a turn's sound file."""
    return f"turn-{turn:02d}.wav"


def turn_words(turn: int) -> str:
    """The name of a turn's words file."""
    return f"turn-{turn:02d}.words.jsonl"


class By(msgspec.Struct, frozen=True):
    """Who scored: scores are compared only where all of it is the same."""

    mind: str = ""
    model: str = ""
    rubric_version: str = ""


class Level(msgspec.Struct, frozen=True):
    """The level of one dimension; None where the question does not ask for it."""

    score: int | None = None


class Verdict(msgspec.Struct, frozen=True):
    """The levels of an assessment."""

    overall: int | None = None
    judge: By = By()
    dimensions: dict[str, Level] = {}
    without_levels: bool = False


class Counted(msgspec.Struct, frozen=True):
    """How much of one item of a drill was there."""

    found: int = 0
    wanted: int = 1


class Checked(msgspec.Struct, frozen=True):
    """What a drill's answer showed."""

    items: tuple[Counted, ...] = ()

    @property
    def done(self) -> int:
        """How many items were whole."""
        return sum(one.found >= one.wanted for one in self.items)


class Row(msgspec.Struct, frozen=True):
    """One line of the history: the few keys of `interview.json` that it shows, so that a thousand are read at once."""

    id: str
    question: str
    kind: str
    state: State
    started_at: str
    pack: str = ""
    assessment: Verdict | None = None
    drill: Checked | None = None

    @property
    def overall(self) -> int | None:
        """The overall level, or None where nothing was judged."""
        return self.assessment.overall if self.assessment else None

    @property
    def without_levels(self) -> bool:
        """Whether it was judged, by a pack that was never held against labelled answers."""
        return self.assessment is not None and self.assessment.without_levels


class Store:
    """All interviews under `root` (the data folder).

    Raises StoreError where the disk refuses, UsageFailure where an interview does not exist.
    """

    def __init__(self, root: Path) -> None:
        self.root = root / "interviews"
        self._locks: dict[str, BaseFileLock] = {}

    def new_id(self, question: str, now: datetime) -> str:
        """A fresh id that sorts by time: 2026-03-01-1830-q01-4f2a."""
        return f"{now:%Y-%m-%d-%H%M%S}-{question}-{secrets.token_hex(2)}"

    def folder(self, interview_id: str) -> Path:
        """The folder of that interview, whether or not it exists."""
        if not interview_id or "/" in interview_id or interview_id.startswith("."):
            raise UsageFailure(
                f"'{interview_id}' is not the name of an interview.", "`interviewer history` lists them."
            )
        return self.root / interview_id

    def ids(self) -> list[str]:
        """All interviews, oldest first. Raises StoreError where the data folder may not be read."""
        try:
            if not self.root.is_dir():
                return []
            return sorted(entry.name for entry in self.root.iterdir() if (entry / STATE).is_file())
        except OSError as error:
            raise StoreError(
                f"{self.root} cannot be read: {error.strerror or error}.",
                "Make it readable, or set INTERVIEWER_HOME to another folder.",
            ) from None

    def find(self, name: str | None = None) -> str:
        """The id that `name` means: an id, a part of only one id, or None for the latest. Raises UsageFailure."""
        ids = self.ids()
        if not ids:
            raise UsageFailure("There are no interviews yet.", "`interviewer practice` makes the first one.")
        if name is None or name == "latest":
            return ids[-1]
        if name in ids:
            return name
        matches = [one for one in ids if name in one]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise UsageFailure(
                f"'{name}' could be {len(matches)} interviews.", f"For example {', '.join(matches[:3])}."
            )
        raise UsageFailure(f"There is no interview '{name}'.", HISTORY)

    def create(self, interview: Interview) -> Path:
        """Make the folder, private to the user, and take its lock."""
        folder = self.folder(interview.id)
        with _explained(folder):
            private_folder(self.root)
            folder.mkdir(mode=0o700)
        self.lock(interview.id)
        self.save(interview)
        return folder

    def lock(self, interview_id: str) -> None:
        """Become the one writer, until `unlock` or the end of the process. Raises StoreError while another is."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder(interview_id) / LOCK, timeout=0, mode=0o600)
        with _explained(self.folder(interview_id)):
            try:
                lock.acquire()
            except Timeout:
                raise StoreError(
                    f"Another interviewer is working in {interview_id}.", "End it first, then try again."
                ) from None
        self._locks[interview_id] = lock

    def unlock(self, interview_id: str) -> None:
        """Give the lock back."""
        lock = self._locks.pop(interview_id, None)
        if lock is not None:
            lock.release()

    def save(self, interview: Interview) -> None:
        """Rewrite `interview.json` atomically; words are not in it (see `save_words`)."""
        slim = replace(interview, turns=tuple(replace(turn, words=()) for turn in interview.turns))
        write_private(self.folder(interview.id) / STATE, msgspec.json.format(msgspec.json.encode(slim), indent=1))

    def save_words(self, interview_id: str, turn: Turn) -> None:
        """Rewrite one turn's words, one JSON object a line."""
        write_private(
            self.folder(interview_id) / turn_words(turn.number),
            b"".join(msgspec.json.encode(word) + b"\n" for word in turn.words),
        )

    def append_words(self, interview_id: str, turn: int, words: tuple[Word, ...]) -> None:
        """Add words to a running turn, so that a crash loses none that were committed."""
        path = self.folder(interview_id) / turn_words(turn)
        with _explained(path), path.open("a+b") as file:
            if file.tell():  # a crash may have cut the last line short; what comes now is a line of its own
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(b"".join(msgspec.json.encode(word) + b"\n" for word in words))
        path.chmod(0o600)

    def open(self, interview_id: str) -> Interview:
        """The interview with its words. Raises UsageFailure, StoreError."""
        interview = self._state(interview_id)
        folder = self.folder(interview_id)
        return replace(
            interview,
            turns=tuple(replace(turn, words=_words(folder / turn_words(turn.number))) for turn in interview.turns),
        )

    def rows(self) -> list[Row]:
        """The history, oldest first; a folder that cannot be read is left out (see `unreadable`)."""
        return self.scan(Row)[0]

    def unreadable(self) -> list[str]:
        """The interviews whose state cannot be read, oldest first."""
        return self.scan(Row)[1]

    def scan(self, kind: type[T]) -> tuple[list[T], list[str]]:
        """Every state file as a value of `kind`, oldest first, and the ids of those that cannot be read so.

        In: `kind`, a msgspec struct with the few keys that are wanted; the others are passed over, not built.
        """
        decoder = msgspec.json.Decoder(kind)
        read: list[T] = []
        broken: list[str] = []
        for one in self.ids():
            value = _decoded(decoder, self.root / one / STATE)
            if value is None:
                broken.append(one)
            else:
                read.append(value)
        return read, broken

    def delete(self, interview_id: str) -> None:
        """Remove the folder and all in it for good. Raises StoreError while another process works in it."""
        folder = self.folder(interview_id)
        if not folder.is_dir():
            raise UsageFailure(f"There is no interview '{interview_id}'.", HISTORY)
        if interview_id not in self._locks:
            self.lock(interview_id)
        try:
            with _explained(folder):
                for path in folder.iterdir():
                    if path.is_dir() and not path.is_symlink():
                        shutil.rmtree(path)
                    elif path.name != LOCK:  # it is held to the last: an open file cannot be removed everywhere
                        path.unlink()
        finally:
            self.unlock(interview_id)
        with _explained(folder):
            shutil.rmtree(folder)

    def _state(self, interview_id: str) -> Interview:
        path = self.folder(interview_id) / STATE
        try:
            return msgspec.json.decode(path.read_bytes(), type=Interview)
        except FileNotFoundError:
            raise UsageFailure(
                f"There is no interview '{interview_id}'.", "`interviewer history` lists them."
            ) from None
        except (msgspec.DecodeError, OSError) as error:
            raise StoreError(f"{path} cannot be read: {error}.", "Its recordings beside it are untouched.") from None


def _decoded(decoder: msgspec.json.Decoder[T], path: Path) -> T | None:
    try:
        return decoder.decode(path.read_bytes())
    except (msgspec.DecodeError, OSError):
        return None


def _words(path: Path) -> tuple[Word, ...]:
    """The words in `path`; a line cut short by a crash is left out, those after it are not."""
    if not path.is_file():
        return ()
    words: list[Word] = []
    for line in path.read_bytes().split(b"\n"):
        with contextlib.suppress(msgspec.DecodeError):
            words.append(msgspec.json.decode(line, type=Word))
    return tuple(words)


def write_private(path: Path, content: bytes) -> None:
    """Rewrite `path` atomically, for this user alone. Raises StoreError where the disk refuses."""
    temporary = path.with_name(path.name + ".new")
    with _explained(path):
        descriptor = os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)


class _explained(contextlib.AbstractContextManager["None"]):  # noqa: N801 - used like a function
    """Turns what the disk says into one line with the next step."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise StoreError(
                f"{self.path} cannot be written: {error.strerror or error}.",
                "Free some space or set INTERVIEWER_HOME to another folder.",
            ) from error
