"""Names that a pack's texts use of one another: facts in expressions, placeholders in wordings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter

from interviewer.analysis.expressions import names
from interviewer.authoring.source import Key
from interviewer.authoring.values import Fault, File
from interviewer.packs import Fact

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")  # of a question or a drill: it is part of a folder's name


@dataclass
class Known:
    """What names may be used; `of_head`: what a question names of pack.toml, by the key in which it does."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    dimensions: Collection[str] = ()
    kinds: Collection[str] = ()
    of_head: Mapping[str, Collection[str]] = field(default_factory=dict)


def expression(file: File, rule: str, known: Collection[str], *path: Key, of: str = "fact") -> Iterator[Fault]:
    """What is wrong with an expression over `known` names, each an `of`."""
    try:
        used = names(rule)
    except ValueError as error:
        yield file.fault(str(error), *path)
        return
    for name in used:
        if name not in known:
            yield file.fault(f"unknown {of} '{name}' in '{rule}'", *path)


def slots(file: File, text: str, known: Collection[str], *path: Key) -> Iterator[Fault]:
    """What is wrong with the {placeholders} of a text."""
    try:
        used = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield file.fault("a brace stands alone: { and } come in pairs, around a name", *path)
        return
    for name in used:
        if name not in known:
            there = f"there is {', '.join(sorted(known))}" if known else "nothing is drawn here"
            yield file.fault(f"nothing stands for '{{{name}}}': {there}", *path)
