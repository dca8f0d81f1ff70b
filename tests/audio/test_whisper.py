"""Real weights on synthetic speech. Each recording is decoded once for the whole module."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np
import pytest

from audio import files
from audio.errors import WeightsError
from audio.frames import Samples, Segment, to_samples, to_seconds
from audio.language import plain
from audio.segmenter import segments_of
from audio.vad import Vad
from audio.whisper import Recogniser, WhisperOptions, _is_sparse, _words
from audio.words import Word

TEXT = (
    "We block the launch if one customer sees the data of another customer. "
    "The legal team signs the release, and the support manager owns the roll back."
)
SHORT = "No, that is my answer."


@dataclass(frozen=True)
class Decoded:
    sound: Samples
    segments: list[Segment]
    words: list[Word]
    all_words: tuple[Word, ...]
    short: tuple[Word, ...]
    short_s: float


@pytest.fixture(scope="module")
def recogniser(shared_cache: Path) -> Recogniser:
    return Recogniser(cache=shared_cache)


@pytest.fixture(scope="module")
def decoded(recogniser: Recogniser, spoken: Callable[[str], Path]) -> Decoded:
    sound = files.read(spoken(TEXT))
    segments = segments_of(sound, Vad())
    words = [word for segment in segments for word in recogniser.transcribe_segment(segment)]
    clip = files.read(spoken(SHORT))
    short = recogniser.transcribe_segment(Segment(to_samples(100.0), clip))
    return Decoded(sound, segments, words, recogniser.transcribe_all(sound), short, to_seconds(len(clip)))


def errors(said: str, heard: list[Word] | tuple[Word, ...]) -> float:
    return float(jiwer.wer(plain(said), plain(" ".join(word.text for word in heard))))


def test_segments_are_understood(decoded: Decoded) -> None:
    assert errors(TEXT, decoded.words) <= 0.2


def test_the_whole_is_understood(decoded: Decoded) -> None:
    assert errors(TEXT, decoded.all_words) <= 0.2


def test_nothing_is_made_up_behind_a_short_clip(decoded: Decoded) -> None:
    assert errors(SHORT, decoded.short) <= 0.2
    assert len(decoded.short) <= len(SHORT.split())


def test_words_lie_in_order_inside_their_turn(decoded: Decoded) -> None:
    for words, first_s, last_s in (
        (decoded.words, 0.0, to_seconds(len(decoded.sound))),
        (decoded.all_words, 0.0, to_seconds(len(decoded.sound))),
        (decoded.short, 100.0, 100.0 + decoded.short_s),
    ):
        times = [t for word in words for t in (word.start_s or 0.0, word.end_s or 0.0)]
        assert times == sorted(times)
        assert first_s <= times[0]
        assert times[-1] <= last_s + 0.1
        assert all(0.0 <= (word.probability or 0.0) <= 1.0 for word in words)
        assert all(word.text == word.text.strip() != "" for word in words)


def test_the_last_word_is_there_without_any_silence_behind_it(recogniser: Recogniser, decoded: Decoded) -> None:
    loud = np.flatnonzero(np.abs(decoded.sound) > 0.02)[-1]
    segments = segments_of(decoded.sound[: loud + 1], Vad())
    last = recogniser.transcribe_segment(segments[-1])
    assert plain(last[-1].text) == plain(decoded.words[-1].text)


def test_silence_and_noise_have_no_words(recogniser: Recogniser) -> None:
    noise = (0.05 * np.random.default_rng(1).standard_normal(to_samples(20.0))).astype(np.float32)
    assert segments_of(noise, Vad()) == []
    assert recogniser.transcribe_all(noise) == ()


@pytest.mark.parametrize(
    ("n_words", "seconds", "sparse"), [(4, 17.0, True), (39, 17.0, False), (1, 3.9, False), (9, 9.0, False)]
)
def test_too_few_words_for_the_speech_are_told(n_words: int, seconds: float, sparse: bool) -> None:
    assert _is_sparse(n_words, seconds) is sparse


def test_a_pass_that_stops_early_is_made_again_without_hotwords(
    recogniser: Recogniser, decoded: Decoded, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Segment(0, decoded.sound)
    passes: list[str] = []

    def stops_early(features: object, window: int, hotwords: str) -> tuple[list[Word], bool]:
        passes.append(hotwords)
        words, loops = made(features, window, hotwords)
        return (words[:2] if hotwords else words), loops

    made = recogniser._pass
    monkeypatch.setattr(recogniser, "_pass", stops_early)
    words = recogniser.transcribe_segment(whole, "kappa, refund")
    assert passes == ["kappa, refund", ""]
    assert errors(TEXT, words) <= 0.2


def test_a_window_is_read_with_what_came_before(recogniser: Recogniser, decoded: Decoded) -> None:
    words = recogniser.transcribe_on(decoded.sound, "We look at the refunds.", "kappa")
    assert errors(TEXT, words) <= 0.2
    assert [word.start_s for word in words] == sorted(word.start_s or 0.0 for word in words)
    assert recogniser.transcribe_on(decoded.sound[:0], "") == ()


def test_what_follows_without_a_space_belongs_to_the_word_before() -> None:
    raw = [
        (" kappa", 0.0, 0.9),
        (" 0", 0.4, 0.8),
        (".6", 0.6, 0.7),
        (" 95", 1.0, 0.9),
        ("%", 1.2, 0.95),
        (" ", 1.3, 0.9),
    ]
    found = _words([{"word": text, "start": at, "end": at + 0.2, "probability": sure} for text, at, sure in raw])
    assert [(word.text, word.probability) for word in found] == [("kappa", 0.9), ("0.6", 0.7), ("95%", 0.9)]
    assert found[1].end_s == 0.8


def test_hotwords_are_taken(recogniser: Recogniser, spoken: Callable[[str], Path]) -> None:
    sound = files.read(spoken("We compare the judges with Cohen's kappa."))
    heard = recogniser.transcribe_segment(Segment(0, sound), "Cohen's kappa, judge, precision, recall")
    assert "kappa" in plain(" ".join(word.text for word in heard))


def test_loading_twice_at_once_is_one_load(shared_cache: Path) -> None:
    told: list[str] = []
    recogniser = Recogniser(cache=shared_cache, progress=told.append)
    threads = [threading.Thread(target=recogniser.load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.count("Loading the Whisper model ...") == 1


def test_one_core_is_left_free() -> None:
    assert WhisperOptions().cpu_threads == max(1, (os.cpu_count() or 2) - 1)
    assert WhisperOptions(threads=3).cpu_threads == 3


@pytest.mark.parametrize(
    "options",
    [
        WhisperOptions(compute_type="int3"),
        WhisperOptions(model="no/such/folder/"),
        WhisperOptions(threads=-3),
        WhisperOptions(threads=10**12),
        WhisperOptions(threads="two"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_loaded_is_explained(shared_cache: Path, options: WhisperOptions) -> None:
    with pytest.raises(WeightsError) as caught:
        Recogniser(options, cache=shared_cache).load()
    assert caught.value.next_step
    assert "\n" not in str(caught.value)


def test_a_folder_that_holds_something_else_is_explained(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"not a model")
    with pytest.raises(WeightsError, match="cannot be loaded"):
        Recogniser(WhisperOptions(model=str(tmp_path)), cache=tmp_path).load()


def test_a_tokenizer_that_is_broken_is_explained(recogniser: Recogniser, shared_cache: Path, tmp_path: Path) -> None:
    recogniser.load()
    for file in (shared_cache / "whisper-base").iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "tokenizer.json").unlink()
    (tmp_path / "tokenizer.json").write_text('{"version": ')
    with pytest.raises(WeightsError, match="cannot be loaded") as caught:
        Recogniser(WhisperOptions(model=str(tmp_path)), cache=tmp_path).load()
    assert "\n" not in str(caught.value)


def test_no_samples_have_no_words(tmp_path: Path) -> None:
    assert Recogniser(cache=tmp_path).transcribe_segment(Segment(0, np.zeros(0, dtype=np.float32))) == ()
