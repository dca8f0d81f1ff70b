"""A loopback server that streams like an OpenAI-compatible one, and fails in every way that a test asks for."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Says:
    """A reply.

    finish   the reason at its end, "" for a stream that is cut
    pause    waits before the first piece
    stall    says nothing any more after the first one
    every_s  time between two pieces of `size` characters
    """

    text: str
    finish: str = "stop"
    pause: bool = False
    stall: bool = False
    every_s: float = 0.0
    size: int = 12


@dataclass(frozen=True)
class Fails:
    """An error status with its message."""

    status: int
    message: str = "no"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Garbage:
    """A stream that is not JSON, or not the JSON of a reply."""

    line: bytes = b"data: {this is not json"


Step = Says | Fails | Garbage


@dataclass
class FaultServer:
    """`script` is played one entry a request, the last for ever; a function makes its entry of the request.

    takes    response formats that do not get a 400
    failed_s when the last fault was over, on the monotonic clock
    ended_s  the text of each reply, and when its last piece was sent, on the monotonic clock
    """

    script: list[Step | Callable[[dict[str, Any]], Step]]
    takes: tuple[str, ...] = ("json_schema", "json_object", "")
    ended_s: dict[str, float] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    failed_s: float = 0.0
    released: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def step(self, request: dict[str, Any]) -> Step:
        self.requests.append(request)
        if request.get("response_format", {}).get("type", "") not in self.takes:
            return Fails(400, "response_format is not supported")
        found = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        return found(request) if callable(found) else found


@contextmanager
def serving(*script: Step | Callable[[dict[str, Any]], Step], **options: Any) -> Iterator[FaultServer]:
    server = FaultServer(list(script), **options)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._json(200, {"object": "list", "data": [{"id": "first-model", "object": "model"}]})

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            step = server.step(request)
            server.asked.set()
            if isinstance(step, Fails):
                self._json(step.status, {"error": {"message": step.message}}, step.headers)
                server.failed_s = time.monotonic()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            if isinstance(step, Garbage):
                self.wfile.write(step.line + b"\n\n")
                server.failed_s = time.monotonic()
                return
            try:
                self._stream(step)
            except (BrokenPipeError, ConnectionResetError):
                server.hung_up.set()

        def _stream(self, step: Says) -> None:
            if step.pause:
                self._wait()
            for start in range(0, len(step.text), step.size):
                if step.every_s and start:
                    time.sleep(step.every_s)
                self._chunk({"content": step.text[start : start + step.size]}, None)
                if step.stall:
                    server.released.wait(30)
            server.ended_s[step.text] = server.failed_s = time.monotonic()
            if not step.finish:
                return
            self._chunk({}, step.finish)
            usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
            self._event({"choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")

        def _wait(self) -> None:
            """Until the test releases it, or the client is gone: a comment line finds that out."""
            while not server.released.wait(0.05):
                self.wfile.write(b": waiting\n\n")
                self.wfile.flush()

        def _chunk(self, delta: dict[str, Any], finish: str | None) -> None:
            self._event({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

        def _event(self, body: dict[str, Any]) -> None:
            event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", **body}
            self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
            self.wfile.flush()

        def _json(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    try:
        yield server
    finally:
        server.released.set()
        http.shutdown()
        thread.join()
        http.server_close()
