"""What is said back of an answer stands by itself: cases of each kind, and every labelled answer that may be read."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from interviewer import nlp, packs
from interviewer.analysis.reading import read
from interviewer.dialogue import candidates, quoting
from interviewer.dialogue.standing import Standing
from prompts import ROOT

LABELS = sorted(path for path in (ROOT / "packs" / "llm_evals" / "labels").glob("*.jsonl") if path.stem != "locked")


def said_back(text: str, *, alone: bool = True) -> list[str]:
    """The clause that is said back of each sentence of `text`; not `alone`: whether or not it stands by itself."""
    reading = read((candidates.spoken(0, text),), packs.load("llm_evals"), nlp.load())
    standing = Standing(reading.units)
    found = [
        quoting.clause(u.sentence.text, text, stands=lambda one: not alone or not standing.fault(one))
        for u in reading.units
    ]
    return [clause for clause in found if clause]


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("I'd boil ten kettles a day.", "you'd boil ten kettles a day"),
        ("For the second part I'd not mix the cups with the pots.", "you'd not mix the cups with the pots"),
        ("Two, the taster can't see the label.", "the taster can't see the label"),
        ("Let me commit: the tasters compare two pots.", "the tasters compare two pots"),
        ("Gate one: the lid is tried by two people.", "the lid is tried by two people"),
        ("If a lid breaks, we stop the line.", "if a lid breaks, you stop the line"),
        ("What I'd watch is returns at the door.", "what you'd watch is returns at the door"),
        ("The first thing I watch is the lid.", "the first thing you watch is the lid"),
        ("Every Friday we check ten boxes.", "every Friday you check ten boxes"),
        ("Every lid is compared with the old ones.", "every lid is compared with the old ones"),
        ("Use the old lids for the test.", "to use the old lids for the test"),
        ("Any case where the label lies goes back that day.", "any case where the label lies goes back that day"),
        ("Two of us label the boxes apart.", "two of you label the boxes apart"),
        ("I'd look how many come back the same night.", "you'd look how many come back the same night"),
    ],
)
def test_what_stands_by_itself_is_said_back(said: str, clause: str) -> None:
    assert said_back(said) == [clause]


@pytest.mark.parametrize(
    "said",
    [
        "The lid gets retired as a gate until its agreement with the two old tasters is above point seven.",
        "If the score of the new lid is lower than the score of the old one in three shops, we do not upgrade.",
        "I didn't, because I thought, it's only a lid.",
        "I'd say that in the first sentence.",
        "It could be that the moment, I'm checking bit makes it feel as if somebody's there.",
        "I got, um, I think it was forty new kettles, from the weeks after.",
        "I'll tell you which lid I prefer.",
        "This kettle doesn't start.",
        "They look at the receipt.",
        "It has to be under one broken lid in fifty.",
        "We must test this.",
        "Forty I'd hold back.",
        "Model judge I use not for tea.",
        "Two of the tea room's own tasters, who are under oath anyway.",
        "The kettle at the end when you're supposed to sleep.",
        "Second layer is the two tasters.",
        "One tasted is a burnt pot.",
        "I'd measure that for two weeks.",
        "What I'd taste again is.",
        "There was a guest who wanted his tea at eleven.",
        "the others are better than we thought",
        "If two lids in ten fit and the tasters like the tea, we open a second shop.",
        "Once the tasters agree, and only then, the baker signs the list.",
        "I'd open a second shop in the harbour for a whole month if the tasters agree.",
        "Whatever is a price or a date, a baker looks up in the list.",
        "Two tasters can read.",
        "I'd look at how long between.",
        "One more of those lids and the shop closes.",
        "I'd compare with the same weeks last year.",
    ],
)
def test_what_hangs_loose_is_not(said: str) -> None:
    assert said_back(said) == []


@pytest.mark.parametrize(
    ("said", "term", "spoken"),
    [
        ("I'd take an ensemble of three judges.", "ensemble", "the ensemble"),
        ("We'd watch latency every day.", "latency", "latency"),
        ("There is an embedding drift monitor.", "embedding", ""),
        ("We compute BLEU and F1.", "BLEU", "BLEU"),
        ("We compute something else.", "recall", "recall"),
    ],
)
def test_a_term_is_named_as_it_is_spoken_of(said: str, term: str, spoken: str) -> None:
    reading = read((candidates.spoken(0, said),), packs.load("llm_evals"), nlp.load())
    assert Standing(reading.units).named(term) == spoken


def test_what_was_done_is_no_plan() -> None:
    reading = read(
        (candidates.spoken(0, "I slept at the shop. I'd boil ten kettles."),), packs.load("llm_evals"), nlp.load()
    )
    standing = Standing(reading.units)
    assert standing.tells("I slept at the shop")
    assert not standing.tells("I'd boil ten kettles")


def test_without_an_answer_nothing_is_refused() -> None:
    assert Standing().fault("this one they") == ""


def _transcripts() -> Iterator[str]:
    for path in LABELS:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["transcript"]


def _hangs_loose(clause: str) -> str:
    """What is wrong with a clause by a parse of it alone, without the answer around it."""
    doc = nlp.load()(clause[0].upper() + clause[1:] + ".")
    words = [token for token in doc if not token.is_punct]
    first, last = words[0], words[-1]
    if first.tag_ == "CC" or first.lower_ in ("which", "who", "because", "than"):
        return "begins in the middle"
    if first.lower_ in ("it", "they", "he", "she", "them", "this", "these", "those"):
        return "begins with a pronoun"
    if last.tag_ in ("DT", "PRP$", "TO", "MD", "CC", "WDT", "WRB") and last.lower_ not in (
        "both",
        "each",
        "all",
        "any",
        "either",
        "no",
    ):
        return "ends in the middle"
    if (
        last.pos_ == "ADP"
        and last.dep_ == "prep"
        and last.lower_
        not in ("in", "out", "up", "on", "off", "over", "down", "before", "for", "through", "by", "across")
    ):
        return "ends in a preposition"
    if not any(token.tag_ in ("VBD", "VBP", "VBZ", "MD", "VB", "NNS") for token in words):
        return "has no verb"
    return ""


def test_what_is_said_back_of_the_labelled_answers_is_whole() -> None:
    """A small model's parse of a clause alone errs, so a few are allowed; before clauses were held against the
    parse of the answer, fourteen in a hundred were loose."""
    every = [clause for text in list(_transcripts())[::4] for clause in said_back(text)]
    loose = [(clause, why) for clause in every if (why := _hangs_loose(clause))]
    assert len(every) > 500
    assert len(loose) <= 0.01 * len(every), loose
    anything = [clause for text in list(_transcripts())[::16] for clause in said_back(text, alone=False)]
    assert sum(bool(_hangs_loose(clause)) for clause in anything) > 0.05 * len(anything)  # it sees what hangs loose
