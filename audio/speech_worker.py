"""The child process that owns the system's speech engine, on its own main thread (macOS needs that). Run with `-m`.

One JSON object a line, in: {"text", "path", ...}, what to say and the file to write it to; out: {"ok": true} when the
file is complete, or {"ok": false, "error": "..."}. The first line out says whether the engine could be started.
"""

from __future__ import annotations

import json
import os
import sys
import wave
from collections.abc import Callable
from ctypes import string_at
from typing import Any

Speak = Callable[[dict[str, Any]], None]

AMERICAN = "gmw/en-us"  # espeak-ng starts with a British voice


def serve(start: Callable[[], Speak], errors: tuple[type[Exception], ...]) -> None:
    """Answer orders until stdin ends: `start` returns the function that fulfils one; `errors` are what both raise."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # engines print to stdout, where the answers go

    def tell(**answer: object) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    try:
        speak = start()
    except errors as error:
        tell(ok=False, error=_in_a_line(error))
        return
    tell(ok=True)

    def answer(order: dict[str, Any]) -> None:
        try:
            speak(order)
        except errors as error:
            tell(ok=False, error=_in_a_line(error))
        else:
            tell(ok=True)

    for line in sys.stdin:
        answer(json.loads(line))


def _in_a_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def _espeak() -> Speak:
    """espeak-ng through pyttsx3's binding of it, in its synchronous mode.

    pyttsx3's own driver runs it asynchronously and returns early: of 120 sentences spoken by fresh
    workers, measured, 3 to 8 came back empty and 6 to 10 at another rate.
    """
    from pyttsx3.drivers import _espeak as espeak

    rate_hz = espeak.Initialize(espeak.AUDIO_OUTPUT_SYNCHRONOUS, 0)
    if rate_hz <= 0:
        raise RuntimeError("espeak-ng cannot be initialised")
    pieces: list[bytes] = []

    def arrived(samples: Any, count: int, _events: Any) -> int:
        if count > 0:
            pieces.append(string_at(samples, 2 * count))
        return 0

    espeak.SetSynthCallback(arrived)

    def speak(order: dict[str, Any]) -> None:
        voice = order["voice"] or AMERICAN
        if espeak.SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice '{voice}'")
        espeak.SetParameter(espeak.RATE, order["words_per_minute"], 0)
        pieces.clear()
        if espeak.Synth(order["text"], flags=espeak.ENDPAUSE | espeak.CHARS_UTF8) != 0:
            raise RuntimeError("espeak-ng refused the text")
        with wave.open(order["path"], "wb") as file:
            file.setparams((1, 2, rate_hz, 0, "NONE", ""))
            file.writeframes(b"".join(pieces))

    return speak


def _engine() -> Speak:
    """pyttsx3's engine: NSSpeechSynthesizer on macOS (which writes AIFF), SAPI on Windows."""
    import pyttsx3

    engine = pyttsx3.init()
    voices = [str(voice.id) for voice in engine.getProperty("voices")]

    def speak(order: dict[str, Any]) -> None:
        if order["voice"] and order["voice"] not in voices:  # it would go on with another one
            raise ValueError(f"there is no voice '{order['voice']}'")
        if order["voice"]:
            engine.setProperty("voice", order["voice"])
        engine.setProperty("rate", order["words_per_minute"])
        engine.save_to_file(order["text"], order["path"])
        engine.runAndWait()

    return speak


if __name__ == "__main__":
    serve(
        _espeak if sys.platform == "linux" else _engine,
        (ImportError, OSError, RuntimeError, ValueError, KeyError, AttributeError, ReferenceError),
    )
