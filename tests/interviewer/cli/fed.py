"""The desk of a person whose microphone is fed from files: every command, unchanged, faster than real time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from audio.filefed import FileFed, Played
from interviewer.cli import cli
from interviewer.config import Paths
from interviewer.model import Interview
from interviewer.store import Store


class Fed:
    """A line of the table of sound backends.

    Who opens a microphone hears the next of `sittings`, one recording for each turn; who opens only a loudspeaker, as
    replaying does, adds to `replayed`.
    """

    def __init__(self) -> None:
        self.sittings: list[Sequence[Path]] = []
        self._loudspeakers: list[FileFed] = []

    def open(self, **devices: str) -> FileFed:
        """What `audio.backends.open_sound` calls."""
        opened = FileFed(self.sittings.pop(0) if "microphone" in devices else ())
        if "microphone" not in devices:
            self._loudspeakers.append(opened)
        return opened

    @property
    def replayed(self) -> list[Played]:
        """What was played outside of interviews."""
        return [played for one in self._loudspeakers for played in one.played]

    def run(self, *words: str) -> Result:
        """The command, which must end well."""
        done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done

    def kept(self) -> list[Interview]:
        """All interviews, oldest first."""
        store = Store(Paths.from_env().data)
        return [store.open(one) for one in store.ids()]
