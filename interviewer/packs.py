"""A question pack as typed values, read from its folder of words. Nothing here knows any one pack.

pack.toml            id, title, kinds, dimensions, parts, patterns, scoring, vocabulary
facts.toml           the yes/no facts of the checklist, red flags among them
rubric.toml          the dimensions with their anchors, the overall levels, the rule from facts to scores
weighing.json        how the features of a clause weigh in whether it decides; optional
hearing.json         how the features of a sentence weigh in whether it shows a fact; optional
encoder/             a small language model that reads sentences (`encoder.py`), whose say counts as much; optional
signals.toml         lemma lists and the field's terms, for the rules reader; or several files in signals/
probes.toml          wordings of the probe kinds, challenges, new constraints
questions/ID.toml    one question each, with its fixed facts, its own probes and two sample answers
"""

from __future__ import annotations

import contextlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from interviewer import encoder, shelf, weights
from interviewer.errors import PackError, UsageFailure
from interviewer.model import SIDES
from interviewer.weights import Hearing, Weighing
from prompts import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of everything read from a pack: frozen, and an unknown key is an error."""


class Kind(Words, frozen=True):
    """A kind of question: its time box and how many follow-ups it gets by default."""

    minutes: float
    probes: int


class Dimension(Words, frozen=True):
    """A scored dimension. `anchors` and `examples` are keyed "1", "3", "5"; `bars` as in `Scoring`."""

    id: str
    title: str
    anchors: dict[str, str]
    examples: dict[str, str]
    bars: tuple[int, ...] = (1, 2, 3, 4)


class Part(Words, frozen=True):
    """A part of the answer structure; `rule` is an expression over facts ("T1 or T3")."""

    id: str
    title: str
    rule: str


class Pattern(Words, frozen=True):
    """A weak pattern; `rule` is an expression over facts; `absence` ones are silent where there is nothing to judge."""

    id: str
    title: str
    rule: str
    advice: str
    absence: bool = False


class Fact(Words, frozen=True):
    """One yes/no question of the checklist.

    says       the statement, completed by "the candidate ..."
    dimension  which dimension it feeds; empty for red flags
    border     what still counts and what does not, in sentences of their own, for a reader that has no rules
    rule       how the rules reader finds it: an expression over cues and lemma lists (see `analysis`)
    gap        what to say when it is missing ("no severity: say which failure blocks launch by itself")
    red        True for a red flag
    """

    id: str
    says: str
    rule: str
    dimension: str = ""
    gap: str = ""
    border: str = ""
    red: bool = False


class Scoring(Words, frozen=True):
    """The documented rule from findings to the overall: credits reach bars; gates cap what they reach.

    ones           red flags that say that there is nothing to judge, unless the credits say that something was said
    void           red flags that say so whatever the credits
    capped_at_two  conditions that leave at most 2: a red flag, or one with what speaks against it ("R8 and not M4")
    lowers         dimension -> condition -> the level above which it does not let the dimension go
    """

    bars: tuple[int, ...]
    gates: dict[str, str] = {}
    ones: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    capped_at_two: tuple[str, ...] = ()
    lowers: dict[str, dict[str, int]] = {}


class Probing(Words, frozen=True):
    """A probe of a question's own, or a wording of a kind.

    when      an expression over facts that must be true for it to fit ("not A3"); empty: always
    asks_for  ids of facts
    near      beginnings of words or phrases; what is quoted back must hold one of them, so that it fits what follows;
              without {said}, patterns (docs/packs.md) of which one must have been said, or it is not asked at all
    unless    patterns; once one was said, it would ask what was answered, or object to what was met already
    setup     an expression over how the candidate marks (`dialogue/theirs.py`): "judge and not people"; empty: however
    sides     who stands in the table where the judge and the reviewers do, with {people}
    reason    why it is asked, for the report; empty: the kind's own reason
    suspects  a red flag; {said} is what comes nearest to showing it, surely enough to ask, if not to judge
    """

    kind: str
    text: str
    id: str = ""
    when: str = ""
    asks_for: tuple[str, ...] = ()
    refutation: str = ""
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    setup: str = ""
    sides: tuple[str, str] = SIDES
    reason: str = ""
    suspects: str = ""


class Passage(Words, frozen=True):
    """One or a few sentences of a sample answer, and the ids of the facts that they show."""

    text: str
    facts: tuple[str, ...] = ()


class Candidate(Words, frozen=True):
    """How a simulated candidate answers.

    replies   probe kind -> spoken reply to a follow-up, "default" for all others
    passages  which of the question's sample answers is the first answer: strong, middling, weak; or none
    keeps     how many of those passages are said; 0: all
    opening   said before them, or alone; {words} and {risk} are filled from the question
    """

    replies: dict[str, str]
    passages: str = ""
    keeps: int = 0
    opening: str = ""


class Question(Words, frozen=True):
    """One interview question.

    prompt      as spoken
    fixed       topic -> sentence that the interviewer gives when asked about it (users, volume, languages ...)
    fixed_cues  topic -> words in the candidate's question that ask for it
    asks        ids of the facts that it fairly asks for
    parts       ids of the answer structure's parts that it leaves room for; empty: those that name a fact of `asks`
    silent      ids of the patterns that nobody can show or avoid in it ("no release decision": nothing is released)
    categories  kinds of cases of this product, for generated disagreement figures
    experts     two who could mark here ("two planners"), for disagreements where the candidate has named nobody
    meant       word of a follow-up -> what is meant by it, said to whoever asks back
    tags        what sort of product or task it is ("regulated", "open_ended"), for choosing among questions
    strong, weak, middling   sample answers of ours; middling only where the question can be a demo
    """

    id: str
    kind: str
    title: str
    prompt: str
    fixed: dict[str, str]
    fixed_cues: dict[str, tuple[str, ...]]
    risks: tuple[str, ...]
    asks: tuple[str, ...]
    vocabulary: tuple[str, ...]
    categories: tuple[str, ...]
    probes: tuple[Probing, ...]
    strong: tuple[Passage, ...]
    weak: tuple[Passage, ...]
    middling: tuple[Passage, ...] = ()
    tags: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    meant: dict[str, str] = {}
    experts: str = ""


class Checklist(Words, frozen=True):
    """`facts.toml`: the facts, red flags among them."""

    fact: tuple[Fact, ...]


class Rubric(Words, frozen=True):
    """`rubric.toml`: the dimensions with their anchors, and the overall rule; who changes a fact raises `version`."""

    version: str
    dimension: tuple[Dimension, ...]
    scoring: Scoring
    levels: dict[str, str]
    autofail: dict[str, str] = {}


class Signals(Words, frozen=True):
    """Lemma lists by name, and the field's terms with their spoken variants ("cap a" for kappa)."""

    lists: dict[str, tuple[str, ...]] = {}
    terms: dict[str, tuple[str, ...]] = {}


class Probes(Words, frozen=True):
    """`probes.toml`: wordings of the probe kinds, and the simulated candidates by name (strong, middling, weak ...).

    heard   by the id of a fact, patterns (docs/packs.md) that say as much in other words: what need not be asked for
    """

    probe: tuple[Probing, ...] = ()
    heard: dict[str, tuple[str, ...]] = {}
    candidate: dict[str, Candidate] = {}


class Head(Words, frozen=True):
    """`pack.toml`. `order`: where the pack stands among those that come with the program."""

    id: str
    title: str
    kinds: dict[str, Kind]
    part: tuple[Part, ...]
    pattern: tuple[Pattern, ...]
    vocabulary: tuple[str, ...]
    order: int = 0


class Pack(msgspec.Struct, frozen=True):
    """A whole pack, read and checked."""

    head: Head
    checklist: tuple[Fact, ...]
    rubric: Rubric
    signals: Signals
    probes: Probes
    questions: tuple[Question, ...]
    folder: str
    stance: Signals = Signals()
    weighing: Weighing | None = None
    hearing: Hearing | None = None
    encoder: encoder.Encoder | None = None

    @property
    def heard(self) -> Signals:
        """The signals, and the words by which replies to objections are read: these decide no level."""
        return Signals(lists={**self.signals.lists, **self.stance.lists}, terms=self.signals.terms)

    @property
    def id(self) -> str:
        """The pack's name."""
        return self.head.id

    @property
    def facts(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.checklist}

    def has(self, question_id: str) -> bool:
        """Whether one of its questions has that id."""
        return any(question.id == question_id for question in self.questions)

    def question(self, question_id: str) -> Question:
        """The question of that id. Raises UsageFailure."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise UsageFailure(
            f"There is no question '{question_id}' in the pack '{self.id}'.",
            "`interviewer questions` lists them.",
        )


def text_of(path: Path) -> str:
    """The file's text, without the mark that some editors put before it. Raises OSError, UnicodeDecodeError."""
    return path.read_text(encoding="utf-8-sig")


def read_toml(path: Path) -> dict[str, Any]:
    """The file as a dict. Raises PackError with file and line where it is not TOML, or cannot be read."""
    try:
        return tomllib.loads(text_of(path))
    except FileNotFoundError:
        raise PackError(f"{path} is missing.", "Every pack needs it.") from None
    except UnicodeDecodeError:
        raise PackError(f"{path} is not a text in UTF-8.", "Save it as UTF-8.") from None
    except OSError as error:
        raise PackError(f"{path} cannot be read: {error.strerror or error}.", "Make it a readable file.") from None
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path} is not valid TOML: {error}.", "Mend that line.") from None


def read(path: Path, kind: type[Any]) -> Any:
    """The file as a value of `kind`. Raises PackError naming the file and the key."""
    try:
        return msgspec.convert(read_toml(path), kind)
    except msgspec.ValidationError as error:
        raise PackError(f"{path}: {error}.", "Mend that key.") from None


def signal_files(folder: Path) -> tuple[Path, ...]:
    """The files that hold the signals of `folder`: `signals.toml`, or all in its folder `signals`."""
    one = folder / "signals.toml"
    several = tuple(sorted((folder / "signals").glob("*.toml")))
    return (one, *several) if one.is_file() or not several else several


def signals(folder: Path) -> Signals:
    """The pack's own signals over the ones shared by all topics in `prompts/common/`. Raises PackError."""
    common, own = _merged(ROOT / "common"), _merged(folder)
    return Signals(lists={**common.lists, **own.lists}, terms={**common.terms, **own.terms})


def _merged(folder: Path) -> Signals:
    lists: dict[str, tuple[str, ...]] = {}
    terms: dict[str, tuple[str, ...]] = {}
    for path in signal_files(folder):
        here = read(path, Signals)
        if twice := sorted((lists.keys() & here.lists.keys()) | (terms.keys() & here.terms.keys())):
            raise PackError(f"{path}: '{twice[0]}' stands in another file of that folder too.", "Keep one of them.")
        lists.update(here.lists)
        terms.update(here.terms)
    return Signals(lists, terms)


@cache
def load(name: str = "", own: Path | None = None) -> Pack:
    """The pack of that name or in that folder, by default the first one; `own` is the folder of the user's packs.

    Raises UsageFailure, PackError.
    """
    folder = shelf.folder(name, own)
    questions = tuple(read(path, Question) for path in sorted((folder / "questions").glob("*.toml")))
    hearing = weights.read(folder / weights.FACTS, Hearing)
    return Pack(
        head=read(folder / shelf.HEAD, Head),
        checklist=read(folder / "facts.toml", Checklist).fact,
        rubric=read(folder / "rubric.toml", Rubric),
        signals=signals(folder),
        probes=read(folder / "probes.toml", Probes),
        questions=questions,
        folder=str(folder),
        stance=read(ROOT / "common" / "stance.toml", Signals),
        weighing=weights.read(folder / weights.DECISIONS, Weighing),
        hearing=hearing,
        encoder=encoder.of(folder, hearing.beside) if hearing is not None and hearing.beside else None,
    )


def find(question_id: str, first: Pack, own: Path | None = None) -> tuple[Pack, Question]:
    """The question of that id and its pack: in `first`, else in whichever pack has it; "pack/id" says which.

    Packs that cannot be read are passed over here: whoever names one is told. Raises UsageFailure, PackError.
    """
    name, slash, rest = question_id.rpartition("/")
    if slash:
        pack = load(name, own)
        return pack, pack.question(rest)
    readable = () if first.has(question_id) else every(own)
    found = [pack for pack in readable if pack.has(question_id)]
    if len(found) > 1:
        where = " and ".join(pack.id for pack in found)
        raise UsageFailure(f"'{question_id}' is a question of {where}.", f"Say which: {found[0].id}/{question_id}.")
    broken = sorted(set(shelf.known(own)) - {pack.id for pack in readable}) if readable and not found else []
    if broken:
        raise UsageFailure(
            f"There is no question '{question_id}' in a pack that can be read.",
            f"One cannot: `interviewer pack check {broken[0]}` says why.",
        )
    pack = found[0] if found else first
    return pack, pack.question(question_id)


def every(own: Path | None = None) -> tuple[Pack, ...]:
    """All packs that can be read, in the order in which they are listed."""
    found = []
    for name in shelf.known(own):
        with contextlib.suppress(PackError):
            found.append(load(name, own))
    return tuple(found)
