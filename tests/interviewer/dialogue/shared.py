"""Small hand-made packs and situations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from audio.words import Word
from interviewer.dialogue.situation import Situation
from interviewer.model import Analysis, Decision, Finding, Interview, Probe, Quote, Sentence, Turn
from interviewer.packs import Fact, Head, Kind, Pack, Part, Probes, Probing, Question, Rubric, Scoring, Signals

FACTS = ("goal", "cases", "people", "number", "who", "groups")


def pack(*probes: Probing, planned: int = 3) -> Pack:
    return Pack(
        head=Head(
            id="tea",
            title="Tea",
            kinds={"long": Kind(20, planned), "short": Kind(8, 2)},
            part=(Part("aim", "Say what it is for", "goal"), Part("numbers", "Set the numbers", "number or groups")),
            pattern=(),
            vocabulary=(),
        ),
        checklist=tuple(Fact(name, f"says {name}", "") for name in FACTS),
        rubric=Rubric("1", (), Scoring(bars=()), {}),
        signals=Signals(),
        probes=Probes(probe=probes),
        questions=(),
        folder="",
    )


def question(*probes: Probing, kind: str = "long") -> Question:
    return Question(
        id="t01",
        kind=kind,
        title="The kettle",
        prompt="How would you test a kettle that talks?",
        fixed={"users": "About forty thousand tea drinkers.", "languages": "Only English."},
        fixed_cues={"users": ("users", "who uses", "how many people"), "languages": ("language", "languages")},
        risks=("boils dry",),
        asks=FACTS,
        vocabulary=("kettle",),
        categories=("green tea", "black tea"),
        probes=probes,
        strong=(),
        weak=(),
    )


def turn(number: int, text: str, probe: Probe | None = None, doubtful: bool = False) -> Turn:
    return Turn(number, probe, tuple(Word(word, doubtful=doubtful) for word in text.split()), closed_by="key")


def situation(
    *said: str,
    probes: tuple[Probe, ...] = (),
    known: Pack | None = None,
    about: Question | None = None,
    facts: dict[str, str] | None = None,
    analysis: Analysis | None = None,
    **changes: Any,
) -> Situation:
    """`said`: one text a turn; `probes`: of the turns from the second on; `facts`: fact -> the words that show it."""
    turns = tuple(turn(n, text, probes[n - 1] if n else None) for n, text in enumerate(said))
    interview = Interview("i1", "tea", "t01", "practice", 1200.0, "", turns=turns)
    sentences = tuple(Sentence(n, n, text, 0, len(text.split()) - 1) for n, text in enumerate(said))
    findings = {name: Finding(True, (Quote(quote, _turn(quote, said)),)) for name, quote in (facts or {}).items()}
    base = Situation(
        interview=interview,
        question=about or question(),
        pack=known or pack(),
        analysis=analysis or Analysis(sentences=sentences),
        findings=findings,
        time_left_s=900.0,
        probes_left=3,
    )
    return replace(base, **changes)


def _turn(quote: str, said: tuple[str, ...]) -> int:
    return next((n for n, text in enumerate(said) if quote in text), 0)


def decision(quote: str, number: int = 0) -> Decision:
    return Decision(quote, "", "", "", "", "choice", number)


def probe(kind: str = "threshold", text: str = "Which number would stop you?", **changes: Any) -> Probe:
    return replace(Probe(kind, text, "a number", "because", f"{kind}.9", ("number",)), **changes)
