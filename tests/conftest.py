"""What every test stands on: a home of its own, no keys, no real sound hardware; a virtual sound card on demand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.virtual_card import VirtualCard

Spoken = Callable[[str], Path]

NO_DEVICES = {
    "ALSA_CONFIG_PATH": str(Path(__file__).parent / "no_devices.conf"),
    "PULSE_SERVER": "unix:/nonexistent/pulse",
}
os.environ.update(NO_DEVICES)  # before anything can initialise PortAudio: no test opens a developer's own devices


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for the whole run: the recogniser's weights (145 MB) are joined once, not once a test."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """INTERVIEWER_HOME of this test (its `cache` is the run's); the environment holds no key of anybody's."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "cache").symlink_to(shared_cache, target_is_directory=True)
    monkeypatch.setenv("INTERVIEWER_HOME", str(folder))
    for name in list(os.environ):
        if name.startswith("OPENAI_") or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)
    return folder


@pytest.fixture(scope="session")
def card() -> Iterator[VirtualCard]:
    """The virtual sound card, for this process too: its environment is set and PortAudio looks again."""
    if sys.platform != "linux":
        pytest.skip("PulseAudio's null sinks reach PortAudio through ALSA, which only Linux has")
    with VirtualCard() as running:
        before = {name: os.environ.get(name) for name in running.env}
        os.environ.update(running.env)
        _look_again()
        yield running
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        _look_again()


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """A function from text to a WAV file of espeak-ng saying it (22,050 Hz mono), made once a run."""
    folder = tmp_path_factory.mktemp("spoken")
    made: dict[str, Path] = {}

    def speak(text: str) -> Path:
        if text not in made:
            path = folder / f"{len(made)}.wav"
            subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", str(path), text], check=True)
            made[text] = path
        return made[text]

    return speak


def _look_again() -> None:
    """PortAudio reads its device list once, when it is initialised."""
    sounddevice = sys.modules.get("sounddevice")
    if sounddevice is not None:
        sounddevice._terminate()
        sounddevice._initialize()
