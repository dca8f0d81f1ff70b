"""Words of a turn as tokens: spoken noise left out, spaCy's tags and parse beside each, its place in the turn kept.

Left out: doubtful words (never evidence), fillers, cut-off syllables and repeated words ("we we would"). What the
recogniser is known to mishear is set right first ("cap a" for kappa), from the pack's own table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from audio.words import Word

if TYPE_CHECKING:
    from spacy.tokens import Doc


def wordset(text: str) -> frozenset[str]:
    """The words of a constant that reads better as prose than as a hundred quoted strings."""
    return frozenset(text.split())


FILLERS = frozenset(["um", "uh", "uhm", "umm", "er", "erm", "hmm", "hm", "mm", "mhm", "ah", "eh", "äh", "uhh"])
_EDGE = re.compile(r"^\W+|\W+$")
_SHORT = re.compile(r"[b-df-hj-np-tv-z][aeiouy][b-df-hj-np-tvz]")  # what is left of "rated", "timing"
_FULL = {"n't": "not", "nt": "not", "ca": "can", "wo": "will", "'d": "would", "'ll": "will", "'re": "are"}
_FULL |= {"'m": "am", "'ve": "have", "%": "percent", "’d": "would", "’ll": "will", "n’t": "not", "’ve": "have"}
_GLUED = re.compile(r"(?i)^(do|does|did|is|are|was|were|would|should|could|have|has|had|must)nt$")


@dataclass(frozen=True, slots=True)  # an hour has ten thousand
class Token:
    """One token of the cleaned text. Its strings are interned: most of them stand in an answer many times.

    keys      stems under which phrases find it (of the word and of its lemma)
    tag, pos, dep   spaCy's; head: index of the governing token among these tokens
    word      index into the words that were parsed
    stop      strong punctuation after it (".", "?", "!", ";"), or empty; comma: a comma, dash or colon after it
    pause_s   silence after it; 0 where the times are unknown
    """

    text: str
    lower: str
    lemma: str
    keys: frozenset[str]
    tag: str
    pos: str
    dep: str
    head: int
    word: int
    stop: str = ""
    comma: bool = False
    pause_s: float = 0.0

    @property
    def finite(self) -> bool:
        """A finite verb or a modal: it can carry a clause."""
        return self.tag in ("MD", "VBP", "VBZ", "VBD")

    @property
    def numeric(self) -> bool:
        """A number in digits or in words; the pronoun "one" is not."""
        if self.lower in FRACTIONS:
            return self.tag in ("NN", "NNS", "CD")
        return self.lower[0].isdigit() or (self.lower in NUMBERS) or (self.pos == "NUM" and self.lower != "one")


FRACTIONS = wordset("third fifth sixth eighth tenth twentieth thirds quarters fifths tenths double")
NUMBERS = wordset(
    """zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    dozen half twice"""
)


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """A light, context-free stem: plural, -ed, -ing and a final e go ("labelled", "labels", "labelling" -> "label").

    Four letters keep their e ("note" is not "not", "pile" is no "pill"), and what was cut from them gets it back.
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    root = word
    if root.endswith("ies") and len(root) > 4:
        root = root[:-3] + "y"
    elif root.endswith(("sses", "shes", "ches", "xes")):
        root = root[:-2]
    elif root.endswith("s") and not root.endswith(("ss", "us", "is")):
        root = root[:-1]
    for ending in ("ing", "ed"):
        bare = root[: -len(ending)]
        if root.endswith(ending) and len(bare) >= 3 and any(letter in "aeiouy" for letter in bare):
            if not (ending == "ed" and root.endswith("eed")):
                root = bare
                if root[-1] == root[-2] and root[-1] not in "sz":
                    root = root[:-1]
                elif _SHORT.fullmatch(root):
                    return root + "e"  # "rating", "timed"
            break
    if root.endswith("ll"):
        root = root[:-1]
    return root[:-1] if root.endswith("e") and len(root) > 4 else root


@lru_cache(maxsize=32768)
def _keys(lower: str, lemma: str) -> frozenset[str]:
    return frozenset((stem(lower), stem(lemma)))


def bare(text: str) -> str:
    """The word in lower case without the punctuation around it."""
    return _EDGE.sub("", text).lower()


def kept(words: tuple[Word, ...]) -> list[int]:
    """Indices of the words that count: not doubtful, no filler, no cut-off syllable, no immediate repetition."""
    out: list[int] = []
    said: list[str] = []
    for index, word in enumerate(words):
        plain = bare(word.text)
        if (word.doubtful and not word.corrected) or plain in FILLERS:
            continue
        if not plain and word.text not in ("%", "&", "+"):
            continue
        if word.text.endswith(("-", "–", "—")) and len(plain) <= 3:
            continue
        out.append(index)
        said.append(plain or word.text)
        for length in (1, 2, 3):  # "we we", "I would, I would": only the last saying counts
            # A stop between the two ("... the average. The average ...") is no restart; nor is a repeated number.
            tail = said[-length:]
            again = tail == said[-2 * length : -length] and not any(x[0].isdigit() or x in NUMBERS for x in tail)
            if again and not words[out[-length - 1]].text.endswith((".", "?", "!", ";", ":")):
                del out[-2 * length : -length]
                del said[-2 * length : -length]
                break
    return out


def tokens(
    words: tuple[Word, ...], parse: Callable[[str], Doc], heard: Mapping[tuple[str, ...], str]
) -> tuple[Token, ...]:
    """The tokens of one turn. `heard` maps what the recogniser writes to what was said (("cap", "a") -> "kappa")."""
    pieces: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    keep = kept(words)
    longest = max((len(key) for key in heard), default=0)
    at = offset = 0
    while at < len(keep):
        index, text, used = keep[at], words[keep[at]].text, 1
        for length in range(min(longest, len(keep) - at), 0, -1):
            said = tuple(bare(words[i].text) for i in keep[at : at + length])
            if said in heard:
                tail = words[keep[at + length - 1]].text
                text = heard[said] + tail[len(tail.rstrip(".,;:?!")) :]
                used = length
                break
        if text == "i" or text.startswith(("i'", "i’")):
            text = "I" + text[1:]
        elif glued := _GLUED.match(text):
            text = glued.group(1) + "n't"
        if index and text[0].islower() and _opens(words[index - 1]) and (not at or keep[at - 1] < index - 1):
            text = text[0].upper() + text[1:]  # "Um, two raters": its capital went with the filler
        pieces.append(text)
        starts.append(offset)
        places.append(index)
        offset += len(text) + 1
        at += used
    doc = parse(" ".join(pieces)) if pieces else ()
    return _tokens(doc, starts, places, words)


def _opens(word: Word) -> bool:
    """Whether it is a filler that begins a sentence."""
    return word.text[0].isupper() and bare(word.text) in FILLERS


def _tokens(doc: Doc | tuple[()], starts: list[int], places: list[int], words: tuple[Word, ...]) -> tuple[Token, ...]:
    new: dict[int, int] = {}
    for token in doc:
        if not (token.is_punct and token.text != "%") and not token.is_space and token.tag_ != "POS":
            new[token.i] = len(new)
    out: list[Token] = []
    for token in doc:
        if token.i not in new:
            if out and token.idx > 0:
                out[-1] = _punctuated(out[-1], token.text)
            continue
        word = places[bisect_right(starts, token.idx) - 1]
        lower = _FULL.get(token.lower_, token.lower_)
        lemma = token.lemma_.lower() if lower == token.lower_ else lower
        head = token.head
        while head.i not in new and head.head.i != head.i:
            head = head.head
        out.append(
            Token(
                text=intern(token.text),
                lower=intern(lower),
                lemma=intern(lemma),
                keys=_keys(lower, lemma),
                tag=intern(token.tag_),
                pos=intern(token.pos_),
                dep=intern(token.dep_),
                head=new.get(head.i, new[token.i]),
                word=word,
            )
        )
    return _paused(out, words)


def _punctuated(token: Token, mark: str) -> Token:
    if mark[0] in ".?!;…":
        return replace(token, stop=mark[0])
    return replace(token, comma=True) if mark[0] in ",:–—()" or mark == "--" else token


def _paused(out: list[Token], words: tuple[Word, ...]) -> tuple[Token, ...]:
    for index in range(len(out) - 1):
        this, after = words[out[index].word], words[out[index + 1].word]
        if out[index].word == out[index + 1].word or this.end_s is None or after.start_s is None:
            continue
        if (pause_s := after.start_s - this.end_s) > 0.3:
            out[index] = replace(out[index], pause_s=pause_s)
    return tuple(out)
