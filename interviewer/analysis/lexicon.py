"""Lemma lists and field terms of a pack, compiled once and found in tokens.

An entry is a phrase of words, each matched by stem ("label" finds labels, labelled, labelling). Within it
  =word   matches that very word only
  word*   matches every word that begins so
  *word   (as the whole entry) matches every noun that ends so ("*ers": teachers, handlers)
  -word   (as the whole entry) takes a word out again ("-numbers")
  ...     stands for up to four words of any kind
  @list   (as the whole entry) takes in another list
A term's variant that begins with "~" is what the recogniser writes for it ("~cap a" for kappa).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewer.analysis.tokens import Token, stem
from interviewer.packs import Signals

GAP = 4  # words that an ellipsis may stand for
Part = tuple[str, str]  # how to match ("stem", "exact", "prefix", "gap"), and what


@dataclass(frozen=True, slots=True)
class Span:
    """A match: tokens first..last (inclusive) say `entry`."""

    first: int
    last: int
    entry: str


@dataclass(frozen=True)
class Entry:
    """A compiled phrase and the list or term that it belongs to."""

    owner: str
    text: str
    parts: tuple[Part, ...]


class Lexicon:
    """All lists and terms of a pack. Raises ValueError for a list that takes in an unknown one."""

    def __init__(self, lists: Mapping[str, Sequence[str]], terms: Mapping[str, Sequence[str]]) -> None:
        self.names = frozenset(lists)
        self.terms = frozenset(terms)
        self.heard: dict[tuple[str, ...], str] = {}
        self._by_stem: dict[str, list[Entry]] = {}
        self._by_prefix: dict[str, list[Entry]] = {}
        self._suffixes: list[Entry] = []
        self._out: dict[str, set[str]] = {}
        for name in lists:
            for phrase in dict.fromkeys(_flat(name, lists, ())):
                self._add("@" + name, phrase)
        for term, variants in terms.items():
            self._add(term, term)
            for variant in variants:
                if variant.startswith("~"):
                    self.heard[tuple(variant[1:].lower().split())] = term
                else:
                    self._add(term, variant)

    def _add(self, owner: str, phrase: str) -> None:
        if phrase.startswith("-"):
            self._out.setdefault(owner, set()).add(phrase[1:])
            return
        if phrase.startswith("*"):
            self._suffixes.append(Entry(owner, phrase, (("suffix", phrase[1:]),)))
            return
        parts = tuple(_part(word) for word in phrase.lower().replace("-", " ").replace("'s", "").split())
        if not parts or parts[0][0] == "gap" or parts[-1][0] == "gap":
            raise ValueError(f"the entry '{phrase}' of '{owner}' must begin and end with a word")
        entry = Entry(owner, phrase, parts)
        how, what = parts[0]
        if how == "prefix":
            self._by_prefix.setdefault(what[:3], []).append(entry)
        else:
            self._by_stem.setdefault(stem(what) if how == "exact" else what, []).append(entry)

    def find(self, tokens: Sequence[Token]) -> tuple[dict[str, list[Span]], dict[str, list[Span]]]:
        """Matches by list and by term, in order."""
        lists: dict[str, list[Span]] = {}
        terms: dict[str, list[Span]] = {}
        for first, token in enumerate(tokens):
            entries = [entry for key in token.keys for entry in self._by_stem.get(key, ())]
            entries += self._by_prefix.get(token.lower[:3], ())
            if token.pos in ("NOUN", "PROPN"):
                entries += [e for e in self._suffixes if token.lower.endswith(e.parts[0][1])]
            for entry in entries:
                last = _match(entry.parts, tokens, first)
                if last is not None and not (first == last and token.lower in self._out.get(entry.owner, ())):
                    span = Span(first, last, entry.text)
                    if entry.owner[0] == "@":
                        lists.setdefault(entry.owner[1:], []).append(span)
                    else:
                        terms.setdefault(entry.owner, []).append(span)
        return lists, terms


def _flat(name: str, lists: Mapping[str, Sequence[str]], above: tuple[str, ...]) -> list[str]:
    if name not in lists:
        raise ValueError(f"the list '{above[-1] if above else name}' takes in '{name}', which does not exist")
    if name in above:
        raise ValueError(f"the list '{name}' takes in itself")
    out: list[str] = []
    for entry in lists[name]:
        out += _flat(entry[1:], lists, (*above, name)) if entry.startswith("@") else [entry]
    return out


def _part(word: str) -> Part:
    if word in ("...", "…"):
        return ("gap", "")
    if word.startswith("="):
        return ("exact", word[1:])
    if word.endswith("*") and len(word) > 3:
        return ("prefix", word[:-1])
    return ("stem", stem(word))


def _fits(part: Part, token: Token) -> bool:
    how, what = part
    if how == "stem":
        return what in token.keys
    if how == "suffix":
        return token.lower.endswith(what)
    return token.lower == what if how == "exact" else token.lower.startswith(what)


def _match(parts: tuple[Part, ...], tokens: Sequence[Token], first: int) -> int | None:
    """The index of the last token of a match that begins at `first`, or None."""
    at = first
    gap = 0
    for number, part in enumerate(parts):
        if part[0] == "gap":
            gap = GAP
            continue
        for step in range(gap + 1):
            if at + step >= len(tokens) or (number and tokens[at + step - 1].stop in (".", "?", "!") and step):
                return None
            if _fits(part, tokens[at + step]):
                at += step + 1
                break
        else:
            return None
        gap = 0
    return at - 1


@lru_cache(maxsize=8)
def _compiled(
    lists: tuple[tuple[str, tuple[str, ...]], ...], terms: tuple[tuple[str, tuple[str, ...]], ...]
) -> Lexicon:
    return Lexicon(dict(lists), dict(terms))


def lexicon(signals: Signals) -> Lexicon:
    """The compiled signals of a pack; the same signals are compiled once. Raises ValueError."""
    return _compiled(tuple(signals.lists.items()), tuple(signals.terms.items()))
