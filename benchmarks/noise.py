"""Words out of nothing: a minute each of silence, fan, keyboard and music through the listener, beside plain Whisper.

    python -m benchmarks.noise [--speech FOLDER] [--whisper base] [--seconds 60]

The sounds are made here; recordings of FOLDER whose manifest has no reference (room tone, a real keyboard) are repeated
to the same length. "plain" is faster-whisper's own `transcribe` as it comes, without its voice filter; same weights.
"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples
from benchmarks.hearing import hear


def made(seconds: float) -> dict[str, Samples]:
    """name -> (n_samples,) float32, mono, 16 kHz."""
    random = np.random.default_rng(7)
    n = int(seconds * SAMPLE_RATE_HZ)
    t = np.arange(n) / SAMPLE_RATE_HZ
    return {
        "silence": np.zeros(n, dtype=np.float32),
        "fan": _level(_brown(random, n) + 0.3 * np.sin(2 * np.pi * 120 * t) + 0.1 * np.sin(2 * np.pi * 360 * t), 0.03),
        "keyboard": _level(_keys(random, n), 0.05),
        "music": _level(_chords(n), 0.08),
    }


def _brown(random: np.random.Generator, n: int) -> Samples:
    spectrum = np.fft.rfft(random.standard_normal(n))
    spectrum /= np.maximum(np.arange(len(spectrum)) * SAMPLE_RATE_HZ / n, 20.0)
    noise = np.fft.irfft(spectrum, n)
    return (noise / np.std(noise)).astype(np.float32)


def _keys(random: np.random.Generator, n: int) -> Samples:
    """About six strokes a second: a click of 3 ms, and the thud of the desk behind it."""
    sound = np.zeros(n, dtype=np.float32)
    length = SAMPLE_RATE_HZ // 12
    t = np.arange(length) / SAMPLE_RATE_HZ
    for start in random.integers(0, n - length, int(6 * n / SAMPLE_RATE_HZ)):
        click = random.standard_normal(length) * np.exp(-t / 0.003) + 0.4 * np.sin(2 * np.pi * 180 * t) * np.exp(
            -t / 0.02
        )
        sound[start : start + length] += (random.uniform(0.4, 1.0) * click).astype(np.float32)
    return sound


def _chords(n: int) -> Samples:
    """Four chords, each tone with overtones and a struck envelope, a bass, a drum on every beat."""
    sound = np.zeros(n, dtype=np.float32)
    beat = SAMPLE_RATE_HZ // 2
    t = np.arange(beat) / SAMPLE_RATE_HZ
    envelope = np.exp(-t / 0.35) * np.minimum(1.0, t / 0.01)
    roots = (220.0, 174.6, 261.6, 196.0)
    for number, start in enumerate(range(0, n - beat, beat)):
        root = roots[number // 4 % 4]
        tones = (root / 2, root, root * 1.26, root * 1.5)
        chord = sum(np.sin(2 * np.pi * tone * over * t) / over for tone in tones for over in (1, 2, 3))
        drum = np.sin(2 * np.pi * 60 * t) * np.exp(-t / 0.05)
        sound[start : start + beat] += (envelope * chord + 2.0 * drum).astype(np.float32)
    return sound


def _level(sound: np.ndarray[tuple[int], np.dtype[Any]], rms: float) -> Samples:
    return (sound * rms / max(1e-9, float(np.sqrt(np.mean(sound**2))))).astype(np.float32)


def unspoken(folder: Path, seconds: float) -> dict[str, Samples]:
    """The recordings in `folder` in which nobody speaks, each repeated up to `seconds`."""
    from audio import files

    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if not row["reference"]]
    n = int(seconds * SAMPLE_RATE_HZ)
    return {row["id"]: np.resize(files.read(folder / row["file"]), n).astype(np.float32) for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, help="recordings with a manifest.tsv")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--whisper", default="base")
    arguments = parser.parse_args()
    from audio.filefed import FileFed
    from benchmarks.words import plain
    from interviewer.cli import wiring
    from interviewer.cli.options import Whisper

    sounds = made(arguments.seconds) | (unspoken(arguments.speech, arguments.seconds) if arguments.speech else {})
    with tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as home:
        os.environ["INTERVIEWER_HOME"] = home
        desk = wiring.Desk.from_options(whisper=Whisper(arguments.whisper))
        question = desk.pack.question("q01")
        hotwords = desk.hotwords(question)
        recogniser = desk.recogniser()
        print("| sound | words: live | words that count | plain faster-whisper |\n|---|---|---|---|")
        for name, sound in sounds.items():
            words = hear(FileFed([sound]), recogniser, hotwords).ended().words
            counted = [word for word in words if not word.doubtful]
            print(
                f"| {name} | {len(words)} | {len(counted)} | {len(plain(recogniser, sound, vad=False).split())} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
