"""A sound card of software for the tests: a private PulseAudio with a loudspeaker, a microphone and a mouth.

    mouth    a null sink: what is played into it comes out of the microphone
    mic      the microphone: a source over what the mouth says
    speaker  a null sink: what the program says can be recorded from it

Socket, runtime folder, state and configuration live in one temporary folder, so a developer's own sound is never
touched; it runs as root and without a session bus. `python -m tests.virtual_card COMMAND ...` runs a command on it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples

PATIENCE_S = 10.0
LATENCY_MS = 20  # what the keepers ask for; a null sink without them hands its sound on up to 2 s late
DRAIN_S = 0.4  # recorded past the end: more than the latency of the null sink, of the recorder and of the server
MICROPHONE = "desk microphone"  # names without a dot or comma, as PortAudio lists them
LOUDSPEAKER = "desk loudspeaker"

_ALSA_SPEAKER = f"""
pcm."{LOUDSPEAKER}" {{ type asym playback.pcm {{ type pulse device speaker }} }}
ctl.!default {{ type pulse }}
"""
_ALSA_PLUGGED = f"""
pcm.!default {{ type asym playback.pcm {{ type pulse device speaker }} capture.pcm {{ type pulse device mic }} }}
pcm."{MICROPHONE}" {{ type asym capture.pcm {{ type pulse device mic }} }}
"""
_ALSA_UNPLUGGED = """
pcm.!default { type asym playback.pcm { type pulse device speaker } }
"""


@dataclass
class Heard:
    """What the loudspeaker played: `samples` (n_samples,) float32, mono, 16 kHz, once the recording has ended."""

    samples: Samples = field(default_factory=lambda: np.zeros(0, dtype=np.float32))


class VirtualCard:
    """A running card. `env` is what a child process needs to use it; a context manager that ends the server."""

    microphone = MICROPHONE
    loudspeaker = LOUDSPEAKER

    def __init__(self) -> None:
        if shutil.which("pulseaudio") is None:
            raise RuntimeError("The tests need PulseAudio: apt-get install pulseaudio pulseaudio-utils.")
        # a socket's path may have 107 characters: pytest's own folders are too deep for that
        self._folder = Path(tempfile.mkdtemp(prefix="card-"))
        self._alsa = self._folder / "alsa.conf"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._files = 0
        self.env = self._environment()
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _environment(self) -> dict[str, str]:
        folder = str(self._folder)
        client = self._folder / "client.conf"
        client.write_text("autospawn = no\nenable-shm = no\n")
        return {
            "ALSA_CONFIG_PATH": str(self._alsa),
            "PULSE_SERVER": f"unix:{folder}/socket",
            "PULSE_CLIENTCONFIG": str(client),
            "PULSE_COOKIE": f"{folder}/cookie",
            "PULSE_RUNTIME_PATH": folder,
            "PULSE_STATE_PATH": folder,
            "PULSE_CONFIG_PATH": folder,
        }

    def _start(self) -> None:
        self._alsa.write_text(_ALSA_SPEAKER + _ALSA_PLUGGED)
        socket = self.env["PULSE_SERVER"].removeprefix("unix:")
        sink = "module-null-sink rate=48000 channels=2 sink_name="
        options = ["-n", "--daemonize=no", "--use-pid-file=no", "--disable-shm=yes", "--exit-idle-time=-1"]
        modules = [f"module-native-protocol-unix socket={socket} auth-anonymous=1", f"{sink}speaker", f"{sink}mouth"]
        loads = [word for module in modules for word in ("-L", module)]
        self._run(["pulseaudio", *options, f"--log-target=file:{self._folder}/log", *loads])
        self._wait(lambda: self._control("info", check=False) == 0, "PulseAudio did not start")
        for name in ("mouth", "speaker"):
            with Path("/dev/zero").open("rb") as silence:
                self._run(["pacat", f"--latency-msec={LATENCY_MS}", f"--device={name}"], stdin=silence.fileno())
        self._wait(lambda: self._lists("sink-inputs") == 2, "the keepers did not start")
        # only now, with the keepers there: a source that runs earlier fixes the sink's first block at 2 s
        self._control("load-module", "module-remap-source", "source_name=mic", "master=mouth.monitor")
        self._control("set-default-sink", "speaker")
        self._control("set-default-source", "mic")
        for source in ("mic", "speaker.monitor"):
            recorder = self._recorder(source, self._folder / "first")
            self._wait((self._folder / "first").stat, "the card stays silent", lambda s: s.st_size > SAMPLE_RATE_HZ)
            _end(recorder)

    def say(self, what: Path | Samples, rate_hz: int = SAMPLE_RATE_HZ, wait: bool = True) -> subprocess.Popen[bytes]:
        """The candidate speaks: a WAV file, or (n_samples,) float32 mono samples at `rate_hz`.

        With `wait` it returns when the last sample has been played; otherwise at once, and the process says when.
        """
        path = what if isinstance(what, Path) else self._write(what, rate_hz)
        # a candidate with a long breath: on a busy machine a short buffer runs dry, and puts gaps into the words
        player = self._spawn(["paplay", "--latency-msec=1000", "--device=mouth", str(path)])
        if wait:
            player.wait(timeout=600)
        return player

    @contextmanager
    def record_speaker(self) -> Iterator[Heard]:
        """Record what the loudspeaker plays in the meantime, and a little longer, for what is still on its way."""
        heard = Heard()
        self._files += 1
        path = self._folder / f"heard-{self._files}.raw"
        recorder = self._recorder("speaker.monitor", path)
        try:
            self._wait(path.stat, "nothing arrives from the loudspeaker", lambda status: status.st_size > 0)
            yield heard
            enough = path.stat().st_size + DRAIN_S * SAMPLE_RATE_HZ * 4
            self._wait(path.stat, "the loudspeaker stopped", lambda status: status.st_size >= enough)
        finally:
            _end(recorder)
            whole = path.read_bytes()
            heard.samples = np.frombuffer(whole[: len(whole) // 4 * 4], dtype=np.float32)

    def unplug(self) -> None:
        """Pull the microphone out: its callbacks stop without a word, and the next device list is without it."""
        self._alsa.write_text(_ALSA_SPEAKER + _ALSA_UNPLUGGED)
        self._control("suspend-source", "mic", "1")

    def replug(self) -> None:
        """Put the microphone back."""
        self._alsa.write_text(_ALSA_SPEAKER + _ALSA_PLUGGED)
        self._control("suspend-source", "mic", "0")

    @contextmanager
    def stuck_loudspeaker(self) -> Iterator[None]:
        """The loudspeaker takes nothing any more."""
        self._control("suspend-sink", "speaker", "1")
        try:
            yield
        finally:
            self._control("suspend-sink", "speaker", "0")

    def close(self) -> None:
        """End the server and its keepers, and remove its folder."""
        for process in reversed(self._processes):
            _end(process)
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> VirtualCard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _recorder(self, source: str, path: Path) -> subprocess.Popen[bytes]:
        wanted = ["--raw", "--format=float32le", f"--rate={SAMPLE_RATE_HZ}", "--channels=1"]
        with path.open("wb") as file:
            return self._run(
                ["parec", f"--device={source}", f"--latency-msec={LATENCY_MS}", *wanted], stdout=file.fileno()
            )

    def _write(self, samples: Samples, rate_hz: int) -> Path:
        self._files += 1
        path = self._folder / f"said-{self._files}.wav"
        write_wav(path, samples, rate_hz)
        return path

    def _run(
        self, command: list[str], stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        process = self._spawn(command, stdin, stdout)
        self._processes.append(process)
        return process

    def _spawn(
        self, command: list[str], stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        if shutil.which("setpriv"):  # nothing outlives a test run that is killed
            command = ["setpriv", "--pdeathsig", "TERM", *command]
        env = {**os.environ, **self.env}
        return subprocess.Popen(command, env=env, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL)

    def _control(self, *words: str, check: bool = True) -> int:
        env = {**os.environ, **self.env}
        done = subprocess.run(["pactl", *words], env=env, capture_output=True, check=check, timeout=PATIENCE_S)
        return done.returncode

    def _lists(self, what: str) -> int:
        env = {**os.environ, **self.env}
        out = subprocess.run(["pactl", "list", "short", what], env=env, capture_output=True, check=True).stdout
        return len(out.splitlines())

    def _wait(self, ask, complaint: str, good=bool) -> None:  # type: ignore[no-untyped-def]
        patient_until_s = time.monotonic() + PATIENCE_S
        while not good(ask()):
            if time.monotonic() > patient_until_s:
                log = self._folder / "log"
                raise RuntimeError(f"{complaint}. {log.read_text() if log.is_file() else ''}")
            threading.Event().wait(0.01)


def write_wav(path: Path, samples: Samples, rate_hz: int) -> None:
    """(n_samples,) float32 in -1..1 as a 16-bit mono WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes())


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=2)


if __name__ == "__main__":
    with VirtualCard() as card:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, **card.env}, check=False).returncode)
