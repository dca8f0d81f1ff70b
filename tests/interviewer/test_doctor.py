from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from audio import turn_model
from audio.errors import WeightsError
from interviewer import config, doctor
from interviewer.config import MindSettings, Settings
from interviewer.doctor import Check, Desk
from tests.conftest import NO_DEVICES, Spoken
from tests.virtual_card import VirtualCard


def desk(settings: Settings | None = None) -> Desk:
    return Desk(config.Paths.from_env(), settings or Settings(), lambda line: None)


def with_mind(server: str, **others: str) -> Desk:
    return desk(Settings(mind=MindSettings(use="llm", server=server, **others)))  # type: ignore[arg-type]


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "interviewer", "doctor", *arguments],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def server() -> Iterator[str]:
    """An LLM server that knows the key "right" and lists one model."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            allowed = self.headers["Authorization"] == "Bearer right"
            body = json.dumps({"object": "list", "data": [{"id": "m", "object": "model"}]}).encode()
            self.send_response(200 if allowed else 401)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body if allowed else b"{}")

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/v1"
        listening.shutdown()


def test_a_failure_is_a_failed_check_and_not_the_end() -> None:
    def broken(_: Desk) -> Check:
        raise WeightsError("They are gone.", "Fetch them.")

    def fine(_: Desk) -> Check:
        return Check("fine", "ok", "There.")

    assert list(doctor.examine(desk(), {"weights": broken, "fine": fine})) == [
        Check("weights", "fail", "They are gone.", "Fetch them."),
        Check("fine", "ok", "There."),
    ]


def test_weights_language_voice_and_mind_are_here() -> None:
    checks = (doctor.check_weights, doctor.check_turn_model, doctor.check_language, doctor.check_voice)
    for check in (*checks, doctor.check_mind):
        assert check(desk()).status == "ok"


def test_a_missing_turn_model_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_model, "_model", None)
    monkeypatch.setattr(turn_model, "_PACKAGE", "no_such_package")
    check = doctor.check_turn_model(desk())
    assert check.status == "warn"
    assert "only the words" in check.line


def test_a_model_that_does_not_exist_is_told() -> None:
    other = msgspec.structs.replace(Settings().whisper, model="/nowhere/at/all")
    [check] = doctor.examine(desk(Settings(whisper=other)), {"weights": doctor.check_weights})
    assert check.status == "fail"
    assert "/nowhere/at/all" in check.line
    assert check.fix


@pytest.mark.parametrize(
    ("free", "status", "part"),
    [(10**12, "ok", "hours"), (200 * 10**6, "warn", "104 minutes"), (10 * 10**6, "fail", "5 minutes")],
)
def test_free_space_is_told_as_minutes_of_recording(free: int, status: str, part: str) -> None:
    check = doctor.check_disk(desk(), free_bytes=lambda _: free)
    assert check.status == status
    assert part in check.line


def test_a_folder_that_cannot_be_written_to(home: Path) -> None:
    (home / "data").write_text("a file where a folder should be")
    check = doctor.check_disk(desk())
    assert check.status == "fail"
    assert "INTERVIEWER_HOME" in check.fix


def test_an_llm_is_looked_for_only_where_the_settings_name_one(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THE_KEY", "right")
    assert doctor.check_mind(with_mind(server, key_variable="THE_KEY")).status == "ok"
    monkeypatch.setenv("THE_KEY", "wrong")
    refused = doctor.check_mind(with_mind(server, key_variable="THE_KEY"))
    assert refused.status == "warn"
    assert "refuses the key" in refused.line
    gone = doctor.check_mind(with_mind("http://127.0.0.1:9/v1"))
    assert gone.status == "warn"
    assert "cannot be reached" in gone.line
    assert "The rules will carry on" in gone.line
    keyless = doctor.check_mind(with_mind("openai", key_variable="NO_SUCH_KEY"))
    assert "NO_SUCH_KEY" in keyless.line


def test_without_hardware_it_says_so_with_the_fixes_and_exits_1() -> None:
    done = run(**NO_DEVICES)
    assert done.returncode == 1
    assert "FAIL  microphone   No microphone was found." in done.stdout
    assert "FAIL  loudspeaker  No loudspeaker was found." in done.stdout
    assert "-> Plug one in" in done.stdout
    assert "ok    weights" in done.stdout


def test_a_missing_library_comes_with_its_package(tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    done = run(PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "PortAudio is missing" in done.stdout
    assert "apt-get install libportaudio2" in done.stdout


def test_on_a_working_desk_it_hears_and_speaks(card: VirtualCard, spoken: Spoken) -> None:
    speaking = card.say(spoken("One two three four five six seven eight nine ten. " * 5), wait=False)
    try:
        with card.record_speaker() as heard:
            done = run("--json", "--speed", **card.env)
    finally:
        speaking.terminate()
        speaking.wait()
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["ok"]
    lines = {check["name"]: check["line"] for check in report["checks"]}
    assert set(lines) == set(doctor.CHECKS)
    assert "dBFS" in lines["microphone"]
    assert float(abs(heard.samples).max()) > 0.05
    assert report["speed"]["model"] in {"base", "tiny.en"}
    assert report["speed"]["decode_s"] > 0


def test_a_muted_microphone_is_named(card: VirtualCard) -> None:
    check = doctor.check_microphone(desk())
    assert check.status == "fail"
    assert "nothing but zeros" in check.line
    assert "muted" in check.fix


def test_a_wrong_name_lists_the_right_ones(card: VirtualCard) -> None:
    done = run("--mic", "theremin", **card.env)
    assert done.returncode == 1
    assert "There is no microphone 'theremin'." in done.stdout
    assert card.microphone in done.stdout
