"""Words lost: live text beside batch and plain faster-whisper on the same weights.

    python -m benchmarks.words [--speech FOLDER] [--whisper base]

Live goes through voice activity, segments, live decoder and second reading as in an interview, without hardware.
"captions" are the words of each segment as they are first heard; "live text" is what stands when the answer closes, on
which the follow-up rests. FOLDER holds recordings and `manifest.tsv`; without it the sample answers of two questions
are spoken by the system voice.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from functools import partial
from pathlib import Path

import numpy as np

from audio.frames import Samples, to_samples
from benchmarks.hearing import Clip, hear, recorded, spoken, word_errors


def plain(recogniser: object, samples: Samples, vad: bool = True) -> str:
    """faster-whisper by itself: one call over it all, beam 5, with its own voice filter or without."""
    model = recogniser._loaded()  # type: ignore[attr-defined]  # the same weights in memory, for a fair peer
    segments, _info = model.transcribe(samples, language="en", beam_size=5, vad_filter=vad)
    return " ".join(segment.text for segment in segments)


def stretch(samples: Samples, start_s: float, end_s: float) -> Samples:
    """That stretch of (n_samples,)."""
    return samples[to_samples(start_s) : to_samples(end_s)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, help="recordings with a manifest.tsv")
    parser.add_argument("--whisper", default="base")
    arguments = parser.parse_args()
    from audio.filefed import FileFed
    from audio.reread import SecondReading
    from audio.speech import best_voice
    from audio.transcript import join, text_of
    from interviewer import language
    from interviewer.cli import wiring
    from interviewer.cli.options import Whisper

    with tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as home:
        os.environ["INTERVIEWER_HOME"] = home
        desk = wiring.Desk.from_options(whisper=Whisper(arguments.whisper))
        recogniser = desk.recogniser()
        clips = recorded(arguments.speech) if arguments.speech else []
        with best_voice("pyttsx3") as voice:
            for one in ("q01", "q05"):
                passages = desk.pack.question(one).strong
                clips.append(spoken(voice, one, (passage.text for passage in passages)))
        rows: list[tuple[Clip, list[float]]] = []
        for clip in clips:
            question = desk.pack.question("q05" if clip.name.startswith("q05") else "q01")
            hotwords = desk.hotwords(question)
            silence = np.zeros(16_000, dtype=np.float32)
            fed = np.concatenate([clip.samples, silence])
            second = SecondReading(partial(stretch, fed), recogniser, hotwords)
            told = hear(FileFed([fed]), recogniser, hotwords, second=second)
            live = told.ended().words
            first = join([event.words for _at_s, event in told.heard()], language.load())
            batch = recogniser.transcribe_all(clip.samples, hotwords)
            found = (text_of(first), text_of(live), text_of(batch), plain(recogniser, clip.samples))
            rows.append((clip, [word_errors(clip.reference, text) for text in found]))
    print(f"\nWord errors in percent, Whisper {arguments.whisper}\n")
    print("| clip | seconds | captions | live text | batch | plain faster-whisper |\n|---|---|---|---|---|---|")
    for clip, errors in rows:
        print(f"| {clip.name} | {clip.seconds:.0f} | " + " | ".join(f"{100 * one:.1f}" for one in errors) + " |")
    weights = [len(clip.reference.split()) for clip, _errors in rows]
    means = [100 * statistics.fmean([errors[i] for _clip, errors in rows], weights=weights) for i in range(4)]
    print("| all words | | " + " | ".join(f"{mean:.1f}" for mean in means) + " |")
    print(f"\nlive - batch: {means[1] - means[2]:+.1f} points; captions - batch: {means[0] - means[2]:+.1f}")


if __name__ == "__main__":
    main()
