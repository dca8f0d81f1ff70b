"""The child process that owns the pyttsx3 engine, on its own main thread (macOS needs that). Run with `-m`.

One JSON object a line, in: {"text", "path", ...}, what to say and the file to write it to; out: {"ok": true} when the
file is complete, or {"ok": false, "error": "..."}. The first line out says whether the engine could be started.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

Speak = Callable[[dict[str, Any]], None]


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


def _pyttsx3() -> Speak:
    import pyttsx3

    engine = pyttsx3.init()
    voices = [str(voice.id) for voice in engine.getProperty("voices")]
    if sys.platform == "linux":  # espeak-ng starts with a British voice
        _choose(engine, next((voice for voice in voices if voice.endswith("/en-us")), ""), voices)

    def speak(order: dict[str, Any]) -> None:
        engine.setProperty("rate", order["words_per_minute"])
        _choose(engine, order["voice"], voices)
        engine.save_to_file(order["text"], order["path"])
        engine.runAndWait()

    return speak


def _choose(engine: Any, voice: str, voices: list[str]) -> None:
    if voice and voice not in voices:  # pyttsx3 itself would go on with another one
        raise ValueError(f"its engine has no voice '{voice}'")
    if voice:
        engine.setProperty("voice", voice)


if __name__ == "__main__":
    serve(_pyttsx3, (ImportError, OSError, RuntimeError, ValueError, KeyError, AttributeError, ReferenceError))
