"""Answers in which somebody marked what they show: the pack's `labels/facts/`, one file for each set of answers.

One line for each answer gives for each fact that holds the stretches of words that show it, as [first, last]. A line
without a transcript belongs to the answer of that id in the set of labels of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from interviewer import packs
from interviewer.judging import labels


class Marked(msgspec.Struct, frozen=True):
    """One answer with the stretches of its words, [first, last], that show each fact which holds."""

    id: str
    facts: dict[str, tuple[tuple[int, int], ...]]
    question_id: str = ""
    transcript: str = ""


def readings(pack: packs.Pack) -> Iterator[tuple[str, Marked]]:
    """All marked answers, each with the name of its set and its words."""
    for path in sorted((Path(pack.folder) / "labels" / "facts").glob("*.jsonl")):
        same = path.parent.parent / path.name
        known = {one.id: one for one in labels.read(same)} if same.is_file() else {}
        for line in path.read_text(encoding="utf-8").splitlines():
            one = msgspec.json.decode(line, type=Marked)
            if not one.transcript:
                label = known[one.id]
                one = msgspec.structs.replace(one, question_id=label.question_id, transcript=label.transcript)
            yield path.stem, one


def bare(text: str) -> str:
    """As a recogniser without punctuation would write it."""
    words = (re.sub(r"^[^\w%&+]+|[^\w%]+$", "", word).lower() for word in re.sub("[—–]", " ", text).split())
    return " ".join(word for word in words if word)
