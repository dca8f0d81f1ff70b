"""Has the speaker finished? Words and tone together, beside each of them alone.

    python -m benchmarks.endings [--speech FOLDER] [--sentences 50]

Sentences of labelled answers are spoken by the best installed voice, each behind the one before it in its answer:
whole, and broken off at some word (the voice reads what is left of the text). Recordings of people in FOLDER, with a
`manifest.tsv`, are taken at ends of sentences before a pause, and cut off behind some word in between; two seconds of
silence follow. Told is after how much silence "anything to add?" comes, and when an answer that nothing follows closes.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples, to_samples
from benchmarks.hearing import recorded

if TYPE_CHECKING:
    from audio.endpoint import EndpointState
    from audio.speech import Voice
    from audio.words import Word

_ASKING_S = 1.0  # "anything to add?" spoken
_PAUSE_S = 0.3
_SHORTEST_S = 3.0


@dataclass(frozen=True)
class Ending:
    """Sound that ends in silence, (n_samples,) float32 mono 16 kHz, and whether the speaker had finished."""

    kind: str
    samples: Samples
    finished: bool


def spoken(voice: Voice, n_sentences: int) -> Iterator[Ending]:
    """Sentences of labelled answers, each whole and broken off at a word drawn by a fixed seed."""
    from audio.resample import resample
    from audio.speaker import sentences
    from interviewer import packs
    from interviewer.judging import labels

    drawn = random.Random(7)

    def said(text: str) -> Samples:
        samples, rate_hz = voice.synthesise(text)
        return _voiced(resample(samples, rate_hz, SAMPLE_RATE_HZ))

    folder = Path(packs.load("llm_evals").folder) / "labels"
    answers = [str(one.transcript) for name in ("traps", "twentieth") for one in labels.read(folder / f"{name}.jsonl")]
    for answer in answers[:n_sentences]:
        long = [s for s in sentences(answer) if 7 <= len(s.split()) <= 28 and s.endswith((".", "!"))]
        if len(long) < 2:
            continue
        at = drawn.randrange(1, len(long))
        words = long[at].rstrip(".!").split()
        before = np.concatenate([said(long[at - 1]), _silence(0.35)])
        broken = " ".join(words[: drawn.randrange(3, len(words) - 2)]).rstrip(",;:")
        yield Ending(voice.name, np.concatenate([before, said(long[at]), _silence(2.0)]), True)
        yield Ending(voice.name, np.concatenate([before, said(broken), _silence(2.0)]), False)


def cut(samples: Samples, words: tuple[Word, ...]) -> Iterator[Ending]:
    """A recording up to each sentence end before a pause, and, for each, cut off behind a word that no mark follows."""
    drawn = random.Random(7)
    gaps = [
        (word.text, word.end_s, after.start_s - word.end_s)
        for word, after in itertools.pairwise(words)
        if word.end_s is not None and after.start_s is not None
    ]
    ends = [end_s for text, end_s, gap_s in gaps if text.endswith((".", "!")) and gap_s >= _PAUSE_S]
    within = [end_s for text, end_s, gap_s in gaps if text[-1].isalnum() and gap_s < 0.05 and end_s > _SHORTEST_S]
    for end_s in ends:
        yield Ending("people", np.concatenate([samples[: to_samples(end_s + 0.1)], _silence(2.0)]), True)
    for end_s in drawn.sample(within, min(len(within), len(ends))):
        yield Ending("people", np.concatenate([samples[: to_samples(end_s)], _silence(2.0)]), False)


def _silence(seconds: float) -> Samples:
    return np.zeros(to_samples(seconds), dtype=np.float32)


def _voiced(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[loud[0] : loud[-1] + 1]


def after_s(verdict: str, decided: Callable[[float], str]) -> float:
    """The silence after which the policy says so, to a tenth of a second."""
    return next(tenths / 10 for tenths in range(1, 1000) if decided(tenths / 10) == verdict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, help="recordings with a manifest.tsv")
    parser.add_argument("--sentences", type=int, default=50)
    arguments = parser.parse_args()
    from audio.endpoint import EndpointSettings, EndpointState, decide
    from audio.segmenter import SegmenterSettings, segments_of
    from audio.speech import best_voice
    from audio.transcript import text_of
    from audio.turn_model import SILENCE_S, TurnModel
    from audio.vad import Vad
    from interviewer import language, nlp
    from interviewer.cli import wiring
    from interviewer.dialogue.completeness import is_whole

    english, settings, model = language.load(), EndpointSettings(), TurnModel()
    nlp.load()
    rows: dict[tuple[str, bool], list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as home, best_voice("piper") as voice:
        os.environ["INTERVIEWER_HOME"] = home
        recogniser = wiring.Desk.from_options().recogniser()
        endings = list(spoken(voice, arguments.sentences))
        for clip in recorded(arguments.speech) if arguments.speech else []:
            endings += cut(clip.samples, recogniser.transcribe_all(clip.samples))
        for ending in endings:
            segment = segments_of(ending.samples, Vad())[-1]
            text = text_of(recogniser.transcribe_all(ending.samples[-to_samples(30.0) :]))
            likely = model(segment.samples[: -to_samples(SegmenterSettings().pad_s - SILENCE_S)])
            found: dict[str, float] = {"tone alone": likely}
            for name, tone in (("words alone", None), ("both", likely)):
                heard = EndpointState(0.0, text, sounds_finished=tone)
                asked = replace(heard, asked_more=True, asking_s=_ASKING_S)

                def silent(at_s: float, heard: EndpointState = heard) -> str:
                    return decide(replace(heard, silence_s=at_s), settings, english, is_whole)

                def since_asked(at_s: float, asked: EndpointState = asked) -> str:
                    return decide(replace(asked, since_asked_s=at_s), settings, english, is_whole)

                found[name] = after_s("ask", silent)
                found[f"{name}, closed"] = found[name] + _ASKING_S + after_s("close", since_asked)
            rows.setdefault((ending.kind, ending.finished), []).append(found)
    print("\n| who, and what | n | by words alone | by the tone alone | by both |\n|---|---|---|---|---|")
    for (kind, finished), all_found in sorted(rows.items(), reverse=True):
        n = len(all_found)
        over = sum(found["tone alone"] >= 0.5 for found in all_found)
        told = []
        for name in ("words alone", "both"):
            soon = sum(found[name] <= 6.0 for found in all_found)
            later = sum(6.0 < found[name] <= settings.unclear_s for found in all_found)
            closed = sum(found[f"{name}, closed"] <= 12.0 for found in all_found)
            told.append(f"asked within 6 s {soon}, at {settings.unclear_s:g} s {later}; closed within 12 s {closed}")
        print(
            f"| {kind}, {'finished' if finished else 'broken off'} | {n} | {told[0]} | taken for finished {over} "
            f"| {told[1]} |"
        )


if __name__ == "__main__":
    main()
