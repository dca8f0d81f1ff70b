"""Learns the weights by which sentences show facts, from answers in which those sentences are marked: numpy only.

python -m benchmarks.hear PACK                 writes the pack's hearing.json (eight minutes)
python -m benchmarks.hear PACK --leave-out     learns without a fifth of the sets in turn, prints how each fact fares
    --beside FOLDER                            with an encoder that `benchmarks.teach --part` learned

Every answer is read twice, as it is written and without marks; a sentence shows a fact where it shares half its words,
or half of theirs, with a marked stretch. What is minimised is the logistic loss with a ridge, by Nesterov's accelerated
gradient; features that few sentences have are left out, and weights near nothing are not kept. A fact's bar is the
chance at which the F1 over answers is best, by weights that were learned without the set that is looked at. Beside an
encoder, whose scores count as much, that is found on the fifth of the sets without which the encoder was learned.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.marked import Marked, bare, readings
from interviewer import nlp, packs
from interviewer.analysis import analyse
from interviewer.analysis.features import of_sentence
from interviewer.analysis.passages import counts
from interviewer.analysis.reading import read
from interviewer.encoder import Encoder, digest
from interviewer.judging.answer import words_of
from interviewer.judging.rules import ruled, takes
from interviewer.model import Turn
from interviewer.weights import ENCODER, FACTS, Encode, Heard, Hearing

if TYPE_CHECKING:
    from spacy.tokens import Doc

RIDGE = 20.0
ROUNDS = 150
MIN_COUNT = 24  # sentences that have the feature, with marks and without
SMALLEST = 0.05
OF_THE_WHOLE = ("R3", "R4", "R5", "R6", "R7", "R9")  # flags that no sentence shows by itself
SURE = 0.4  # the least bar of a red flag: one that is heard wrongly costs the whole answer
BY_RULE = 0.15  # the chance that is enough for a red flag where its own rule takes the sentence
FOLDS = 5
HELD = 0  # the fold on which the bars are found where there is an encoder
BARS = np.arange(0.1, 0.8, 0.025)
Array = NDArray[np.float32]


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words, what is seen in it and what the rules say of it, and the facts it was marked for."""

    said: tuple[str, ...]
    names: frozenset[str]
    shows: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """One answer in one form: the facts that were marked, those whose rules hold, and its sentences."""

    part: str
    marked: bool
    facts: frozenset[str]
    ruled: frozenset[str]
    sentences: tuple[Sentence, ...]


def answers(pack: packs.Pack, parse: Callable[[str], Doc]) -> Iterator[Answer]:
    """All marked answers, in both forms."""
    for part, one in readings(pack):
        for marked in (True, False):
            said = one.transcript if marked else bare(one.transcript)
            spans = one.facts if marked else moved(one)
            turns = (Turn(number=0, words=words_of(said), closed_by="file"),)
            reading = read(turns, pack, parse)
            rules = ruled(reading, analyse(turns, pack, parse), pack, pack.question(one.question_id))
            taken = takes(rules)
            sentences = []
            for unit in reading.distinct:
                if counts(unit, True):
                    rule = {f"rule={name}" for name in taken.get(unit.sentence.index, ())}
                    here = (unit.sentence.first, unit.sentence.last)
                    shows = {name for name, all_ in spans.items() if any(shared(here, span) for span in all_)}
                    sentences.append(Sentence(unit.said_words, of_sentence(unit.same) | rule, frozenset(shows)))
            held = frozenset(name for name, rule_answer in rules.items() if rule_answer.holds)
            yield Answer(part, marked, frozenset(one.facts), held, tuple(sentences))


def moved(one: Marked) -> dict[str, tuple[tuple[int, int], ...]]:
    """Its stretches, counted in the words of the form without marks."""
    starts = np.cumsum([0, *(len(bare(word).split()) for word in one.transcript.split())])
    return {
        name: tuple((int(starts[first]), int(starts[last + 1]) - 1) for first, last in spans)
        for name, spans in one.facts.items()
    }


def shared(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches have half the words of either in common."""
    common = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return 2 * common >= min(one[1] - one[0], other[1] - other[0]) + 1


@dataclass(frozen=True)
class Table:
    """Features of sentences, (n_sentences, n_names), what they show, (n_sentences, n_facts), and whose they are."""

    seen: Array
    shows: Array
    bounds: tuple[tuple[int, int], ...]


def table(answers_: Sequence[Answer], names: Sequence[str], facts: Sequence[str]) -> Table:
    """All sentences of these answers, as far as these features are seen in them."""
    place = {name: at for at, name in enumerate(names)}
    column = {name: at for at, name in enumerate(facts)}
    sentences = [one for answer in answers_ for one in answer.sentences]
    seen = np.zeros((len(sentences), len(names)), np.float32)
    shows = np.zeros((len(sentences), len(facts)), np.float32)
    for at, one in enumerate(sentences):
        seen[at, [place[name] for name in one.names if name in place]] = 1
        shows[at, [column[name] for name in one.shows if name in column]] = 1
    ends = np.cumsum([0, *(len(answer.sentences) for answer in answers_)]).tolist()
    return Table(seen, shows, tuple(pairwise(ends)))


def vocabulary(answers_: Sequence[Answer]) -> list[str]:
    """The features that enough sentences have."""
    count = Counter(name for answer in answers_ for one in answer.sentences for name in one.names)
    return sorted(name for name, times in count.items() if times >= MIN_COUNT)


def learn(seen: Array, shows: Array) -> tuple[Array, Array]:
    """The weights, (n_names, n_facts), and the biases, (n_facts,), that fit these sentences best."""
    share = np.clip(shows.mean(axis=0), 1e-4, 0.9)
    biases = np.log(share / (1 - share)).astype(np.float32)
    weights = np.zeros((seen.shape[1], shows.shape[1]), np.float32)
    pace = np.float32(1 / (1.1 * _steepest(seen)))
    ahead, ahead_biases = weights, biases
    for turn in range(ROUNDS):
        errors = 1 / (1 + np.exp(-(seen @ ahead + ahead_biases))) - shows
        after = ahead - pace * (seen.T @ errors + RIDGE * ahead)
        after_biases = ahead_biases - pace * errors.sum(axis=0)
        go = np.float32(turn / (turn + 3))
        ahead, ahead_biases = after + go * (after - weights), after_biases + go * (after_biases - biases)
        weights, biases = after, after_biases
    return weights, biases


def _steepest(seen: Array) -> float:
    """The greatest curvature of the loss (power iteration)."""
    vector = np.ones(seen.shape[1], np.float32) / np.float32(np.sqrt(seen.shape[1]))
    size = 1.0
    for _ in range(15):
        vector = seen.T @ (seen @ vector) / 4 + RIDGE * vector
        size = float(np.linalg.norm(vector))
        vector /= size
    return size


def chances(table_: Table, weights: Array, biases: Array, beside: Array | None = None) -> Array:
    """For each answer and fact the chance of the sentence that shows it best, (n_answers, n_facts).

    In: `beside`, the scores of an encoder for each sentence.
    """
    scores = table_.seen @ weights + biases
    every = 1 / (1 + np.exp(-(scores if beside is None else (scores + beside) / 2)))
    none = np.zeros(every.shape[1], np.float32)
    return np.array([every[first:end].max(axis=0) if end > first else none for first, end in table_.bounds])


def bars(chance: Array, holds: Array) -> Array:
    """For each fact the bar at which F1 over the answers is best, evened out over neighbouring bars."""
    found = chance[None] >= BARS[:, None, None]
    scores = 2 * (found & (holds > 0)).sum(axis=1) / np.maximum(1, found.sum(axis=1) + holds.sum(axis=0))
    padded = np.pad(scores, ((2, 2), (0, 0)), mode="edge")
    even = np.mean([padded[at : at + len(BARS)] for at in range(5)], axis=0)
    best: Array = BARS[even.argmax(axis=0)].astype(np.float32)
    return best


def held(answers_: Sequence[Answer], facts: Sequence[str]) -> Array:
    """What was marked, (n_answers, n_facts)."""
    return np.array([[name in answer.facts for name in facts] for answer in answers_], np.float32)


def folds(answers_: Sequence[Answer]) -> NDArray[np.int64]:
    """The fold of each answer, (n_answers,): a set is in one fold as a whole."""
    parts = sorted({answer.part for answer in answers_})
    return np.array([parts.index(answer.part) % FOLDS for answer in answers_])


def crossed(answers_: Sequence[Answer], names: Sequence[str], facts: Sequence[str]) -> Array:
    """The chances of each answer by weights that were learned without its set."""
    whole, fold = table(answers_, names, facts), folds(answers_)
    rows = np.repeat(fold, [end - first for first, end in whole.bounds])
    out = np.zeros((len(answers_), len(facts)), np.float32)
    for at in range(FOLDS):
        fit = learn(whole.seen[rows != at], whole.shows[rows != at])
        out[fold == at] = chances(whole, *fit)[fold == at]
    return out


@dataclass(frozen=True)
class Trial:
    """Answers with chances by weights that were learned without them, (n_answers, n_facts), and a fold for each."""

    answers: Sequence[Answer]
    chance: Array
    fold: NDArray[np.int64]


def tried(answers_: Sequence[Answer], names: Sequence[str], facts: Sequence[str], encode: Encode | None) -> Trial:
    """All of them, in folds; beside an encoder those of the fold without which it was learned, in two halves."""
    if encode is None:
        return Trial(answers_, crossed(answers_, names, facts), folds(answers_))
    fold = folds(answers_)
    others = [one for one, at in zip(answers_, fold, strict=True) if at != HELD]
    here = [one for one, at in zip(answers_, fold, strict=True) if at == HELD]
    rest, own = table(others, names, facts), table(here, names, facts)
    beside = np.array(encode([one.said for answer in here for one in answer.sentences]))
    parts = sorted({one.part for one in here})
    halves = np.array([parts.index(one.part) % 2 for one in here])
    return Trial(here, chances(own, *learn(rest.seen, rest.shows), beside), halves)


def lifted(bar: Array, red: Sequence[bool]) -> Array:
    """The bars, those of red flags at least SURE."""
    return np.where(red, np.maximum(bar, np.float32(SURE)), bar)


def fitted(
    answers_: Sequence[Answer],
    facts: Sequence[str],
    red: Sequence[bool],
    origin: str,
    encode: Encode | None = None,
    beside: str = "",
) -> Hearing:
    """The weights learned from these answers.

    In: `encode`, an encoder learned without the fold HELD; `beside`, the digest of the one learned from all.
    """
    names = vocabulary(answers_)
    trial = tried(answers_, names, facts, encode)
    bar = lifted(bars(trial.chance, held(trial.answers, facts)), red)
    whole = table(answers_, names, facts)
    weights, biases = learn(whole.seen, whole.shows)
    for at, fact in enumerate(facts):
        if red[at]:
            weights[names.index(f"rule={fact}"), at] += (logit(bar[at]) - logit(BY_RULE)) * (1 if encode is None else 2)
    return Hearing(
        origin,
        {
            fact: Heard(round(float(bar[at]), 3), round(float(biases[at]), 2), _kept(names, weights[:, at]))
            for at, fact in enumerate(facts)
        },
        beside=beside,
    )


def logit(chance: float) -> float:
    """The score of a chance."""
    return float(np.log(chance / (1 - chance)))


def _kept(names: Sequence[str], weights: Array) -> dict[str, float]:
    rounded = {name: round(float(one), 2) for name, one in zip(names, weights, strict=True)}
    return {name: one for name, one in rounded.items() if abs(one) >= SMALLEST}


def leave_out(answers_: Sequence[Answer], facts: Sequence[str], red: Sequence[bool], encode: Encode | None) -> None:
    """Print how each fact fares by its rule alone, and by weights and a bar from other sets (BY_RULE left out)."""
    trial = tried(answers_, vocabulary(answers_), facts, encode)
    true, found = held(trial.answers, facts), np.zeros_like(trial.chance)
    for at in set(trial.fold.tolist()):
        here = trial.fold == at
        found[here] = trial.chance[here] >= lifted(bars(trial.chance[~here], true[~here]), red)
    by_rule = np.array([[name in answer.ruled for name in facts] for answer in trial.answers], np.float32)
    marked = np.array([answer.marked for answer in trial.answers])
    print(f"{'F1':<8}{'answers':>8}{'rule':>7}{'heard':>7}{'without marks: rule':>21}{'heard':>7}")
    columns: list[tuple[slice, str]] = [(slice(at, at + 1), fact) for at, fact in enumerate(facts)]
    for at_, fact in [*columns, (slice(None), "all")]:
        figures = [f1(true[rows][:, at_], one[rows][:, at_]) for rows in (marked, ~marked) for one in (by_rule, found)]
        print(f"{fact:<8}{int(true[marked][:, at_].sum()):>8}{figures[0]:>7.2f}{figures[1]:>7.2f}", end="")
        print(f"{figures[2]:>21.2f}{figures[3]:>7.2f}")


def f1(true: Array, found: Array) -> float:
    """F1 over all entries, 0 where there is nothing."""
    return float(2 * (true * found).sum() / max(1.0, true.sum() + found.sum()))


def by_weights(pack: packs.Pack) -> list[str]:
    """The facts that are heard by weights: those that a sentence can show by itself."""
    return [fact.id for fact in pack.checklist if fact.id not in OF_THE_WHOLE]


def origin(answers_: Mapping[str, int]) -> str:
    """Where the weights come from, in words."""
    return f"benchmarks/hear.py, {sum(answers_.values())} answers of labels/facts/: {', '.join(sorted(answers_))}"


def main() -> None:
    pack = packs.load(sys.argv[1])
    encode = Encoder(Path(sys.argv[sys.argv.index("--beside") + 1])) if "--beside" in sys.argv else None
    read_ = list(answers(pack, nlp.load()))
    facts = by_weights(pack)
    red = [pack.facts[name].red for name in facts]
    if "--leave-out" in sys.argv:
        leave_out(read_, facts, red, encode)
        return
    beside = "" if encode is None else digest(Path(pack.folder) / ENCODER)
    source = origin(Counter(answer.part for answer in read_ if answer.marked))
    hearing = fitted(read_, facts, red, source, encode, beside)
    path = Path(pack.folder) / FACTS
    path.write_bytes(msgspec.json.format(msgspec.json.encode(hearing), indent=1) + b"\n")
    print(f"{path}: {sum(len(one.weights) for one in hearing.facts.values())} weights")


if __name__ == "__main__":
    main()
