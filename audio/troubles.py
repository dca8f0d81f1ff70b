"""What the user is told when listening is in trouble: one line, and the next step."""

from __future__ import annotations

from audio.listen_events import TroubleKind


def explain(kind: TroubleKind, name: str = "", rate_hz: int = 0, waiting_s: float = 0.0) -> tuple[str, str]:
    """Message and next step for `kind`; `name` and `rate_hz` of the microphone, `waiting_s` of sound undecoded."""
    if kind == "silent_microphone":
        from audio.devices import explain_silence

        return "No sound comes from the microphone.", explain_silence()
    return {
        "microphone_heard": ("The microphone is heard now.", ""),
        "too_quiet": (
            "Your voice is very quiet.",
            "Come closer to the microphone, or raise its level in the system's settings.",
        ),
        "clipped": ("Your voice is too loud for the microphone.", "Move away from it, or lower its level."),
        "device_gone": (
            f"The microphone '{name}' stopped delivering.",
            "Plug it in again: listening goes on by itself. Everything said so far is kept.",
        ),
        "device_back": (f"The microphone '{name}' is back.", "Go on where you were."),
        "low_rate": (
            f"The microphone '{name}' delivers telephone sound ({rate_hz} Hz).",
            "The built-in microphone is understood better; a Bluetooth headset can stay the loudspeaker.",
        ),
        "lag": (
            f"Recognition is {waiting_s:.0f} s behind; nothing is lost.",
            "A smaller model keeps up: --whisper tiny.en.",
        ),
        "disk_full": ("The recording cannot be written.", "Free some space; everything recorded so far is kept."),
    }[kind]
