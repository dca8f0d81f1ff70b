from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.devices import Devices
from audio.errors import SpeechError
from audio.filefed import FileFed
from audio.frames import Samples, to_samples
from audio.resample import Resampler
from audio.speaker import SentenceSplitter, Speaker, sentences
from audio.speech import best_voice
from tests.audio.test_devices import place_of
from tests.virtual_card import VirtualCard


class FakeVoice:
    """Each character is one sample. `history` is what it was asked; texts in `broken` fail once."""

    name = "fake"

    def __init__(self, *broken: str) -> None:
        self.history: list[str] = []
        self.broken = list(broken)

    def synthesise(self, text: str) -> tuple[Samples, int]:
        self.history.append(text)
        if text in self.broken:
            self.broken.remove(text)
            raise SpeechError("hoarse")
        return np.ones(len(text), dtype=np.float32), 1000

    def close(self) -> None: ...

    def __enter__(self) -> FakeVoice:
        return self

    def __exit__(self, *_: object) -> None: ...


def lengths(sound: FileFed) -> list[int]:
    return [len(played.samples) for played in sound.played]


@given(st.text(alphabet=" .?!\"')(AaBb1\n", max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_any_chunking_gives_the_same_sentences(text: str, cuts: list[int]) -> None:
    splitter = SentenceSplitter()
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    found = [one for start, end in pairwise(edges) for one in splitter.push(text[start:end])]
    assert found + splitter.flush() == sentences(text)


@given(st.text(alphabet=" .?!\"')(AaBb1\n", max_size=60))
def test_no_character_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ('He said "stop." Then I did.', ['He said "stop."', "Then I did."]),
        ("Take a proxy, e.g. Clicks, at 3.5 percent. Go.", ["Take a proxy, e.g. Clicks, at 3.5 percent.", "Go."]),
        ("A judge vs. GPT and no end", ["A judge vs. GPT and no end"]),
        ("  ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_sentences_are_spoken_one_after_the_other() -> None:
    sound, voice = FileFed([]), FakeVoice()
    starts: list[int] = []
    seconds = Speaker(sound, voice).say("One. Two two.", started=lambda: starts.append(1), stop=threading.Event())
    assert lengths(sound) == [4, 8]
    assert seconds == pytest.approx(0.012)
    assert starts == [1]


def test_what_was_prepared_is_not_made_again() -> None:
    sound, voice = FileFed([]), FakeVoice()
    speaker = Speaker(sound, voice)
    speaker.prepare("One. Two.")
    speaker.say("One. Two.", stop=threading.Event())
    speaker.say("Two.", stop=threading.Event())
    assert voice.history == ["One.", "Two."]
    assert lengths(sound) == [4, 4, 4]


def test_a_slow_voice_begins_with_half_a_long_sentence() -> None:
    sound, voice = FileFed([]), FakeVoice()
    voice.name = "piper"
    speaker = Speaker(sound, voice)
    text = "If the reviewers fall out over it, which number on your sheet makes you stop?"
    speaker.prepare(text)
    speaker.say(text, stop=threading.Event())
    assert voice.history == ["If the reviewers fall out over it,", "which number on your sheet makes you stop?"]


def test_what_more_words_cannot_change_is_made_while_they_are_written() -> None:
    sound, voice = FileFed([]), FakeVoice()
    voice.name = "piper"
    speaker = Speaker(sound, voice)
    text = "I follow. If the two reviewers fall out over every third one of the refunds, which number makes you stop?"
    made: list[list[str]] = []
    words = text.split()
    for count in range(1, len(words)):
        speaker.prepare_begun(" ".join(words[:count]))
        made.append(list(dict.fromkeys(voice.history)))
    speaker.say(text, stop=threading.Event())
    assert made[2] == ["I follow."]  # known to be whole when the next one begins
    assert [len(history) for history in made] == sorted(len(history) for history in made)
    assert voice.history == [
        "I follow.",
        "If the two reviewers fall out over every third one of the refunds,",
        "which number makes you stop?",
    ]


def test_a_streamed_sentence_is_spoken_before_the_last_is_written() -> None:
    sound = FileFed([])
    heard_before_the_end: list[int] = []

    def writing() -> Iterator[str]:
        yield "The fi"
        yield "rst. The"
        heard_before_the_end.extend(lengths(sound))
        yield " second."

    Speaker(sound, FakeVoice()).say_stream(writing(), stop=threading.Event())
    assert heard_before_the_end == [len("The first.")]
    assert lengths(sound) == [10, 11]


def test_stop_leaves_out_the_rest() -> None:
    sound = FileFed([])
    stop = threading.Event()
    Speaker(sound, FakeVoice()).say("One. Two.", started=stop.set, stop=stop)
    assert lengths(sound) == [4]


def test_a_failure_is_told_and_the_next_try_may_work() -> None:
    sound, voice = FileFed([]), FakeVoice("One.")
    speaker = Speaker(sound, voice)
    with pytest.raises(SpeechError, match="hoarse"):
        speaker.say("One.", stop=threading.Event())
    speaker.say("One.", stop=threading.Event())
    assert lengths(sound) == [4]


def test_the_loudspeaker_says_it_to_the_last_sound(card: VirtualCard) -> None:
    class Remembered(FakeVoice):  # an engine says the same sentence a little differently each time
        def synthesise(self, text: str) -> tuple[Samples, int]:
            return samples, rate_hz

    text = "Which failure blocks the launch?"
    with best_voice("pyttsx3") as voice:
        samples, rate_hz = voice.synthesise(text)
    with card.record_speaker() as heard:
        Speaker(Devices(loudspeaker=card.loudspeaker).loudspeaker(), Remembered()).say(text, stop=threading.Event())
    sound = resample(samples, rate_hz)
    voiced = np.flatnonzero(np.abs(sound) > 0.02)
    ending = sound[voiced[-1] - to_samples(0.3) : voiced[-1]]
    assert place_of(ending, heard.samples)[1] > 0.8


def resample(samples: Samples, rate_hz: int) -> Samples:
    resampler = Resampler(rate_hz, 1)
    return np.concatenate([resampler.push(samples), resampler.flush()])
