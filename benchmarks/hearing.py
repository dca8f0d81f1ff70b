"""What the listening benchmarks share: clips with their true words, word errors, an answer through the listener."""

from __future__ import annotations

import csv
import queue
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples, to_seconds
from interviewer.cli.rereading import FRESH_S, IN_TIME_S

if TYPE_CHECKING:
    from audio.listen_events import Heard, ListenEvent, TurnEnded
    from audio.reread import SecondReading
    from audio.sound import Sound
    from audio.speech import Voice
    from audio.whisper import Recogniser
    from interviewer.cli.wiring import Desk

PATIENCE_S = 120.0
_SPOKEN_ALIKE = {"ok": "okay", "yknow": "you know", "%": " percent", "&": " and "}


@dataclass(frozen=True)
class Clip:
    """A recording, (n_samples,) float32 mono 16 kHz, and what is said in it ("": nothing)."""

    name: str
    samples: Samples
    reference: str

    @property
    def seconds(self) -> float:
        """Its length."""
        return to_seconds(len(self.samples))

    @property
    def voiced_end_s(self) -> float:
        """Where its last voiced sample is."""
        loud = np.flatnonzero(np.abs(self.samples) > 0.01)
        return to_seconds(int(loud[-1]) + 1 if len(loud) else 0)


@dataclass
class Told:
    """What the listener told of one answer; `at_s` has the wall clock's second of each event."""

    events: list[ListenEvent] = field(default_factory=list)
    at_s: list[float] = field(default_factory=list)

    def heard(self) -> list[tuple[float, Heard]]:
        """The events with new words, and when they came."""
        from audio.listen_events import Heard

        return [(at_s, event) for at_s, event in zip(self.at_s, self.events, strict=True) if isinstance(event, Heard)]

    def ended(self) -> TurnEnded:
        """The end of the answer."""
        from audio.listen_events import TurnEnded

        return next(event for event in self.events if isinstance(event, TurnEnded))


def recorded(folder: Path) -> list[Clip]:
    """The speech clips of a folder with `manifest.tsv` (columns file, kind, reference)."""
    from audio import files

    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Clip(Path(row["file"]).stem, files.read(folder / row["file"]), row["reference"])
        for row in rows
        if row["reference"] and (folder / row["file"]).is_file()
    ]


def spoken(voice: Voice, name: str, sentences: Iterable[str], seconds: float = float("inf")) -> Clip:
    """The sentences spoken by `voice`, with 0.35 s between them, as many as fit in `seconds` (at least one)."""
    from audio.resample import resample

    gap = np.zeros(int(0.35 * SAMPLE_RATE_HZ), dtype=np.float32)
    said: list[str] = []
    pieces: list[Samples] = []
    length_s = 0.0
    for sentence in sentences:
        samples, rate_hz = voice.synthesise(sentence)
        piece = resample(samples, rate_hz, SAMPLE_RATE_HZ)
        length_s += to_seconds(len(piece) + len(gap))
        if said and length_s > seconds:
            break
        said.append(sentence)
        pieces += [piece, gap]
    return Clip(f"{name}, synthetic voice", np.concatenate(pieces[:-1]), " ".join(said))


def sample_sentences(desk: Desk) -> Iterator[str]:
    """The strong sample answers of the pack, sentence by sentence, over and over."""
    from audio.speaker import sentences

    while True:
        for question in desk.pack.questions:
            for passage in question.strong:
                yield from sentences(passage.text)


def lean(event: ListenEvent) -> ListenEvent:
    """The event without all words so far: kept each time, they alone would fill the memory over an hour."""
    from audio.listen_events import Heard, Prepare

    if isinstance(event, Heard):
        return replace(event, so_far=())
    return replace(event, words=()) if isinstance(event, Prepare) else event


def hear(
    sound: Sound,
    recogniser: Recogniser,
    hotwords: str,
    close_at_s: Callable[[], float] | None = None,
    second: SecondReading | None = None,
) -> Told:
    """One answer through the real listener with the real voice activity and policy, to its end.

    With `close_at_s` it is closed by key at that moment of the sound's clock; otherwise as the policy says. `second`
    follows as in an interview, in its own thread; in lockstep the listener waits for it.
    """
    from audio.listen_events import Broken, Heard, Prepare, TurnEnded
    from audio.listen_settings import ListenSettings
    from audio.listener import Listener
    from audio.vad import Vad
    from interviewer import language

    told = Told()
    fresh: queue.SimpleQueue[ListenEvent] = queue.SimpleQueue()

    def tell(event: ListenEvent) -> None:
        told.at_s.append(time.monotonic())
        told.events.append(lean(event))
        fresh.put(event)
        if second is not None and isinstance(event, Heard | Prepare):
            following = behind.submit(follow, event, time.monotonic())
            if sound.lockstep:
                following.result()

    def follow(event: Heard | Prepare, told_s: float) -> None:
        assert second is not None
        if isinstance(event, Prepare):
            read = second.step(event.words, silent=sound.lockstep or time.monotonic() - told_s <= FRESH_S)
        else:
            read = event.lag_s <= IN_TIME_S and second.step(event.so_far)
        if read:
            listener.revise(event.turn, second.better)

    behind = ThreadPoolExecutor(max_workers=1)
    listener = Listener(sound, recogniser, Vad, language.load(), ListenSettings(), tell)
    listener.start()
    try:
        with tempfile.TemporaryDirectory(prefix="interviewer-benchmark-") as folder:
            listener.open_turn(0, Path(folder) / "turn.wav", hotwords=hotwords)
            while True:
                event = fresh.get(timeout=PATIENCE_S)
                if isinstance(event, Broken):
                    raise event.error
                if isinstance(event, TurnEnded):
                    return told
                if close_at_s is not None and sound.now_s() >= close_at_s():
                    listener.close_turn()
                    close_at_s = None
    finally:
        listener.stop()
        behind.shutdown(wait=True)


def word_errors(reference: str, text: str) -> float:
    """Substituted, left out and added words over the words of `reference`, 0..; spelling and fillers made alike."""
    return counted(reference, text).share


@dataclass(frozen=True)
class Errors:
    """Counts of words: substituted, left out or added; left out alone; in the reference. `share` is 0.."""

    wrong: int = 0
    lost: int = 0
    words: int = 0

    @property
    def share(self) -> float:
        """The wrong ones over the words of the reference."""
        return self.wrong / self.words if self.words else 0.0

    def __add__(self, other: Errors) -> Errors:
        return Errors(self.wrong + other.wrong, self.lost + other.lost, self.words + other.words)


def counted(reference: str, text: str) -> Errors:
    """The words of `text` held against `reference`; spelling and fillers made alike."""
    import jiwer

    found = jiwer.process_words(alike(reference), alike(text) or "nothing")
    wrong = found.substitutions + found.deletions + found.insertions
    return Errors(wrong, found.deletions, found.hits + found.substitutions + found.deletions)


def alike(text: str) -> str:
    """Lower case, no punctuation, numbers in words, fillers left out: what counts as the same word."""
    from num2words import num2words

    text = text.lower().replace("\u2019", "'")
    for one, other in _SPOKEN_ALIKE.items():
        text = re.sub(rf"\b{one}\b" if one.isalpha() else re.escape(one), other, text)
    text = re.sub(r"\d+(?:\.\d+)?", lambda found: f" {num2words(found[0])} ", text)
    return " ".join(word for word in re.sub(r"[^a-z' ]", " ", text).split() if word not in {"um", "uh", "er", "hm"})
