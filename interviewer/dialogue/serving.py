"""llama.cpp's OpenAI-compatible server over one local model: a process of its own, on loopback, on one thread.

Run with `-m` it is that process: one JSON object on stdin says what to serve, one line on stdout where; it ends when
stdin does, so that it never outlives whoever started it.
"""

from __future__ import annotations

import atexit
import json
import secrets
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

from interviewer.errors import MindError

ENGINE = "xllamacpp"
GET_ENGINE = ".venv/bin/pip install --no-deps --require-hashes -r script/requirements/local-llm.txt"
THREADS = 1  # the recogniser listens meanwhile: two processes on the same cores slow each other down tenfold
BATCH_TOKENS = 128  # a request that nobody wants any more is let go of between two batches: 2 s, with 2048 11 s
START_S = 60.0
LIMITS = (
    "The local model is small and has one thread: it only words what the rules choose, code checks every wording, and"
    " it never judges. On two cores most of its wordings come too late, and then the rules' own are spoken."
)


@dataclass(frozen=True)
class Orders:
    """What the process is to serve. `context_tokens`: prompt and reply together; more is refused."""

    path: str
    key: str
    context_tokens: int
    threads: int = THREADS


class LocalServer:
    """A model served on a free port of this machine, to whoever knows its key. A context manager."""

    def __init__(self, path: Path, context_tokens: int = 2048) -> None:
        """Starts it and waits until it listens.

        Raises MindError where the engine is not installed, or the model cannot be loaded.
        """
        if missing():
            raise MindError(f"The package {ENGINE}, which serves a local model, is not installed.", GET_ENGINE)
        self.key = secrets.token_hex(16)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "interviewer.dialogue.serving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(Orders(str(path), self.key, context_tokens))) + "\n")
        self._process.stdin.flush()
        self.base_url = f"{self._address()}/v1"

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def __enter__(self) -> LocalServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _address(self) -> str:
        assert self._process.stdout is not None
        watchdog = threading.Timer(START_S, self._process.kill)
        watchdog.start()
        line = self._process.stdout.readline()
        watchdog.cancel()
        if not line:
            self.close()
            raise MindError("The local model could not be loaded.", "`interviewer llm status` checks it.")
        return line.strip()


def missing() -> bool:
    """Whether the engine that serves a local model is not installed."""
    return find_spec(ENGINE) is None


@cache
def shared(path: Path) -> LocalServer:
    """This program's own server of that model, started at the first call and ended with the program."""
    server = LocalServer(path)
    atexit.register(server.close)
    return server


def main() -> None:
    """Serve until stdin ends."""
    import xllamacpp

    orders = Orders(**json.loads(sys.stdin.readline()))
    settings = xllamacpp.CommonParams()
    settings.model.path = orders.path
    settings.hostnames = ["127.0.0.1"]
    settings.port = 0
    settings.api_keys = [orders.key]
    settings.n_ctx = orders.context_tokens
    settings.n_parallel = 1
    settings.n_batch = settings.n_ubatch = BATCH_TOKENS
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = orders.threads
    settings.cache_ram_mib = 0  # the running conversation stays cached; older ones are not worth memory
    settings.ui = False
    server = xllamacpp.Server(settings)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
