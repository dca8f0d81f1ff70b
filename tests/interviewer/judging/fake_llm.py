"""A loopback server that speaks just enough of the OpenAI protocol, with replies that a test lays ready."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class FakeLLM:
    """`replies`: a text is a completion, a number is that HTTP status; the last one is given for ever after.

    `takes` are the response formats that it accepts ("json_schema", "json_object", "" for none); others get a 400.
    `refuses` are arguments that it does not know. `context` is how many tokens prompt and reply may have together,
    counted as a letter each in the prompt; None: any number.
    """

    replies: list[str | int] = field(default_factory=list)
    takes: set[str] = field(default_factory=lambda: {"json_schema", "json_object", ""})
    finish_reason: str = "stop"
    usage: Any = None
    context: int | None = None
    refuses: set[str] = field(default_factory=set)
    retry_after: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    def answer(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.requests.append(request)
        if unknown := sorted(self.refuses & set(request)):
            return 400, {"error": {"message": f"Unsupported parameter: '{unknown[0]}' is not supported."}}
        length = sum(len(message["content"]) for message in request["messages"]) + request.get("max_tokens", 0)
        if self.context is not None and length > self.context:
            return 400, {"error": {"message": f"This model's maximum context length is {self.context} tokens."}}
        if request.get("response_format", {}).get("type", "") not in self.takes:
            return 400, {"error": {"message": "response_format is not supported"}}
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, int):
            return reply, {"error": {"message": f"status {reply}"}}
        message = {"role": "assistant", "content": reply}
        choice = {"index": 0, "message": message, "finish_reason": self.finish_reason}
        told = {} if self.usage is None else {"usage": self.usage}
        return 200, {"id": "x", "object": "chat.completion", "created": 0, "model": "fake", "choices": [choice], **told}


@contextmanager
def serving(fake: FakeLLM) -> Iterator[FakeLLM]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = fake.answer(request)
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            if status == 429 and fake.retry_after:
                self.send_header("Retry-After", fake.retry_after)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
