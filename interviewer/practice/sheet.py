"""The cheat sheet's content: the candidate's own words, as few as fit on one page. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewer.packs import Pack
from interviewer.practice.best import DECIDES_LAUNCH, Kept, alike, best, practised
from interviewer.practice.plan import load
from interviewer.practice.stories import MOST, Story
from interviewer.practice.writing import Section

GATES = 5
HABITS = 2
LOOKED_AT = 10  # sessions; a habit is what happened lately
SMALL, MIDDLE, LARGE = 60, 110, 160  # characters that fit where they stand


@dataclass(frozen=True)
class Line:
    """A heading and the candidate's words under it; empty words: not said yet, or only in words that stand above."""

    title: str
    words: str
    said_above: bool = False


@dataclass(frozen=True)
class Habit:
    """Something to avoid, what to do instead, and how often it happened."""

    title: str
    instead: str
    times: int
    of: int


@dataclass(frozen=True)
class Sheet:
    """Everything on the page.

    structure  one line for each part of an answer
    rubric     heading -> label -> words; empty where none was written
    labels     of the rubric's columns
    missing    (what is missing, the command that fills it)
    """

    title: str
    structure: tuple[Line, ...]
    labels: tuple[str, ...]
    rubric: tuple[tuple[str, tuple[str, ...]], ...]
    gates: tuple[str, ...]
    stories: tuple[tuple[str, str, str], ...]
    habits: tuple[Habit, ...]
    missing: tuple[tuple[str, str], ...]


def sheet(
    pack: Pack,
    kept: Sequence[Kept],
    stories: Sequence[Story],
    openings: Mapping[str, str],
    rubric: Sequence[Section],
    wants_rubric: bool,
    option: str = "",
) -> Sheet:
    """The sheet.

    In: `kept`, all stored interviews, oldest first; `stories`, the best, with `openings` (id -> their first words);
    `rubric`, what was written; `wants_rubric`, whether this pack's plan asks for one; `option`, what names the pack on
    the command line, where it must be named.
    """
    answers = practised(kept, pack.id)
    structure = _structure(pack, answers)
    gates, decided_above = _gates(answers, structure)
    cells = tuple(
        (one.heading, tuple(clip(one.lines.get(label, ""), SMALL) for label in _labels(rubric)))
        for one in rubric
        if one.lines
    )
    told = tuple((one.title, *_told(one, clip(openings.get(one.id, ""), LARGE))) for one in stories)
    habits = _habits(pack, answers)
    unsaid = sum(not line.words and not line.said_above for line in structure)
    shared = sum(line.said_above for line in structure)
    gaps = (
        (unsaid, f"{unsaid} of {len(structure)} parts of the structure", f"interviewer practice{option}"),
        (shared, f"a sentence of {_its_own(shared)}", f"interviewer practice{option}"),
        (wants_rubric and not cells, "your rubric", "interviewer plan write rubric"),
        (
            not gates,
            "more decisions than stand above" if decided_above else "decisions",
            f"interviewer practice{option}",
        ),
        (len(told) < MOST, f"{MOST - len(told)} of {MOST} stories", "interviewer story record"),
        (not answers, "the habits to avoid: no answer was judged yet", f"interviewer practice{option}"),
    )
    return Sheet(
        pack.head.title,
        structure,
        _labels(rubric) if cells else (),
        cells,
        gates,
        told,
        habits,
        tuple((what, command) for missing, what, command in gaps if missing),
    )


def clip(text: str, characters: int) -> str:
    """`text` on one line, cut between words where it is too long, with a sign that it was."""
    whole = " ".join(text.split())
    if len(whole) <= characters:
        return whole.rstrip(",;")
    cut = whole[:characters].rsplit(" ", 1)[0] if " " in whole[:characters] else whole[:characters]
    return cut.rstrip(" ,;:.") + " …"


def _structure(pack: Pack, answers: Sequence[Kept]) -> tuple[Line, ...]:
    """Each part in the words that covered it in the best answer; no sentence stands under two parts."""
    lines: list[Line] = []
    taken: list[str] = []
    for part in pack.head.part:
        quotes = _covering(part.id, answers)
        fresh = [quote for quote in quotes if not any(alike(quote, other) for other in taken)]
        chosen = fresh[0] if fresh else ""
        taken += fresh[:1]
        lines.append(Line(part.title, clip(chosen, MIDDLE), said_above=bool(quotes) and not fresh))
    return tuple(lines)


def _its_own(parts: int) -> str:
    return "its own for 1 part" if parts == 1 else f"their own for {parts} parts"


def _gates(answers: Sequence[Kept], structure: Sequence[Line]) -> tuple[tuple[str, ...], bool]:
    """The launch decisions that stand nowhere above, and whether there were any that do."""
    above = [line.words for line in structure if line.words]
    many = GATES + len(above)
    found = best(answers, many, DECIDES_LAUNCH) or best(answers, many, frozenset(("condition",)))
    quotes = [said.decision.quote for said in found]
    fresh = [one for one in quotes if not any(alike(one, other) for other in above)]
    return tuple(clip(one, MIDDLE) for one in fresh[:GATES]), len(fresh) < len(quotes)


def _covering(part: str, answers: Sequence[Kept]) -> list[str]:
    """The words that covered the part, those of the best answer first, the latest of equals."""
    found = [
        (one.assessment.overall or 0, at, one.assessment.covered[part].quote)
        for at, one in enumerate(answers)
        if one.assessment is not None and part in one.assessment.covered
    ]
    return [quote for _overall, _at, quote in sorted(found, reverse=True)]


def _told(story: Story, opening: str) -> tuple[str, str]:
    """How the story begins, and the best of its decisions that is not told there."""
    further = [one.quote for one in story.decisions if not alike(one.quote, opening)]
    return opening, clip(further[0], MIDDLE) if further else ""


def _labels(rubric: Sequence[Section]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for one in rubric for label in (*one.lines, *one.missing)))


def _habits(pack: Pack, answers: Sequence[Kept]) -> tuple[Habit, ...]:
    """The two most frequent of the latest answers: patterns, too many nouns, what challenges met."""
    read = [one.assessment for one in answers if one.assessment is not None]
    latest = [one for one in read if one.overall is not None or one.without_levels][-LOOKED_AT:]
    times: Counter[str] = Counter()
    for one in latest:
        wrong = {met.stance for met in one.stances if not met.right}
        times.update({*one.patterns, *wrong, *(("noun_heavy",) if one.noun_heavy else ())})
    known = {one.id: (one.title, one.advice) for one in pack.head.pattern} | load().habits
    frequent = [(name, many) for name, many in times.most_common() if name in known]
    return tuple(Habit(*known[name], many, len(latest)) for name, many in frequent[:HABITS])
