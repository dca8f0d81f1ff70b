"""Different things that are told one after another: "first, it books the wrong flight; second, it is rude". Pure.

Only the stretch of an answer counts that speaks of them; other lists open other stretches ("I would score ..."). It is
cut at ordinals where they are counted off, else at subjects, list commas and conjunctions. Two pieces are one thing
where most of the content words of the shorter come up in the longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.analysis.clauses import begins
from interviewer.analysis.reading import part
from interviewer.analysis.sentences import SAYING, SUBJECTS
from interviewer.analysis.tokens import Token, stem, wordset
from interviewer.analysis.units import Unit
from interviewer.model import Quote

RANKS = {word: rank for rank, words in enumerate((
    "one first firstly 1 a", "two second secondly 2 b", "three third thirdly 3 c", "four fourth fourthly 4 d",
    "five fifth fifthly 5 e", "six sixth 6 f", "seven seventh 7 g",
), 1) for word in words.split()}  # fmt: skip
COUNTED = 3  # so many ordinals in order make an enumeration
SAME = 0.5  # more of the shorter one's content words in the longer: the same thing again
ALIKE = 6  # letters that two stems of one word share ("allergy", "allergic")
GOES_ON = wordset(
    """but when that which because if although though who where so as while for like such since unless until even
    instead what how than to not after before e.g. especially with without"""
)
DOERS = wordset("it they he she this")  # whoever fails
JOINS = wordset("and or also then plus next another finally")
MAYBE = wordset("can could may might")
# What says nothing of which failure it is.
HOLLOW = frozenset(
    map(
        stem,
        wordset(
            """fail failure failures mode way ways wrong bad false go goes thing things one two three four five first
            second third fourth fifth another next also finally last number case cases time times problem risk worst can
            could may might be is have has do does say says tell tells give gives show shows find finds return get gets
            make makes put puts take takes let lets come comes happen happens answer answers question bot assistant app
            chat model system product people person user users customer customers someone somebody worry see think know
            want would will other mistake error incorrect thirdly secondly lastly then again people guy man woman"""
        ),
    )
)


@dataclass(frozen=True)
class Piece:
    """One thing as it was told: tokens first..last of `unit`, and what follows of it in later sentences."""

    unit: Unit
    first: int
    last: int
    rest: tuple[tuple[Unit, int, int], ...] = ()
    counted: bool = False

    @property
    def quote(self) -> Quote:
        """Its words, verbatim, as far as they are read together."""
        last = self.last
        for unit, _, end in self.rest:
            last = end if unit.tokens is self.unit.tokens else last
        return self.unit.quoted(self.first, last)

    @property
    def stretches(self) -> tuple[tuple[Unit, int, int], ...]:
        """All of it, by sentence."""
        return ((self.unit, self.first, self.last), *self.rest)


def things(
    units: Sequence[Unit],
    opens: str,
    others: Sequence[str],
    alike: Sequence[str],
    tells: Callable[[Unit], bool],
) -> list[Piece]:
    """The different things, in order, each as it was first told.

    opens   the list whose words open the stretch ("failures"); the answer begins in it
    others  lists whose words open other stretches
    alike   lists of words that all name one thing
    tells   whether a piece of a sentence tells such a thing, where nothing else shows it
    """
    out: list[Piece] = []
    seen: list[frozenset[str]] = []
    for piece in _pieces(_stretch(units, opens, others), opens, tells):
        content = _content(piece, opens, alike)
        if content and not any(_same(content, one) for one in seen):
            out.append(piece)
        if content:
            seen.append(content)
    return out


def _stretch(units: Sequence[Unit], opens: str, others: Sequence[str]) -> list[tuple[Unit, int, int]]:
    """(unit, first, last) of what is said of the things."""
    out: list[tuple[Unit, int, int]] = []
    inside = True
    for unit in units:
        if "injection" in unit.cues:
            continue
        turns = [(span.first, True) for span in unit.said.get(opens, ())]
        turns += [(span.first, False) for name in others for span in unit.said.get(name, ())]
        start = unit.first
        for at, own in sorted(turns):
            if inside and at > start and not own:
                out.append((unit, start, at - 1))
            if own != inside:
                start = at
            inside = own
        if inside:
            out.append((unit, start, unit.last))
    return out


def _pieces(stretch: Sequence[tuple[Unit, int, int]], opens: str, tells: Callable[[Unit], bool]) -> Iterator[Piece]:
    marks = _marks(stretch)
    if len(marks) >= COUNTED:
        yield from _counted(stretch, marks)
        return
    found = list(_cuts(stretch, opens))
    told = sum(one.maybe for one in found) >= COUNTED  # "it could ... it could ... it could"
    acts = sum(one.does and not one.maybe for one in found)  # "it mishears the street, it adds ..., it keeps ..."
    for place, one in enumerate(found):
        here = part(one.unit, one.first, one.last)
        denied = "negated" in here.cues  # then the rule tells "it does not stop" from "it never leaks"
        if one.unit.tokens[one.first].lower in GOES_ON and place:
            continue
        rest = []
        for after in found[place + 1 :]:
            if after.unit.tokens[after.first].lower not in GOES_ON:
                break
            rest.append((after.unit, after.first, after.last))
        shown = one.listed or (told and one.maybe) or (one.does and acts >= (COUNTED if one.led else COUNTED + 1))
        if (shown and not denied) or tells(here) or any(tells(part(*more)) for more in rest):
            yield Piece(one.unit, one.first, one.last, tuple(rest))


@dataclass(frozen=True)
class Cut:
    """A stretch of a sentence that may tell one thing: `maybe` says what could be, `does` what it
    does, `led` stands behind words that open them, `listed` in a list of them."""

    unit: Unit
    first: int
    last: int
    maybe: bool
    does: bool
    led: bool
    listed: bool


def _cuts(stretch: Sequence[tuple[Unit, int, int]], opens: str) -> Iterator[Cut]:
    led = False
    for unit, first, last in stretch:
        led = led or any(first <= span.first <= last for span in unit.said.get(opens, ()))
        if "question" in unit.cues:
            continue
        cuts = [first, *(at for at in range(first + 1, last + 1) if _cut(unit.tokens, first, at, last)), last + 1]
        maybe = False
        for a, b in pairwise(cuts):
            own = unit.tokens[a:b]
            maybe = any(t.lower in MAYBE for t in own) or (maybe and own[0].lower not in SUBJECTS)
            at = next((t for t in own if t.lower not in JOINS and RANKS.get(t.lower) is None), own[0])
            does = at.lower in DOERS and any(t.finite for t in own[1:5])
            yield Cut(unit, a, b - 1, maybe, does, led, led and (maybe or own[0].tag == "VBG" or len(cuts) > COUNTED))


def _counted(stretch: Sequence[tuple[Unit, int, int]], marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The pieces from each mark (index of the stretch, token) to the next."""
    for number, (place, at) in enumerate(marks):
        unit, _, last = stretch[place]
        after = min(place + 1, len(stretch) - 1)  # the last one goes on for a sentence at most
        end = marks[number + 1] if number + 1 < len(marks) else (after, stretch[after][2] + 1)
        if end[0] == place:
            yield Piece(unit, at, end[1] - 1, counted=True)
            continue
        rest = [*stretch[place + 1 : end[0]]]
        if end[1] > stretch[end[0]][1]:
            rest.append((stretch[end[0]][0], stretch[end[0]][1], end[1] - 1))
        yield Piece(unit, at, last, tuple(rest), counted=True)


def _marks(stretch: Sequence[tuple[Unit, int, int]]) -> list[tuple[int, int]]:
    """Where things are counted off in order: "first ... second ... third", "one ... two ..."."""
    out: list[tuple[int, int]] = []
    for place, (unit, first, last) in enumerate(stretch):
        for at in range(first, last + 1):
            if RANKS.get(unit.tokens[at].lower) == len(out) + 1 and _counts_off(unit.tokens, at):
                out.append((place, at))
    return out


def _counts_off(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    free = before is None or bool(before.stop) or before.comma or before.lower in JOINS
    named = before is not None and before.lower in ("failure", "number", "mode", "the", "way", "no", "risk", "problem")
    if len(token.lower) == 1 and token.lower.isalpha():
        return free and (token.comma or bool(token.stop))
    if token.comma or token.stop:
        return True
    if after is None:
        return False
    if after.lower in ("is", "would", "when", "if", "one", "of") and (free or named):
        return after.lower != "of"
    spoken = after.lower in SUBJECTS or after.pos in ("PRON", "DET") or begins(tokens, at + 1, len(tokens) - 1)
    return spoken or (free and token.lower != "one" and after.pos not in ("NOUN", "PROPN", "NUM"))


def _cut(tokens: Sequence[Token], first: int, at: int, last: int) -> bool:
    """Whether another piece may begin at `at`."""
    token, before = tokens[at], tokens[at - 1]
    if token.lower in GOES_ON or before.lower in GOES_ON:
        return False
    if before.comma or before.stop:
        return True
    if before.lower in JOINS:
        return False
    start = at
    while start < last and tokens[start].lower in JOINS:
        start += 1
    joined = start > at
    subject = (
        tokens[start].lower in (SUBJECTS if joined else DOERS)  # "extras nobody asked for" is one
        and start < last
        and any(t.finite for t in tokens[start + 1 : min(start + 3, last + 1)])
    )
    ended = before.lower in ("not", "n't")  # "when they are not | it asks": nothing is left to be denied
    if subject and (joined or ended or (before.lemma not in SAYING and before.pos not in ("AUX", "SCONJ"))):
        return True
    modal = any(t.lower in MAYBE for t in tokens[first:at])
    bare = tokens[start].tag == "VB" and before.tag not in ("TO", "MD", "VB", "RB")
    noun = tokens[start].lower.endswith("ing") and start < last and tokens[start + 1].tag in ("DT", "VBN", "JJ", "PRP$")
    gerund = (
        (tokens[start].tag == "VBG" or noun)
        and before.pos not in ("AUX", "DET")
        and before.tag != "RP"
        and first < at - 1
    )
    return (joined and (gerund or tokens[start].tag == "VB")) or (modal and bare) or (gerund and not modal)


def _content(piece: Piece, opens: str, alike: Sequence[str]) -> frozenset[str]:
    """Stems of the words that tell which thing it is, words of one `alike` list as that list's name."""
    out: set[str] = set()
    plain: set[str] = set()
    for unit, first, last in piece.stretches:
        # What only leads up to them tells none: "the failures that I worry about".
        taken = {
            at for span in unit.said.get(opens, ()) if first <= span.first <= last for at in range(first, span.last + 1)
        }
        for name in alike:
            for span in (*unit.said.get(name, ()), *unit.denied.get(name, ())):
                if first <= span.first and span.last <= last:
                    out.add("@" + name)
                    taken |= set(range(span.first, span.last + 1))
        for at in range(first, last + 1):
            token = unit.tokens[at]
            if at in taken or token.pos not in ("NOUN", "VERB", "ADJ", "PROPN", "ADV") or token.numeric:
                continue
            (plain if stem(token.lemma) in HOLLOW or token.pos == "ADV" else out).add(stem(token.lemma))
    return frozenset(out or (plain if piece.counted else plain & {"wrong", "bad", "false"}))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((one, other), key=len)
    return sum(any(_akin(word, its) for its in large) for word in small) > SAME * len(small)


def _akin(one: str, other: str) -> bool:
    if one[0] == "@" or other[0] == "@":
        return one == other
    return one == other or (len(one) >= ALIKE and len(other) >= ALIKE and one[:ALIKE] == other[:ALIKE])
