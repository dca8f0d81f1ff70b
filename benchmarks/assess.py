"""How long the rules judge takes for a 20-minute interview, beside one bare spaCy parse of the same words.

python benchmarks/assess.py [RUNS]        5 runs of each, taken in turn; prints medians, spreads and their ratio

The interview is made of the llm_evals pack's own labelled answers: 2,800 words, 20 minutes at 140 words a minute, in
four turns. Assessing is everything that `score` does once spaCy is loaded: parse, analyse, read, judge. Every run
gets words that were not parsed before, and the pack's encoder has forgotten their sentences.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace

from interviewer import nlp, packs
from interviewer.judging import labels
from interviewer.judging.answer import interview_of, words_of
from interviewer.judging.assess import assess
from interviewer.judging.rules import RulesReader
from interviewer.model import Turn

WORDS = 2800  # 20 minutes at 140 words a minute
TURNS = 4
PROMISE_S = 2.0


def answers(run: int) -> list[str]:
    """Four answers of 700 words each; another order of the same labelled ones in every run."""
    pack = packs.load("llm_evals")
    said = [label.transcript for label in labels.of_pack(pack.folder, "development")]
    run %= len(said)
    words = f"In interview {run}. {' '.join(said[run:] + said[:run])}".split()[:WORDS]
    size = WORDS // TURNS
    return [" ".join(words[at : at + size]) for at in range(0, WORDS, size)]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    pack = packs.load("llm_evals")
    question = pack.question("q01")
    parse = nlp.load()
    reader = RulesReader(parse)
    times: dict[str, list[float]] = {"spaCy's parse alone": [], "interviewer, assessed": []}
    for run in range(2 * runs + 2):
        texts = answers(run)
        if pack.encoder is not None:
            pack.encoder.forget()
        began_s = time.perf_counter()
        if run % 2:
            turns = tuple(Turn(number, words=words_of(text)) for number, text in enumerate(texts))
            interview = replace(interview_of((), pack, question), turns=turns)
            assess(interview, pack, question, reader, parse)
        else:
            for text in texts:
                parse(text)
        if run >= 2:  # the first of each compiles lists and warms spaCy up
            times[list(times)[run % 2]].append(time.perf_counter() - began_s)
    print(f"{'':<24}{'median':>10}{'fastest':>10}{'slowest':>10}{'ratio':>8}   ({runs} runs, {WORDS} words)")
    base_s = statistics.median(times["spaCy's parse alone"])
    for name, found in times.items():
        middle_s = statistics.median(found)
        figures = "".join(f"{value:>8.2f} s" for value in (middle_s, min(found), max(found)))
        print(f"{name:<24}{figures}{middle_s / base_s:>8.1f}")
    print(f"\npromised: under {PROMISE_S:.0f} s on two cores")


if __name__ == "__main__":
    main()
