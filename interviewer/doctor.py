"""Checks of everything an interview needs, as values: what was found, and the fix for what is missing."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from audio.errors import Failure
from interviewer.config import MindSettings, Paths, Settings

Status = Literal["ok", "warn", "fail"]

LISTEN_S = 1.5
BETTER_VOICE = ".venv/bin/pip install --no-deps --require-hashes -r script/requirements/voice.txt"
GREETING = "Hello. This is how I will speak to you."
RECORDING_BYTES_PER_S = 32_000  # 16 kHz, 16 bit, mono
LEAST_MINUTES = 30.0  # of recording: a design interview, and room for the report
ENOUGH_MINUTES = 240.0


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    status  ok; warn: it works, but not well; fail: an interview needs it
    line    what was found
    fix     the next step; empty where none is needed
    """

    name: str
    status: Status
    line: str
    fix: str = ""


@dataclass(frozen=True)
class Desk:
    """What is to be checked: the folders, the settings, and a function that gets a line for each slow step."""

    paths: Paths
    settings: Settings
    progress: Callable[[str], None]


def examine(desk: Desk, checks: dict[str, Callable[[Desk], Check]] | None = None) -> Iterator[Check]:
    """All checks, one after the other, as they are done. A Failure is a failed check, not the end."""
    for name, check in (CHECKS if checks is None else checks).items():
        yield _checked(name, check, desk)


def _checked(name: str, check: Callable[[Desk], Check], desk: Desk) -> Check:
    try:
        return check(desk)
    except Failure as failure:
        return Check(name, "fail", failure.message, failure.next_step)


def check_microphone(desk: Desk) -> Check:
    """It is there, and sound comes from it."""
    from interviewer import soundcheck

    sound = _sound(desk)
    desk.progress(f"Listening for {LISTEN_S:g} s ...")
    opened = sound.microphone()
    name, rate_hz = opened.name, opened.rate_hz
    opened.close()
    heard = soundcheck.record(seconds=LISTEN_S, sound=sound)
    line = f"'{name}' at {rate_hz} Hz heard {heard.level_dbfs:.0f} dBFS (peak {heard.peak:.3f})."
    if heard.zeros:
        return Check("microphone", "fail", f"'{name}' at {rate_hz} Hz gives nothing but zeros.", _advice(heard.advice))
    if heard.peak >= soundcheck.TOO_LOUD_PEAK:
        return Check("microphone", "warn", line, heard.advice)
    return Check("microphone", "ok", line)  # quiet is right as long as nobody is asked to speak


def check_loudspeaker(desk: Desk) -> Check:
    """It is there, and takes a spoken sentence to its end."""
    from audio.speaker import Speaker
    from audio.speech import best_voice

    loudspeaker = _sound(desk).loudspeaker()
    with best_voice(desk.settings.sound.voice) as voice:
        desk.progress(f'Saying "{GREETING}"')
        seconds = Speaker(loudspeaker, voice).say(GREETING, stop=threading.Event())
    return Check("loudspeaker", "ok", f"'{loudspeaker.name}' played a sentence of {seconds:.1f} s.")


def check_weights(desk: Desk) -> Check:
    """The recogniser's weights are there and are the published ones."""
    from audio import weights

    model = desk.settings.whisper.model
    folder = weights.find(model, desk.paths.cache, desk.progress)
    known = "the published bytes" if model == weights.DEFAULT_MODEL else "not checked: only base is pinned"
    return Check("weights", "ok", f"Whisper {model} ({known}) in {folder}.")


def check_turn_model(_desk: Desk) -> Check:
    """The model that hears whether somebody has finished is there; interviews do without it."""
    from audio import turn_model

    try:
        turn_model.load()
    except Failure as failure:
        return Check("turn model", "warn", failure.message, failure.next_step)
    return Check("turn model", "ok", f"{turn_model.NAME} (the published bytes) hears whether a sentence is over.")


def check_language(desk: Desk) -> Check:
    """The parser that reads the answers is there and is the published one."""
    from interviewer import nlp

    nlp.check(nlp.folder())
    return Check("language", "ok", f"spaCy's small English model (the published bytes) in {nlp.folder()}.")


def check_voice(desk: Desk) -> Check:
    """A voice speaks."""
    from audio.speech import best_voice

    with best_voice(desk.settings.sound.voice) as voice:
        began_s = time.perf_counter()
        samples, rate_hz = voice.synthesise(GREETING)
        took_s = time.perf_counter() - began_s
        name = voice.name
    line = f"{name} made {len(samples) / rate_hz:.1f} s of speech in {took_s:.1f} s, its start included."
    return Check("voice", "ok", line, "" if name == "piper" else f"A more natural voice: {BETTER_VOICE}")


def check_mind(desk: Desk) -> Check:
    """The rules are always there; an LLM is asked for only where the settings name one."""
    settings = desk.settings.mind
    if settings.use == "rules":
        return Check("mind", "ok", "The rules choose the follow-ups; no LLM is used.")
    problem = _llm_problem(settings)
    if problem is None:
        line = f"The LLM at {settings.server} answers; the rules stand by."
        return Check("mind", "ok", f"{line} {_limits()}" if settings.server == "local" else line)
    return Check(
        "mind", "warn", f"{problem.message} The rules will carry on alone.", problem.next_step or "Or use --mind rules."
    )


def check_disk(desk: Desk, free_bytes: Callable[[Path], int] | None = None) -> Check:
    """There is room for recordings, and we may write there."""
    folder = desk.paths.data
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".doctor"
        probe.write_bytes(b"x")
        probe.unlink()
        free = (free_bytes or _free_bytes)(folder)
    except OSError as error:
        return Check(
            "disk", "fail", f"{folder} cannot be written to: {error.strerror or error}.",
            "Mend its rights, or set INTERVIEWER_HOME to another folder.",
        )  # fmt: skip
    minutes = free / RECORDING_BYTES_PER_S / 60
    line = f"{free / 1e9:.1f} GB free in {folder}: {_time(minutes)} of recording."
    if minutes >= ENOUGH_MINUTES:
        return Check("disk", "ok", line)
    status: Status = "warn" if minutes >= LEAST_MINUTES else "fail"
    return Check("disk", status, line, "Remove old interviews (`interviewer delete`), or set INTERVIEWER_HOME.")


CHECKS: dict[str, Callable[[Desk], Check]] = {
    "microphone": check_microphone,
    "loudspeaker": check_loudspeaker,
    "weights": check_weights,
    "turn model": check_turn_model,
    "language": check_language,
    "voice": check_voice,
    "mind": check_mind,
    "disk": check_disk,
}


@dataclass(frozen=True)
class Speed:
    """One decode of a spoken sentence, and the model that it speaks for."""

    sentence_s: float
    decode_s: float
    model: str
    reason: str


def measure_speed(desk: Desk) -> Speed:
    """Time the decode of a sentence with base. Raises WeightsError, SpeechError."""
    from audio.frames import to_seconds
    from audio.whisper import Recogniser, WhisperOptions
    from interviewer import soundcheck

    chosen = desk.settings.whisper
    options = WhisperOptions(compute_type=chosen.compute_type, threads=chosen.threads)
    samples = soundcheck.spoken_sentence(desk.settings.sound.voice)
    recogniser = Recogniser(options, cache=desk.paths.cache, progress=desk.progress)
    decode_s = soundcheck.time_decode(recogniser, samples)
    sentence_s = to_seconds(len(samples))
    choice = soundcheck.recommend(decode_s, sentence_s)
    return Speed(round(sentence_s, 2), round(decode_s, 3), choice.model, choice.reason)


def _sound(desk: Desk) -> Any:
    from audio.backends import open_sound

    chosen = desk.settings.sound
    return open_sound("sounddevice", microphone=chosen.microphone, loudspeaker=chosen.loudspeaker)


def _advice(advice: str) -> str:
    """Without its first sentence, which the line says already."""
    return advice.partition(". ")[2]


def _llm_problem(settings: MindSettings) -> Failure | None:
    """What keeps the LLM from answering; its list of models is asked for, no words of anybody's are sent."""
    from interviewer.dialogue import client

    try:
        server = client.settings_for(settings)
        with client.client(server) as connection:
            try:
                connection.models.list()
            except client.transport_errors() as error:
                return client.failure(error, server)
    except Failure as failure:
        return failure
    return None


def _limits() -> str:
    from interviewer.dialogue import serving

    return serving.LIMITS


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _time(minutes: float) -> str:
    return f"{minutes:.0f} minutes" if minutes < 120 else f"{minutes / 60:,.0f} hours"
