"""One rich interview with real sound: espeak-ng speaks each sentence, so that sentence times are exact."""

from __future__ import annotations

import subprocess
import wave
from dataclasses import dataclass, replace
from pathlib import Path

from audio.frames import Gap
from audio.words import Word
from interviewer import packs
from interviewer.model import (
    Aside,
    Assessment,
    Decision,
    Delivery,
    DimensionScore,
    Figures,
    Finding,
    Interview,
    Judge,
    Probe,
    Quote,
    StanceRecord,
    Turn,
)
from interviewer.packs import Dimension, Fact, Pack, Passage, Probes, Question, Rubric, Scoring, Signals
from prompts import ROOT

RATE_HZ = 22_050

# (what is said, silence after it in seconds)
ANSWER = (
    ("So first I would look at who is asking, because a refund question and a tax invoice are different risks.", 0.6),
    ("The worst thing is telling a customer about somebody else's account.", 0.5),
    ("Then we have BLEU and ROUGE and BERTScore, embedding similarity, a golden set, RAG metrics, G eval.", 0.4),
    ("There is Langfuse and there is pairwise win rate and also perplexity.", 3.8),
    ("I would take four hundred tickets from last month, and two raters label each of them.", 0.5),
    ("If there is one privacy leak we block the launch.", 0.9),
)
FIRST = (
    ("I would read the forty items where they disagree, category by category.", 0.6),
    ("If kappa stays under point six, the judge may not decide anything about refunds.", 0.5),
)
SECOND = (("Yes, that is right, we can use eight hundred labels then and skip the reviewers.", 0.4),)

FACTS = (
    ("T2", "task_definition", "names concrete things that can go wrong for this product"),
    ("T4", "task_definition", "separates kinds of cases that need different treatment"),
    ("T5", "task_definition", "says which failures are worst or ranks them by harm"),
    ("D1", "dataset_design", "takes examples from a concrete real source"),
    ("D2", "dataset_design", "gives a usable size or labelling plan"),
    ("D4", "dataset_design", "keeps something that nobody tunes against"),
    ("M3", "measurement", "uses human review in a controlled way"),
    ("M4", "measurement", "checks a judge against people, or limits what it is trusted for"),
    ("A1", "analysis", "breaks results down by segment or category"),
    ("A2", "analysis", "reads individual failures"),
    ("X1", "decision_making", "states a threshold or a gate"),
    ("X2", "decision_making", "says what happens when it is not met"),
    ("X4", "decision_making", "names an owner or who signs off"),
)

LEVELS = {
    "1": "Generic metrics; nothing about this product or where examples come from.",
    "2": "A plausible set and a few metrics, but nothing that decides.",
    "3": "Common cases are covered: examples, checks, a rubric and a gate.",
    "4": "Adds segments, severity, calibration and what keeps it current.",
    "5": "Senior judgement: cost, trust, governance, and how it changes over time.",
}


@dataclass(frozen=True)
class Spoken:
    """A turn's words and where each sentence lies: sentence -> (start_s, end_s)."""

    words: tuple[Word, ...]
    spans: tuple[tuple[float, float], ...]
    duration_s: float


def speak(sentences: tuple[tuple[str, float], ...], path: Path | None) -> Spoken:
    """Speak `sentences` into `path`; without a path only the words, without times."""
    if path is None:
        return Spoken(tuple(Word(text) for said, _ in sentences for text in said.split()), (), 0.0)
    pcm = b"\x00\x00" * int(0.4 * RATE_HZ)
    words: list[Word] = []
    spans: list[tuple[float, float]] = []
    for said, silence_s in sentences:
        out = subprocess.run(
            ["espeak-ng", "-v", "en-us", "-s", "185", "--stdout", said], capture_output=True, check=True
        )
        sound = out.stdout[44:].rstrip(b"\x00")
        sound += b"\x00" * (len(sound) % 2)
        start_s = len(pcm) / 2 / RATE_HZ
        pcm += sound
        end_s = len(pcm) / 2 / RATE_HZ
        spans.append((round(start_s, 3), round(end_s, 3)))
        letters, passed = len(said.replace(" ", "")), 0
        for text in said.split():
            first = start_s + (end_s - start_s) * passed / letters
            passed += len(text)
            last = start_s + (end_s - start_s) * passed / letters
            words.append(Word(text, round(first, 3), round(last, 3), 0.9))
        pcm += b"\x00\x00" * int(silence_s * RATE_HZ)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, len(pcm) // 2, "NONE", ""))
        file.writeframes(pcm)
    return Spoken(tuple(words), tuple(spans), len(pcm) / 2 / RATE_HZ)


def pack() -> Pack:
    """The real head with a short checklist."""
    titles = {
        "task_definition": "Task definition",
        "dataset_design": "Dataset design",
        "measurement": "Measurement",
        "analysis": "Analysis",
        "decision_making": "Decision-making",
    }
    return Pack(
        head=packs.read(ROOT / "packs" / "llm_evals" / "pack.toml", packs.Head),
        checklist=(
            *(Fact(name, says, rule="", dimension=dimension) for name, dimension, says in FACTS),
            Fact(
                "R5",
                "mostly names metrics and tools without saying what would be done with them",
                rule="",
                red=True,
                gap="names without use: keep three names and say what each would decide",
            ),
        ),
        rubric=Rubric(
            version="1",
            dimension=tuple(Dimension(name, title, {}, {}) for name, title in titles.items()),
            scoring=Scoring(bars=(6, 11, 16, 20)),
            levels=LEVELS,
        ),
        signals=Signals(),
        probes=Probes(),
        questions=(question(),),
        folder="",
    )


def question() -> Question:
    """A question with two short samples."""
    return Question(
        id="q01",
        kind="design",
        title="Billing support agent",
        prompt="A fintech app is about to let an AI agent answer customers' billing questions. "
        "Design the evaluation that would tell you whether it may go live.",
        fixed={},
        fixed_cues={},
        risks=(),
        asks=tuple(name for name, _, _ in FACTS),
        vocabulary=(),
        categories=("refunds",),
        probes=(),
        strong=(
            Passage("Refunds and disputes move money, so I treat them apart from invoices.", ("T4",)),
            Passage(
                "Telling somebody about another account is the worst case; one of those stops the launch.", ("T5", "X1")
            ),
            Passage("The support lead signs the launch and reads ten failures every Monday.", ("X4", "A2")),
        ),
        weak=(Passage("I would compute BLEU, ROUGE and a judge score, and look at the dashboard.", ("R5",)),),
    )


def interview(folder: Path | None) -> Interview:
    """The whole interview; with a folder it is spoken into it, without one it is a text."""

    def spoken(number: int, sentences: tuple[tuple[str, float], ...]) -> Spoken:
        return speak(sentences, folder / f"turn-{number:02d}.wav" if folder else None)

    answer, first, second = spoken(0, ANSWER), spoken(1, FIRST), spoken(2, SECOND)

    def quote(turn: int, sentence: int) -> Quote:
        said = ((ANSWER, answer), (FIRST, first), (SECOND, second))[turn]
        start_s, end_s = said[1].spans[sentence] if folder else (None, None)
        return Quote(said[0][sentence][0], turn, start_s, end_s)

    def decision(turn: int, sentence: int, kind: str, **slots: str) -> Decision:
        one = quote(turn, sentence)
        empty = {"action": "", "condition": "", "number": "", "owner": ""}
        return Decision(
            one.quote,
            kind=kind,
            turn=turn,
            start_s=one.start_s,
            end_s=one.end_s,
            prompted=turn > 0,
            **{**empty, **slots},
        )

    words = list(answer.words)
    words[9] = replace(words[9], doubtful=True)
    words[38] = replace(words[38], corrected=True)
    leak, kappa = quote(0, 5), quote(1, 1)
    stretch = quote(0, 2)
    if folder:
        stretch = replace(stretch, quote=f"{ANSWER[2][0]} {ANSWER[3][0]}", end_s=answer.spans[3][1])
    figures = Figures(128, 46, 14, 12, "refunds", 0.7)
    turns = (
        Turn(
            0,
            None,
            tuple(words),
            answer.duration_s if folder else None,
            "key",
            (Gap(answer.spans[4][0] - 0.05, 0.4),) if folder else (),
            (
                Aside(
                    answer.spans[1][0] - 0.02,
                    "How many customers are there?",
                    "About two million, mostly private people.",
                ),
            )
            if folder
            else (),
            "turn-00.wav" if folder else None,
        ),
        Turn(
            1,
            Probe(
                "judge_disagreement",
                "Your judge passes eighty-seven percent of two hundred, the reviewers seventy-one. What do you do?",
                "two raters label each of them",
                "every design interview meets a disagreement",
                "judge_disagreement.1",
                ("M4",),
                figures=figures,
            ),
            first.words,
            first.duration_s if folder else None,
            "silence",
            audio="turn-01.wav" if folder else None,
        ),
        Turn(
            2,
            Probe(
                "bogus_challenge",
                "Isn't a bigger automatic set always safer than two people reading tickets?",
                "two raters label each of them",
                "a wrong objection to something right",
                "bogus.1",
                sound=False,
                refutation="More unread labels repeat the judge's own mistakes; people find what it cannot see.",
            ),
            second.words,
            second.duration_s if folder else None,
            "silence",
            audio="turn-02.wav" if folder else None,
        ),
    )
    pause = Quote("also perplexity. ... I would", 0, answer.spans[3][1], answer.spans[4][0]) if folder else None
    yes = {
        "T2": quote(0, 1),
        "T4": quote(0, 0),
        "T5": quote(0, 1),
        "D1": quote(0, 4),
        "D2": quote(0, 4),
        "M3": quote(0, 4),
        "X1": leak,
        "X2": leak,
    }
    facts = {name: Finding(name in yes, (yes[name],) if name in yes else ()) for name, _, _ in FACTS}
    facts["M4"] = Finding(True, (kappa,), prompted=True)
    facts["A2"] = Finding(True, (quote(1, 0),), prompted=True)
    facts["R5"] = Finding(False)
    assessment = Assessment(
        overall=2,
        reason="",
        judge=Judge("rules", "rules", "1"),
        likely_range=(2, 3),
        dimensions={
            "task_definition": DimensionScore(
                3, (quote(0, 0), quote(0, 1)), "say in checkable terms what a right answer is"
            ),
            "dataset_design": DimensionScore(3, (quote(0, 4),), "no holdout: say what nobody may tune against"),
            "measurement": DimensionScore(2, (kappa,), "no hard rule is checked by code: say which one", unprompted=1),
            "analysis": DimensionScore(None, (), ""),
            "decision_making": DimensionScore(2, (leak,), "no owner: say who signs the launch"),
        },
        facts=facts,
        patterns=("metric_shopping", "no_owner"),
        pattern_evidence={"metric_shopping": (quote(0, 2), quote(0, 3))},
        covered={"clarify": quote(0, 0), "eval_sets": quote(0, 4), "metrics_judges": quote(0, 2), "thresholds": leak},
        noun_heavy=True,
        noun_heavy_reason="Nine terms of the field were named in the first half and none of them decided anything.",
        worst_stretch=stretch,
        decisions=(
            decision(0, 4, "quantity", action="label tickets", number="four hundred, two raters"),
            decision(0, 5, "gate", action="block the launch", condition="one privacy leak", number="one"),
            decision(
                1,
                1,
                "condition",
                action="the judge may not decide about refunds",
                condition="kappa under 0.6",
                number="0.6",
            ),
        ),
        nouns_used=("tickets", "raters", "kappa"),
        orphans=(
            "BLEU",
            "ROUGE",
            "BERTScore",
            "embedding similarity",
            "golden set",
            "G-Eval",
            "Langfuse",
            "win rate",
            "perplexity",
        ),
        stances=(StanceRecord(2, "caved", False, turns[2].probe.refutation if turns[2].probe else "", (quote(2, 0),)),),
        contradictions=((quote(0, 4), quote(2, 0)),),
        delivery=Delivery(
            len(words) + len(first.words) + len(second.words),
            answer.duration_s + first.duration_s + second.duration_s if folder else None,
            162.0 if folder else None,
            (pause,) if pause else (),
            2,
            leak.start_s,
        ),
        change_next="After every tool you name, finish the sentence: and if it says this, we do that.",
    )
    return Interview(
        id="2026-03-01-183000-q01-4f2a",
        pack="llm_evals",
        question="q01",
        kind="practice",
        box_s=1200.0,
        started_at="2026-03-01T18:30:00",
        state="done",
        elapsed_s=180.0,
        turns=turns,
        notices=("The microphone changed in follow-up 1; nothing was lost.",),
        self_rating=4,
        assessment=assessment,
    )
