"""Which clauses of an interview can be said back alone, and how a term is named: by the parse of where they stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, wraps
from typing import TypeVar

from interviewer.analysis.clauses import clauses
from interviewer.analysis.tokens import Token, bare
from interviewer.analysis.units import Unit
from interviewer.dialogue import loose

T = TypeVar("T")
MOST_KNOWN = 4096  # stretches remembered
MOST_LOST = 8  # words left out or mended between what was said and what is said back


def _remembered(read: Callable[[Sequence[Token], int, int], T]) -> Callable[[Sequence[Token], int, int], T]:
    """`read`, with what it gave for stretches of sections that still stand: an answer that grows is asked again."""
    known: dict[tuple[int, int, int], tuple[Sequence[Token], T]] = {}

    @wraps(read)
    def of(tokens: Sequence[Token], first: int, last: int) -> T:
        key = (id(tokens), first, last)
        found = known.get(key)
        if found is None or found[0] is not tokens:
            if len(known) >= MOST_KNOWN:
                known.clear()
            found = known[key] = (tokens, read(tokens, first, last))
        return found[1]

    return of


_fault = _remembered(loose.fault)


@_remembered
def _told(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(part.told for part in clauses(tokens, first, last) if not part.side)


class Standing:
    """Asks it of clauses of one interview. In: its sentences as `analysis.reading` gives them."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._units = tuple(units)
        self._known: dict[str, str] = {}
        self._tales: dict[str, bool] = {}

    def fault(self, clause: str) -> str:
        """Why a clause (verbatim but for what was tidied) cannot be said back alone; empty: it can, or is not found."""
        if clause not in self._known:
            found = self._place(clause)
            self._known[clause] = "" if found is None else _fault(*found)
        return self._known[clause]

    def tells(self, clause: str) -> bool:
        """Whether a clause tells of what was, and plans nothing."""
        if clause not in self._tales:
            found = self._place(clause)
            self._tales[clause] = found is not None and _told(*found)
        return self._tales[clause]

    def named(self, term: str) -> str:
        """A term as it is spoken of: "the ensemble" where it was "an ensemble of three"; empty: only describes others.

        A term that stands nowhere word for word is as it is.
        """
        wanted, found = term.lower().replace("-", " ").split(), False
        for tokens, _ in self._sections:
            lower = [token.lower for token in tokens]
            if not wanted or wanted[0] not in lower:
                continue
            for at in range(len(tokens) - len(wanted) + 1):
                if lower[at : at + len(wanted)] != wanted:
                    continue
                found, last = True, at + len(wanted) - 1
                describes = tokens[last].dep in ("compound", "amod", "nmod") and tokens[last].head > last
                if describes and term.islower():  # "an embedding drift"; a name may stand in a list without marks
                    continue
                own = any(token.head == last and token.dep in ("det", "poss") for token in tokens[max(0, at - 3) : at])
                return f"the {term}" if own and tokens[last].tag == "NN" and tokens[last].text.islower() else term
        return "" if found else term

    @cached_property
    def _sections(self) -> tuple[tuple[tuple[Token, ...], tuple[str, ...]], ...]:
        seen = {id(unit.tokens): unit for unit in self._units}
        return tuple((unit.tokens, tuple(bare(word.text) for word in unit.words)) for unit in seen.values())

    @cached_property
    def _starts(self) -> dict[str, list[tuple[int, int]]]:
        """Where each word stands: (section, word in it)."""
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for section, (_, said) in enumerate(self._sections):
            for at, word in enumerate(said):
                places[word].append((section, at))
        return places

    def _place(self, clause: str) -> tuple[Sequence[Token], int, int] | None:
        """The tokens of its section, and its first and last among them."""
        wanted = tuple(core for word in clause.replace("’", "'").split() if (core := bare(word)))
        starts = self._starts.get(wanted[0], []) if wanted else []
        verbatim = [
            (section, start)
            for section, start in starts
            if self._sections[section][1][start : start + len(wanted)] == wanted
        ]
        best: tuple[int, Sequence[Token], int, int] | None = None
        for section, start in verbatim[:1] or starts:
            tokens, said = self._sections[section]
            end, lost = _walked(said, start, wanted)
            if lost <= MOST_LOST and (best is None or lost < best[0]):
                best = lost, tokens, start, end
        if best is None:
            return None
        inside = [at for at, token in enumerate(best[1]) if best[2] <= token.word <= best[3]]
        return (best[1], inside[0], inside[-1]) if len(inside) > 1 else None


def _walked(said: Sequence[str], start: int, wanted: Sequence[str]) -> tuple[int, int]:
    """(where the last of `wanted` stands in `said` from `start` on, how much differs): fillers and mended words do."""
    at = start
    lost = 0
    for word in wanted[1:]:
        step = next((step for step in range(1, 6) if at + step < len(said) and said[at + step] == word), 0)
        lost += step - 1 if step else 2
        if lost > MOST_LOST:
            break
        at += step or (at + 1 < len(said))
    return at, lost
