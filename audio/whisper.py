"""Speech to words: faster-whisper behind one small class."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from audio import weights
from audio.cleanup import without_invented_end
from audio.errors import WeightsError
from audio.frames import SAMPLE_RATE_HZ, Samples, Segment, to_samples, to_seconds
from audio.words import Word

FRAMES_PER_SECOND = 100  # Whisper's mel frames: hops of 160 samples at 16 kHz
_WINDOW_FRAMES = 3000  # the 30 s that the encoder was trained on
_MIN_WINDOW_FRAMES = 1500
_MARGIN_FRAMES = 300
"""The encoder costs the same for 2 s of speech as for 30 s if the clip is padded to the full window. Half a window with
3 s of room behind the speech was measured as exact as the full one and twice as fast; at 10 s base begins to loop."""
LOOP_RATIO = 2.4  # text that compresses better than this repeats itself (Whisper's own threshold)
_MAX_TOKENS = 220  # half of Whisper's 448: the other half belongs to hotwords
_TOKENS_PER_SECOND = 8  # fast speech has 4 words a second, a word 1.3 tokens
_MOST_THREADS = 64  # CTranslate2 dies of absurd numbers
_BATCH = 2  # windows decoded at once in the batch reading: others wait for two windows at most
_SLOWEST_WORDS_PER_S = 1.0  # between two silences nobody speaks slower: 1.6 was the slowest of 70 measured segments
_SHORTEST_JUDGED_S = 4.0  # below it one long "um" is a fair answer


@dataclass(frozen=True)
class WhisperOptions:
    """Which recogniser.

    model         "base" (bundled), a folder, or one of faster-whisper's names
    compute_type  CTranslate2's arithmetic; int8 is the fastest on CPUs
    threads       decoding threads; 0: all cores but one, which stays with the audio thread (with every core decoding
                  a 32 ms audio thread was measured 44 ms late, with one left free 9 ms)
    beam          hypotheses kept while decoding; 5 is 1-2 points of word errors better than 1
    """

    model: str = "base"
    compute_type: str = "int8"
    threads: int = 0
    beam: int = 5

    @property
    def cpu_threads(self) -> int:
        """How many threads to decode with on this machine."""
        return self.threads or max(1, (os.cpu_count() or 2) - 1)


class RecogniserLike(Protocol):
    """What the listener needs of a recogniser."""

    def load(self) -> None:
        """Be ready; may take seconds. Safe to call from any thread, more than once. Raises WeightsError."""

    def transcribe_segment(self, segment: Segment, hotwords: str = "") -> tuple[Word, ...]:
        """The words of `segment`, with times relative to the turn that it lies in."""


class Recogniser:
    """A Whisper model, loaded at its first use. One decode at a time; safe to share between threads."""

    def __init__(
        self, options: WhisperOptions | None = None, *, cache: Path, progress: Callable[[str], None] = weights.quiet
    ) -> None:
        """`cache`: where weights may be kept; `progress` gets one line per slow step of loading."""
        self.options = options or WhisperOptions()
        self._cache = cache
        self._progress = progress
        self._model: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Load the weights now (0.6-1.3 s for base). Raises WeightsError."""
        with self._lock:
            self._loaded()

    def transcribe_segment(self, segment: Segment, hotwords: str = "") -> tuple[Word, ...]:
        """The words of `segment` (up to 30 s), with times relative to the turn that it lies in.

        In: `hotwords`, vocabulary that the speaker is likely to use, as one line. Raises WeightsError.
        """
        if not len(segment.samples):
            return ()
        with self._lock:
            words = self._decode(segment.samples, hotwords)
        offset_s = to_seconds(segment.start_sample)
        return tuple(word.later(offset_s) for word in words)

    def transcribe_all(self, samples: Samples, hotwords: str = "") -> tuple[Word, ...]:
        """The words of a whole recording, (n_samples,) float32 mono 16 kHz, times from its start.

        Speech is packed into full 30 s windows with the silences left out: 1-2 points of word errors better than
        single segments, and faster, but it cannot begin before the end. Between two windows other threads may decode.
        """
        from faster_whisper import BatchedInferencePipeline

        with self._lock:
            pipeline = BatchedInferencePipeline(self._loaded())
            found, _info = pipeline.transcribe(
                samples,
                language="en",
                batch_size=_BATCH,
                beam_size=self.options.beam,
                hotwords=glossary(hotwords),
                word_timestamps=True,
                max_new_tokens=_max_tokens(_WINDOW_FRAMES),
            )
        words: list[Word] = []
        steps = iter(found)
        while True:
            with self._lock:
                step = next(steps, None)
                if step is None:
                    return tuple(words)
                read = words_of([step])
                piece = samples[to_samples(step.start) : to_samples(step.end)]
                if hotwords and _is_sparse(len(read), to_seconds(len(piece))):
                    again = self._decode(piece, "")
                    if len(again) > len(read):
                        read = [word.later(step.start) for word in again]
            words += read

    def transcribe_on(self, samples: Samples, before: str, hotwords: str = "") -> tuple[Word, ...]:
        """The words of up to 30 s, (n_samples,) float32 mono 16 kHz, with times from the start.

        In: `before`, what was said before it: Whisper goes on in its words; `hotwords` as above.
        Raises WeightsError.
        """
        if not len(samples):
            return ()
        with self._lock:
            features = self._loaded().feature_extractor(samples)[..., :-1]
            return tuple(self._pass(features, _window(features.shape[-1]), hotwords, before)[0])

    def _decode(self, samples: Samples, hotwords: str) -> list[Word]:
        """One pass; another over the full window where it ran into a loop; one without hotwords where that loops too
        or most of the speech came out as nothing: with terms in its prompt the model may stop after a few words.

        `WhisperModel.transcribe` is not used here: after a short clip it decodes the silence behind the last word once
        more, which doubles the time and invents words ("Thanks for watching.").
        """
        features = self._loaded().feature_extractor(samples)[..., :-1]
        frames = features.shape[-1]
        window = _window(frames)
        words, loops = self._pass(features, window, hotwords)
        if loops and window < _WINDOW_FRAMES:
            words, loops = self._pass(features, _WINDOW_FRAMES, hotwords)
        if hotwords and (loops or _is_sparse(len(words), frames / FRAMES_PER_SECOND)):
            again, loops_again = self._pass(features, _WINDOW_FRAMES, "")
            if not loops_again and (loops or len(again) > len(words)):
                words = again
        return words

    def _pass(self, features: Any, window: int, hotwords: str = "", before: str = "") -> tuple[list[Word], bool]:
        """The words of one pass, and whether it ran into a loop."""
        segments = _decode_window(self._loaded(), features, window, self.options.beam, hotwords, before)
        loops = any(_is_loop(segment, features.shape[-1]) for segment in segments)
        return [word for segment in segments for word in _words(segment["words"])], loops

    def _loaded(self) -> Any:
        if self._model is None:
            _check(self.options)
            folder = weights.find(self.options.model, self._cache, self._progress)
            self._progress("Loading the Whisper model ...")
            self._model = _open(folder, self.options)
        return self._model


def _window(frames: int) -> int:
    """How many frames the encoder gets for a clip of so many: whole seconds, with room, at least _MIN_WINDOW_FRAMES."""
    whole = -(-(frames + _MARGIN_FRAMES) // FRAMES_PER_SECOND) * FRAMES_PER_SECOND
    return min(_WINDOW_FRAMES, max(_MIN_WINDOW_FRAMES, whole))


def _max_tokens(frames: int) -> int:
    """More tokens than anybody says in so many frames: it ends a loop early."""
    return min(_MAX_TOKENS, 20 + _TOKENS_PER_SECOND * frames // FRAMES_PER_SECOND)


def _is_loop(segment: dict[str, Any], frames: int) -> bool:
    return segment["compression_ratio"] > LOOP_RATIO or len(segment["tokens"]) >= _max_tokens(frames)


def _is_sparse(n_words: int, seconds: float) -> bool:
    """Whether so few words cannot be all that was said between two silences."""
    return seconds >= _SHORTEST_JUDGED_S and n_words < _SLOWEST_WORDS_PER_S * seconds


def glossary(hotwords: str) -> str | None:
    """The vocabulary as a sentence. A bare list teaches the model to write one: lower case, a comma after each word."""
    return f"Glossary: {hotwords}." if hotwords else None


def _decode_window(
    model: Any, features: Any, window: int, beam: int, hotwords: str, before: str
) -> list[dict[str, Any]]:
    """faster-whisper's own steps for one window, with an encoder window of our choice."""
    from faster_whisper import BatchedInferencePipeline
    from faster_whisper.audio import pad_or_trim
    from faster_whisper.tokenizer import Tokenizer
    from faster_whisper.transcribe import TranscriptionOptions, get_suppressed_tokens

    frames = features.shape[-1]
    tokenizer = Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language="en")
    options = TranscriptionOptions(
        beam_size=beam,
        best_of=1,
        patience=1,
        length_penalty=1,
        repetition_penalty=1,
        no_repeat_ngram_size=0,
        log_prob_threshold=None,
        no_speech_threshold=None,
        compression_ratio_threshold=None,
        condition_on_previous_text=False,
        prompt_reset_on_temperature=0.5,
        temperatures=[0.0],
        initial_prompt=before or None,
        prefix=None,
        suppress_blank=True,
        suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
        without_timestamps=True,
        max_initial_timestamp=0.0,
        word_timestamps=True,
        prepend_punctuations="\"'“¿([{-",
        append_punctuations="\"'.。,，!！?？:：”)]}、",
        multilingual=False,
        max_new_tokens=_max_tokens(frames),
        clip_timestamps=[],
        hallucination_silence_threshold=None,
        hotwords=glossary(hotwords),
    )
    metadata = {"offset": 0.0, "duration": frames / FRAMES_PER_SECOND, "segments": []}
    found = BatchedInferencePipeline(model).forward(pad_or_trim(features, window)[None], tokenizer, [metadata], options)
    segments: list[dict[str, Any]] = found[0]
    return segments


def words_of(found: Iterable[Any]) -> list[Word]:
    """faster-whisper's segments as words; times stay relative to what was decoded."""
    return [word for segment in found for word in _words([vars(w) for w in segment.words or ()])]


def _words(found: Iterable[dict[str, Any]]) -> list[Word]:
    """The words of one segment that were said. What follows without a space belongs to the word before it: "0" and
    ".6", "95" and "%"."""
    words: list[Word] = []
    for w in found:
        text = w["word"].strip()
        if not text:
            continue
        end_s, probability = round(float(w["end"]), 3), round(float(w["probability"]), 3)
        if words and not w["word"][0].isspace():
            before = words[-1]
            sure = min(before.probability or 0.0, probability)
            words[-1] = replace(before, text=before.text + text, end_s=end_s, probability=sure)
        else:
            words.append(Word(text, round(float(w["start"]), 3), end_s, probability))
    return list(without_invented_end(words))


def _check(options: WhisperOptions) -> None:
    """Raises WeightsError for what a settings file may hold and CTranslate2 answers with a crash."""
    threads: object = options.threads
    if type(threads) is not int or not 0 <= threads <= _MOST_THREADS:
        raise WeightsError(
            f"Whisper cannot decode with {threads!r} threads.",
            f"Set threads to a whole number from 0 (all cores but one) to {_MOST_THREADS}.",
        )


def _open(folder: Path, options: WhisperOptions) -> Any:
    """The model, on the GPU where CTranslate2 finds one that works, otherwise on the processor."""
    import ctranslate2
    import numpy as np
    from faster_whisper import WhisperModel

    def on(device: str) -> Any:
        return WhisperModel(
            str(folder), device=device, compute_type=options.compute_type, cpu_threads=options.cpu_threads
        )

    try:
        if ctranslate2.get_cuda_device_count():
            try:
                model = on("cuda")
                list(model.transcribe(np.zeros(SAMPLE_RATE_HZ, dtype=np.float32), language="en")[0])
                return model
            except (RuntimeError, ValueError):
                # a driver without its libraries fails only at the first decode; the processor always works
                pass
        return on("cpu")
    except (RuntimeError, ValueError, OSError) as error:
        raise _cannot_load(folder, error) from error
    except Exception as error:
        if type(error) is not Exception:
            raise
        # the tokenizers library knows no type of its own for a tokenizer.json that it cannot read
        raise _cannot_load(folder, error) from error


def _cannot_load(folder: Path, error: Exception) -> WeightsError:
    reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return WeightsError(
        f"The Whisper model in {folder} cannot be loaded: {reason.rstrip('.')}.",
        "Use --whisper base --compute-type int8, or name another model folder.",
    )
