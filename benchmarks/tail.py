"""Clips that end on their last voiced sample, on the virtual sound card: is the last word heard?

    python -m benchmarks.tail [--clips 20] [--whisper base]

Each clip is played into the microphone and the answer closed by key the moment that the player has ended. Two peers:
the same capture closed "at once", without waiting for the samples of that moment; and plain faster-whisper over the
clip itself, with a second of silence behind it: a word that it mishears as well was not cut off.
"""

from __future__ import annotations

import argparse
import os
import queue
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.hearing import alike
from tests.virtual_card import VirtualCard

if TYPE_CHECKING:
    from audio.listen_events import ListenEvent
    from audio.words import Word

ENDS = (
    "and the support lead signs it", "then we roll it back", "so two people label each case",
    "because refunds are rare", "and nobody tunes against it", "one leak blocks the launch",
    "we split it by language", "the judge only marks the tone", "below ninety percent we wait",
    "I read fifty failures first", "legal has the last word", "every incident becomes a test",
    "we look at it each month", "that costs us two weeks", "the rest goes to a person",
    "I compare it with last week", "it stays behind a flag", "the owner is the product team",
    "we ship it to five percent", "and I would not trust the average",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=len(ENDS))
    parser.add_argument("--whisper", default="base")
    arguments = parser.parse_args()
    with VirtualCard() as card, tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as home:
        os.environ.update(card.env, INTERVIEWER_HOME=home)
        found, cut, whole = measure(card, ENDS[: arguments.clips], arguments.whisper, Path(home))
    print(
        f"\nlast word found: {sum(found)} of {len(found)}; closed at once, without draining: {sum(cut)} of {len(cut)}; "
        f"plain faster-whisper over the whole clips: {sum(whole)} of {len(whole)}"
    )


def measure(card: VirtualCard, texts: tuple[str, ...], whisper: str, folder: Path) -> tuple[list[bool], ...]:
    """Per clip: the last word was found; it is within what had arrived by then; plain faster-whisper hears it."""
    from audio import backends, files
    from audio.frames import SAMPLE_RATE_HZ, to_seconds
    from audio.listen_events import TurnEnded
    from audio.listen_settings import ListenSettings
    from audio.listener import Listener
    from audio.speech import best_voice
    from audio.vad import Vad
    from benchmarks.hearing import spoken
    from benchmarks.words import plain
    from interviewer import language
    from interviewer.cli import wiring
    from interviewer.cli.options import Whisper

    recogniser = wiring.Desk.from_options(whisper=Whisper(whisper)).recogniser()
    recogniser.load()
    told: queue.SimpleQueue[ListenEvent] = queue.SimpleQueue()
    sound = backends.open_sound("sounddevice", microphone=card.microphone, loudspeaker=card.loudspeaker)
    listener = Listener(sound, recogniser, Vad, language.load(), ListenSettings(), told.put)
    found: list[bool] = []
    cut: list[bool] = []
    whole: list[bool] = []
    silence = np.zeros(SAMPLE_RATE_HZ, dtype=np.float32)
    listener.start()
    try:
        with best_voice("pyttsx3") as voice:
            for number, text in enumerate(texts):
                samples = spoken(voice, "", [text]).samples
                samples = samples[: int(np.flatnonzero(np.abs(samples) > 0.01)[-1]) + 1]
                path = folder / f"{number}.wav"
                listener.open_turn(number, path)
                card.say(samples)
                arrived_s = to_seconds(len(files.read(path)))
                listener.close_turn()
                words = _ended(told, TurnEnded).words  # type: ignore[attr-defined]
                right = alike(_text(words)).split()[-1:] == alike(text).split()[-1:]
                found.append(right)
                cut.append(right and (words[-1].end_s or 0.0) <= arrived_s)
                alone = plain(recogniser, np.concatenate([samples, silence]), vad=False)
                whole.append(alike(alone).split()[-1:] == alike(text).split()[-1:])
                print(
                    f"{'found' if right else 'LOST':<6} {text!r}: {_text(words)!r}, plain: {alone.strip()!r}",
                    flush=True,
                )
    finally:
        listener.stop()
    return found, cut, whole


def _ended(told: queue.SimpleQueue[ListenEvent], kind: type) -> ListenEvent:
    until_s = time.monotonic() + 60.0
    while time.monotonic() < until_s:
        event = told.get(timeout=60.0)
        if isinstance(event, kind):
            return event
    raise RuntimeError("the answer did not end")


def _text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


if __name__ == "__main__":
    main()
