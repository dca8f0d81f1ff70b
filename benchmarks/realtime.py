"""Listening in real time beside RealtimeSTT on the same sound and weights: captions, final text, words, processor.

    python -m benchmarks.realtime --peer VENV/bin/python [--speech FOLDER] [--seconds 30 113] [--whisper base]

Each recording is fed at the pace of a microphone, first to our listener, then to the peer (RealtimeSTT 1.1.2 in a venv
of its own: it needs torch, which the product never installs), both int8, English, on the same cores, with SILENCE_S of
silence before the peer takes an utterance for ended. Without --peer its columns are "not measured".

caption lag   the end of a segment to its words
live text     the last voiced sample to the last live words, on which the follow-up rests; ours needs no close for it
final text    the last voiced sample to the end of the text that is judged: ours is closed by key after SILENCE_S, and
              its second reading, which followed when live words were in time, then comes to its end
busy          processor time over wall time, 1.0 is one core
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
import wave
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audio.frames import SAMPLE_RATE_HZ
from benchmarks.hearing import Clip, Errors, counted, hear, recorded, sample_sentences, spoken
from benchmarks.paced import Paced
from benchmarks.words import stretch

if TYPE_CHECKING:
    from audio.whisper import Recogniser

SILENCE_S = 2.0
UNKNOWN = "not measured"


@dataclass(frozen=True)
class Listened:
    """Seconds; `busy` is a share."""

    lags_s: list[float]
    after_s: float
    errors: Errors
    busy: float
    live_s: float = 0.0
    live_errors: Errors | None = None


def ours(clip: Clip, recogniser: Recogniser, hotwords: str) -> Listened:
    """Our listener, closed by key when the peer takes the utterance for ended, and the second reading behind it."""
    from audio.reread import SecondReading
    from audio.transcript import text_of

    sound = Paced([clip.samples])
    second = SecondReading(partial(stretch, clip.samples), recogniser, hotwords)
    begun_s, before = time.monotonic(), _processor_s()
    told = hear(sound, recogniser, hotwords, close_at_s=lambda: sound.voiced_end_s + SILENCE_S, second=second)
    live = told.ended().words
    while second.step(live, ended=True):
        pass
    final_s = time.monotonic()
    heard = [(at_s, event) for at_s, event in told.heard() if event.words]
    return Listened(
        [event.lag_s for _at_s, event in heard],
        final_s - sound.voiced_end_s,
        counted(clip.reference, text_of(second.better(live))),
        (_processor_s() - before) / (final_s - begun_s),
        heard[-1][0] - sound.voiced_end_s,
        counted(clip.reference, text_of(live)),
    )


def peer(clip: Clip, python: Path, model: Path) -> Listened:
    """RealtimeSTT in its own process."""
    with tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as folder:
        path = Path(folder) / "clip.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE_HZ)
            file.writeframes((clip.samples * 32_767).astype(np.int16).tobytes())
        command = [
            str(python),
            str(Path(__file__).with_name("peer_recorder.py")),
            str(path),
            str(model),
            str(SILENCE_S),
        ]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return Listened([], found["after_s"], counted(clip.reference, found["text"]), found["busy"])


def _processor_s() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", type=Path, help="the Python of a venv with RealtimeSTT")
    parser.add_argument("--speech", type=Path, help="recordings with a manifest.tsv")
    parser.add_argument("--shortest", type=float, default=20.0, help="seconds; shorter recordings are left out")
    parser.add_argument("--seconds", type=float, nargs="*", default=[30.0, 113.0], help="lengths of synthetic answers")
    parser.add_argument("--whisper", default="base")
    arguments = parser.parse_args()
    from audio import weights
    from audio.speech import best_voice
    from interviewer.cli import wiring
    from interviewer.cli.options import Whisper

    with tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as home:
        os.environ["INTERVIEWER_HOME"] = home
        desk = wiring.Desk.from_options(whisper=Whisper(arguments.whisper))
        question = desk.pack.question("q01")
        hotwords = desk.hotwords(question)
        recogniser = desk.recogniser()
        recogniser.load()
        model = weights.find(arguments.whisper, desk.paths.cache)
        clips = recorded(arguments.speech) if arguments.speech else []
        clips = [clip for clip in clips if clip.seconds >= arguments.shortest]
        with best_voice("pyttsx3") as voice:
            for seconds in arguments.seconds:
                clips.append(spoken(voice, f"{seconds:g} s", sample_sentences(desk), seconds))
        rows = []
        for clip in clips:
            mine = ours(clip, recogniser, hotwords)
            rows.append((clip, mine, peer(clip, arguments.peer, model) if arguments.peer else None))
    print(f"\n{os.cpu_count()} cores, Whisper {arguments.whisper}; the peer waits for {SILENCE_S:g} s of silence\n")
    print(
        "| recording | seconds | live text: ours | its errors "
        "| final text: ours | peer | errors (words lost): ours | peer | busy: ours | peer |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for clip, mine, other in rows:
        print(
            f"| {clip.name} | {clip.seconds:.0f} | {mine.live_s:.1f} s | {_told(mine.live_errors)} "
            f"| {mine.after_s:.1f} s | {f'{other.after_s:.1f} s' if other else UNKNOWN} "
            f"| {_told(mine.errors)} | {_told(other.errors if other else None)} "
            f"| {mine.busy:.2f} | {f'{other.busy:.2f}' if other else UNKNOWN} |"
        )
    _sum("ours", [mine for _clip, mine, _other in rows])
    _sum("peer", [other for *_, other in rows if other])
    lags_s = sorted(lag_s for _clip, mine, _other in rows for lag_s in mine.lags_s)
    late_s = lags_s[int(0.95 * (len(lags_s) - 1))]
    print(f"\ncaption lag over {len(lags_s)} segments: median {statistics.median(lags_s):.2f} s, p95 {late_s:.2f} s")


def _sum(name: str, heard: list[Listened]) -> None:
    if not heard:
        return
    after_s = [one.after_s for one in heard]
    span = f"{statistics.median(after_s):.1f} s ({min(after_s):.1f}-{max(after_s):.1f})"
    errors = sum((one.errors for one in heard), Errors())
    print(f"\n{name}, all {len(heard)}: final text after {span}, errors {_told(errors)} of {errors.words} words")


def _told(errors: Errors | None) -> str:
    return UNKNOWN if errors is None else f"{100 * errors.share:.1f} % ({errors.lost})"


if __name__ == "__main__":
    main()
