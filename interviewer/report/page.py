"""The assessment as one self-contained HTML page beside the turns' recordings.

Everything is inside the page: style, script, words and times. It loads nothing but the `turn-NN.wav` files of its own
folder, and its content security policy holds it to that. What the candidate said is data: it is escaped, always.
"""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewer.errors import StoreError
from interviewer.judging.dispute import last_counted
from interviewer.judging.scoring import expected_parts
from interviewer.model import Assessment, Decision, DimensionScore, Interview, Quote, Turn
from interviewer.packs import Pack, Passage, Question
from interviewer.report import phrases
from interviewer.report.transcript import Block, blocks

NAME = "report.html"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reached:
    """One part of the answer structure.

    at  its share of the whole time, 0..1; None where it is not known
    of  how long the turn is in which it was reached (" of 8:00"); empty where that is not known
    """

    title: str
    quote: Quote | None
    at: float | None = None
    of: str = ""


@dataclass(frozen=True)
class Told:
    """One turn as shown: `audio` is the file beside the page, empty where there is none."""

    turn: Turn
    name: str
    audio: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Sample:
    """One of our own answers to the question."""

    title: str
    passages: tuple[Passage, ...]


def write(interview: Interview, pack: Pack, question: Question, folder: Path) -> Path:
    """Write `folder`/report.html, private to the user, and return its path. Raises StoreError.

    Turns whose recording is not in the folder are shown without play buttons, as those of a text are.
    """
    path = folder / NAME
    temporary = folder / f"{NAME}.new"
    text = render(interview, pack, question, folder)
    try:
        descriptor = os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Free some space, then `interviewer report` writes it again.",
        ) from error
    return path


def render(interview: Interview, pack: Pack, question: Question, folder: Path) -> str:
    """The page's text. `folder` is only asked which recordings exist."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        phrases=phrases, clock=phrases.clock, count=phrases.count, place=phrases.place, sentence=phrases.sentence
    )
    script = (HERE / "page.js").read_text(encoding="utf-8")
    style = (HERE / "page.css").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(
        **_content(interview, pack, question, folder),
        script=Markup(script),  # both are our own files: only these two go in unescaped
        style=Markup(style),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _content(interview: Interview, pack: Pack, question: Question, folder: Path) -> dict[str, Any]:
    assessment = interview.assessment
    turns = tuple(_told(turn, assessment, folder) for turn in interview.turns)
    return {
        "interview": interview,
        "pack": pack,
        "question": question,
        "assessment": assessment,
        "notices": phrases.notices(interview),
        "judged": assessment is not None and assessment.overall is not None,
        "found": assessment is not None and assessment.found,
        "turns": turns,
        "with_audio": {told.turn.number for told in turns if told.audio},
        "dimensions": _dimensions(assessment, pack),
        "counted": last_counted(interview.disputes),
        "parts": _parts(interview, pack, question),
        "starts": _starts(interview),
        "length_s": _length_s(interview),
        "patterns": [one for one in pack.head.pattern if assessment and one.id in assessment.patterns],
        "checklist": _checklist(assessment, pack, question),
        "challenges": _challenges(interview),
        "samples": [
            Sample(title, passages)
            for title, passages in (("A strong answer", question.strong), ("A weak answer", question.weak))
            if passages and any(turn.words for turn in interview.turns)
        ],
    }


def _told(turn: Turn, assessment: Assessment | None, folder: Path) -> Told:
    decisions: tuple[Decision, ...] = assessment.decisions if assessment else ()
    worst = assessment.worst_stretch if assessment and assessment.noun_heavy else None
    audio = turn.audio if turn.audio and (folder / turn.audio).is_file() else ""
    return Told(turn, phrases.turn_name(turn.number).capitalize(), audio, blocks(turn, decisions, worst))


def _dimensions(assessment: Assessment | None, pack: Pack) -> list[tuple[str, str, DimensionScore]]:
    """Titles and scores in the pack's order; those that the pack does not know keep their name, at the end."""
    if assessment is None:
        return []
    titles = {dimension.id: dimension.title for dimension in pack.rubric.dimension}
    known = [(name, title) for name, title in titles.items() if name in assessment.dimensions]
    known += [(name, name) for name in assessment.dimensions if name not in titles]
    return [(name, title, assessment.dimensions[name]) for name, title in known]


def _length_s(interview: Interview) -> float:
    return sum(turn.duration_s or 0.0 for turn in interview.turns)


def _starts(interview: Interview) -> dict[int, float]:
    """Turn -> seconds of answers before it."""
    starts: dict[int, float] = {}
    passed = 0.0
    for turn in interview.turns:
        starts[turn.number] = passed
        passed += turn.duration_s or 0.0
    return starts


def _parts(interview: Interview, pack: Pack, question: Question) -> list[Reached]:
    """The parts that the question leaves room for, in the pack's order, on one time line of all answers."""
    covered = interview.assessment.covered if interview.assessment else {}
    starts, whole = _starts(interview), _length_s(interview)
    lengths = {turn.number: turn.duration_s or 0.0 for turn in interview.turns}
    parts = []
    for part in expected_parts(pack, question):
        quote = covered.get(part.id)
        at, of = None, ""
        if quote is not None and quote.start_s is not None and whole:
            at = min(1.0, (starts.get(quote.turn, 0.0) + quote.start_s) / whole)
            of = f" of {phrases.clock(lengths.get(quote.turn, 0.0))}"
        parts.append(Reached(part.title, quote, at, of))
    return parts


def _checklist(assessment: Assessment | None, pack: Pack, question: Question) -> list[tuple[Any, Any, bool]]:
    """(fact, finding, asked) in the pack's order, for every fact that was read."""
    if assessment is None:
        return []
    return [
        (fact, assessment.facts[fact.id], fact.red or fact.id in question.asks)
        for fact in pack.checklist
        if fact.id in assessment.facts
    ]


def _challenges(interview: Interview) -> list[tuple[Any, Turn | None]]:
    """Each stance with the turn whose probe was the challenge."""
    turns = {turn.number: turn for turn in interview.turns}
    stances = interview.assessment.stances if interview.assessment else ()
    return [(record, turns.get(record.turn)) for record in stances]
