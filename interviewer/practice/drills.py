"""A pack's drills: short exercises with a checker, all of it words in `drills.toml`.

[lists]            lists of phrases over those of the pack's signals, for the rules below
[[drill]]          id, title, minutes, prompt (with {placeholders}), vocabulary
[drill.draw]       placeholder -> what may stand there; one is drawn for each run
figures            true: a table of judge against reviewers is drawn too, as for follow-ups
[[drill.item]]     one thing that the answer must have
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import msgspec

from interviewer.errors import PackError, UsageFailure
from interviewer.model import DrillRun
from interviewer.packs import Pack, Question, Signals, Words, read

KIND = "drill"
FILE = "drills.toml"


class Item(Words, frozen=True):
    """One thing that the answer must have.

    says      what it is, as a noun phrase ("three launch gates")
    gap       the next step where it is missing
    rule      how it is heard, in the language of the facts (`analysis.query`); may hold {placeholders}
    least     how many of it
    counts    what is counted where `least` is more than one: "passages"; "things", different ones, told one after
              another in any words (`rule` hears one that nothing else shows); "numbers", bars and zeroes; "parts",
              numbers that are neither the `whole` nor count the `people` of a list; "deeds",
              what the speaker himself did; "@list",
              different entries of it; or "each @list", every time that one is said
    opens     for "things": the list that opens the stretch of them ("@failures"); closes: lists that end it;
              alike: lists of words that all name one thing ("slow", "late")
    section   a list that opens a section ("@safety"): only what is said until another item's section opens counts
    level     for a rubric: what is told of this level (1 to 5) in the section, however tersely; needs no rule
    marks     a list of other words for that level ("the lowest mark")
    mentions  placeholders of which one must be spoken of in the same passage or beside it, in its own words
    figures   placeholders with numbers of which one must be said rightly
    sides     whose figure it is: placeholder -> list of words for who has it ("@judge"); a rate that a sentence
              gives to the wrong one, or that is nobody's, is wrong
    stated    placeholder -> list of words beside which a number states it ("kappa is"): another number is wrong
    kinder    two lists, for whoever passes too much and whoever passes too little: said of the wrong one of `sides`, as
              their drawn figures stand, it is wrong
    trend     placeholder that tells which way things went; a sentence that tells it another way is wrong
              (`trend.claims`); live: the list of words for what went that way
    denials   true: what is denied counts as well ("nobody sees it before the end", "not one leak"); else never
    wrong     how the opposite is heard, which is told apart
    """

    id: str
    says: str
    gap: str
    rule: str = ""
    least: int = 1
    counts: str = "passages"
    opens: str = ""
    closes: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    section: str = ""
    level: int = 0
    marks: str = ""
    mentions: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    sides: dict[str, str] = msgspec.field(default_factory=dict)
    kinder: tuple[str, ...] = ()
    stated: dict[str, str] = msgspec.field(default_factory=dict)
    whole: tuple[float, ...] = ()
    people: str = ""
    trend: str = ""
    live: str = ""
    denials: bool = False
    wrong: str = ""


class Drill(Words, frozen=True):
    """One drill; `prompt` is spoken."""

    id: str
    title: str
    minutes: float
    prompt: str
    item: tuple[Item, ...]
    draw: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    figures: bool = False
    categories: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()


class Drills(Words, frozen=True):
    """`drills.toml`."""

    drill: tuple[Drill, ...]
    lists: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


@cache
def _read(path: Path) -> Drills:
    found: Drills = read(path, Drills)
    ids = [drill.id for drill in found.drill]
    if again := next((one for one in ids if ids.count(one) > 1), None):
        raise PackError(f"{path}: the drill '{again}' stands there twice.", "Give each its own id.")
    return found


def load(pack: Pack) -> Drills:
    """The pack's drills, none where it has no such file. Raises PackError."""
    path = Path(pack.folder) / FILE
    return _read(path) if path.is_file() else Drills(())


def find(pack: Pack, name: str) -> Drill:
    """The drill of that id. Raises UsageFailure naming those there are."""
    drills = load(pack).drill
    for drill in drills:
        if drill.id == name:
            return drill
    there = f"There is: {', '.join(drill.id for drill in drills)}." if drills else "This pack has none."
    raise UsageFailure(f"There is no drill '{name}' in the pack '{pack.id}'.", there)


def draw(drill: Drill, seed: int, figures: dict[str, str]) -> DrillRun:
    """A run: the same seed draws the same. `figures`, placeholder -> words, where the drill asks for a table."""
    dice = random.Random(seed)
    drawn = {name: dice.choice(choices) for name, choices in drill.draw.items()} | figures
    return DrillRun(drawn, drill.prompt.format(**drawn))


def question(drill: Drill, prompt: str) -> Question:
    """The drill as a question: it has no facts to ask for and no follow-ups."""
    return Question(
        id=drill.id, kind=KIND, title=drill.title, prompt=prompt, fixed={}, fixed_cues={}, risks=(), asks=(),
        vocabulary=drill.vocabulary, categories=drill.categories, probes=(), strong=(), weak=(),
    )  # fmt: skip


def signals(pack: Pack) -> Signals:
    """The pack's signals with the drills' own lists."""
    return Signals(lists={**pack.signals.lists, **load(pack).lists}, terms=pack.signals.terms)
