"""A file of a pack as a value, and a fault in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewer.authoring.source import Key, Source


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong; `line` counts from 1."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True)
class File:
    """One file of the pack as a value, and where its keys stand."""

    path: Path
    value: Any
    source: Source

    def fault(self, reason: str, *path: Key) -> Fault:
        """A fault at that key."""
        return Fault(str(self.path), self.source.line(*path), " ".join(reason.split()))
