"""In which line of a TOML text a key stands. A parser tells values apart, not where they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence

Key = str | int

_HEADER = re.compile(r"^\s*\[(\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=""")
_STRING = re.compile(r'''"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\]|\\.)*"|'[^']*'|#.*''')
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class Source:
    """The lines of one TOML text by path: ("fact", 2, "rule") is the key `rule` of the third `[[fact]]`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[Key, ...], int] = {(): 1}
        counts: dict[tuple[Key, ...], int] = {}
        table: tuple[Key, ...] = ()
        depth, quotes = 0, ""
        for number, line in enumerate(text.splitlines(), start=1):
            if quotes:
                quotes = "" if quotes in line else quotes
                continue
            if depth == 0:
                if header := _HEADER.match(line):
                    table = self._table(header[2], bool(header[1]), counts)
                    self._lines.setdefault(table, number)
                    continue
                if key := _KEY.match(line):
                    self._lines.setdefault((*table, key[1] or key[2] or key[3]), number)
            bare = _STRING.sub("", line)
            quotes = next((mark for mark in ('"""', "'''") if mark in bare), "")
            depth = max(0, depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}"))

    def line(self, *path: Key) -> int:
        """The line of that key, or of the nearest thing around it that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self._lines:
                return self._lines[path[:end]]
        return 1

    @staticmethod
    def _table(name: str, repeated: bool, counts: dict[tuple[Key, ...], int]) -> tuple[Key, ...]:
        path: tuple[Key, ...] = ()
        steps = [step.strip().strip("\"'") for step in name.split(".")]
        for at, step in enumerate(steps):
            path = (*path, step)
            if repeated and at == len(steps) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        return path


def path_of(dollar: str) -> tuple[Key, ...]:
    """The path that msgspec writes as "$.fact[2].rule"; a key that it does not name ("[...]") ends it."""
    known = dollar.removeprefix("$").partition("[...]")[0]
    steps: Sequence[tuple[str, str]] = _STEP.findall(known)
    return tuple(int(index) if index else name for name, index in steps)
