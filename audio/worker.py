"""A child process that answers one JSON line to each JSON line."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from audio.errors import SpeechError

_ROOT = Path(__file__).resolve().parent.parent


class Worker:
    """Runs `python -m module` in `folder`, when it is first asked. Killed when it does not answer in time.

    The child first says whether it is ready, then answers each order: {"ok": true} or {"ok": false, "error": "..."}.
    It is started with `subprocess`: a fork would copy locks that our other threads hold.
    """

    def __init__(self, module: str, folder: Path, start_s: float, advice: str) -> None:
        """`start_s`: how long it may take until it is ready; `advice`: the next step when it does not work."""
        self._module = module
        self._folder = folder
        self._start_s = start_s
        self._advice = advice
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._closed = False

    def ask(self, order: dict[str, object], timeout_s: float) -> None:
        """Have `order` done. A worker that hangs or dies is replaced, and asked once more. Raises SpeechError."""
        try:
            self._ask(order, timeout_s)
        except _Lost:
            self._kill()
            self._ask(order, timeout_s)

    def close(self) -> None:
        """End it for good; whoever waits for an answer gets a SpeechError. From any thread."""
        self._closed = True
        self._kill()

    def _ask(self, order: dict[str, object], timeout_s: float) -> None:
        if self._process is None:
            self._start()
        process = self._process
        if process is None or process.stdin is None:
            raise SpeechError("The voice was closed.")
        try:
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
        except (OSError, ValueError):  # ValueError: closed by another thread
            raise _Lost("The voice has ended.", self._last_words()) from None
        answer = self._answer(timeout_s)
        if not answer.get("ok"):
            raise SpeechError(f"The voice could not speak: {answer.get('error')}.", self._advice)

    def _start(self) -> None:
        if self._closed:
            raise SpeechError("The voice was closed.")
        answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        # in an empty folder of ours: `-m` puts the working directory first on the path, and that may hold anything
        with (self._folder / "worker.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", self._module],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for us: the voice may still have to say goodbye
            )
        threading.Thread(target=_forward, args=(process, answers), name="voice-answers", daemon=True).start()
        self._process, self._answers = process, answers
        ready = self._answer(self._start_s)
        if not ready.get("ok"):
            self._kill()
            raise SpeechError(f"The voice cannot start: {ready.get('error')}.", self._advice)

    def _answer(self, timeout_s: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=timeout_s)
        except queue.Empty:
            raise _Lost(f"The voice did not answer for {timeout_s:.0f} s.", self._advice) from None
        if not line:
            raise _Lost("The voice ended unexpectedly.", self._last_words())
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _last_words(self) -> str:
        """The last line that it printed on stderr, which is where Python says what was wrong."""
        try:
            lines = (self._folder / "worker.log").read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:  # closed by another thread, and its folder is gone
            return self._advice
        said = [line.strip() for line in lines if line.strip()]
        return f"({said[-1][:200]}) {self._advice}" if said else self._advice

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with contextlib.suppress(OSError):  # what was still buffered has no reader any more
                process.stdin.close()


class _Lost(SpeechError):
    """The worker is gone or hangs: another one may do better."""


def _forward(process: subprocess.Popen[str], answers: queue.SimpleQueue[str]) -> None:
    """Each line of its stdout, then "" at its end."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            answers.put(line)
    answers.put("")
