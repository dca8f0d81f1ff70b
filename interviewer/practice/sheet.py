"""The cheat sheet's content: the candidate's own words, as few as fit on one page. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from interviewer.analysis.expressions import names
from interviewer.model import Decision, Quote
from interviewer.packs import Pack, Part
from interviewer.practice.best import DECIDES_LAUNCH, Kept, alike, best, practised
from interviewer.practice.plan import load
from interviewer.practice.stories import MOST, Story
from interviewer.practice.writing import Section

GATES = 5
HABITS = 2
LOOKED_AT = 10  # sessions; a habit is what happened lately
SMALL, MIDDLE, LARGE = 60, 130, 160  # characters that fit where they stand
FEWEST = 4  # words: with fewer a sentence stands for nothing by itself
GOES_OUT = "What goes out and what does not"
DECIDED = "What I decided"
_SENTENCE = re.compile(r"(?<=[.!?])(?= )")
_JOINED = re.compile(r"^(?:(?:and|so|but|then|also|well),? )+", re.IGNORECASE)
_CLAUSE = re.compile(r"(?=[,;:] )|(?= (?:and|but|so|because|which|where|who) )")


Read: TypeAlias = Callable[[str, Quote], str]


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
    decided    the title over `gates`, decisions from the ledgers
    missing    (what is missing, the command that fills it)
    """

    title: str
    structure: tuple[Line, ...]
    labels: tuple[str, ...]
    rubric: tuple[tuple[str, tuple[str, ...]], ...]
    decided: str
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
    read: Read = lambda interview, quote: quote.quote,
) -> Sheet:
    """The sheet.

    In: `kept`, all stored interviews, oldest first; `stories`, the best, with `openings` (id -> their first words);
    `rubric`, what was written; `wants_rubric`, whether this pack's plan asks for one; `option`, what names the pack on
    the command line, where it must be named; `read`, the sentence around a quote of that interview.
    """
    answers = practised(kept, pack.id)
    structure = _structure(pack, answers, read)
    gates = _gates(answers, structure, read)
    cells = tuple(
        (one.heading, tuple(clip(one.lines.get(label, ""), SMALL) for label in _labels(rubric)))
        for one in rubric
        if one.lines
    )
    told = tuple((one.title, *_told(one, clip(openings.get(one.id, ""), LARGE), read)) for one in stories)
    habits = _habits(pack, answers)
    unsaid = sum(not line.words and not line.said_above for line in structure)
    shared = sum(line.said_above for line in structure)
    gaps = (
        (unsaid, f"{unsaid} of {len(structure)} parts of the structure", f"interviewer practice{option}"),
        (shared, f"a sentence of {_its_own(shared)}", f"interviewer practice{option}"),
        (wants_rubric and not cells, "your rubric", "interviewer plan write rubric"),
        (
            not gates.quotes,
            "more decisions than stand above" if gates.some_above else "decisions",
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
        gates.title,
        gates.quotes,
        told,
        habits,
        tuple((what, command) for missing, what, command in gaps if missing),
    )


def clip(text: str, characters: int) -> str:
    """`text` on one line; where it is too long, its first sentences, else its first clauses with a sign of the cut."""
    line = " ".join(text.split())
    if len(line) <= characters:
        return line.rstrip(",;")
    for place, least in ((_SENTENCE, characters // 3), (_CLAUSE, characters // 2)):
        ends = [found.start() for found in place.finditer(line[: characters + 2])]
        if ends and least <= ends[-1] <= characters:
            cut = line[: ends[-1]]
            return cut if place is _SENTENCE else f"{cut.rstrip(' ,;:')} …"
    cut = line[:characters].rsplit(" ", 1)[0] if " " in line[:characters] else line[:characters]
    return cut.rstrip(" ,;:.") + " …"


def _reads(quote: str) -> int:
    """How well it can be read alone: 0 a whole sentence that fits, 1 something that fits, 2 what must be cut."""
    if len(quote) > MIDDLE:
        return 2
    opens = quote[:1].isupper() or quote[:1].isdigit()
    return 0 if opens and quote.endswith((".", "!", "?")) and len(quote.split()) >= FEWEST else 1


def _shown(quote: str) -> str:
    line = clip(_JOINED.sub("", quote), MIDDLE)
    return line[:1].upper() + line[1:]


def _structure(pack: Pack, answers: Sequence[Kept], read: Read) -> tuple[Line, ...]:
    """Each part in the words that covered it in the best answer; no sentence stands under two parts."""
    lines: list[Line] = []
    taken: list[str] = []
    for part in pack.head.part:
        quotes = _covering(part, answers, read)
        fresh = [quote for quote in quotes if not any(alike(quote, other) for other in taken)]
        taken += fresh[:1]
        lines.append(Line(part.title, _shown(fresh[0]) if fresh else "", said_above=bool(quotes) and not fresh))
    return tuple(lines)


def _its_own(parts: int) -> str:
    return "its own for 1 part" if parts == 1 else f"their own for {parts} parts"


@dataclass(frozen=True)
class _Gates:
    """Decisions that stand nowhere above, under which title, and whether there were any that do."""

    title: str
    quotes: tuple[str, ...]
    some_above: bool


def _gates(answers: Sequence[Kept], structure: Sequence[Line], read: Read) -> _Gates:
    """The decisions about a launch; where there are none, those with a condition, else any."""
    above = [line.words for line in structure if line.words]
    many = 2 * GATES + len(above)
    found = best(answers, many, DECIDES_LAUNCH)
    title = GOES_OUT if found else DECIDED
    found = found or best(answers, many, frozenset(("condition",))) or best(answers, many)
    quotes = [read(said.interview, _quote(said.decision)) for said in found]
    quotes = [one for at, one in enumerate(quotes) if not any(alike(one, other) for other in quotes[:at])]
    fresh = [one for one in quotes if not any(alike(one, other) for other in above)]
    shown = tuple(_shown(one) for one in sorted(fresh, key=_reads)[:GATES])
    return _Gates(title, shown, len(fresh) < len(quotes))


def _covering(part: Part, answers: Sequence[Kept], read: Read) -> list[str]:
    """What covered the part in the best answers: what reads best, then that of the better answer, then of the latest.

    An answer one level below the best counts as much: a whole sentence of it reads better than a piece of the best. The
    words that reached the part stand before others that show it as well, unless they must be cut.
    """
    reached = [
        (one.assessment.overall or 0, at, one.id, one.assessment)
        for at, one in enumerate(answers)
        if one.assessment is not None and part.id in one.assessment.covered
    ]
    reached.sort(key=lambda one: one[:2], reverse=True)
    order = {(0, False): 0, (1, False): 1, (0, True): 2, (2, False): 3}
    found: list[tuple[int, str]] = []
    for level, _, name, ledger in reached[:LOOKED_AT]:
        if level < reached[0][0] - 1:
            break
        first = ledger.covered[part.id]
        for quote in (first, *(one for fact in names(part.rule) for one in ledger.shown(fact))):
            words = read(name, quote)
            found.append((order.get((_reads(words), quote != first), 4), words))
    return list(dict.fromkeys(words for _, words in sorted(found, key=lambda one: one[0])))


def _quote(decision: Decision) -> Quote:
    return Quote(decision.quote, decision.turn, decision.start_s, decision.end_s)


def _told(story: Story, opening: str, read: Read) -> tuple[str, str]:
    """How the story begins, and the best of its decisions that is not told there."""
    further = [read(story.id, _quote(one)) for one in story.decisions if not alike(one.quote, opening)]
    return opening, _shown(min(further, key=_reads)) if further else ""


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
