"""One model behind one server: streamed requests in the shape that it can, counted, and let go of when unwanted."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from interviewer.dialogue.client import LlmSettings, client, overflowed, transport_errors
from interviewer.dialogue.conversation import Message, response_format
from interviewer.errors import MindError
from interviewer.usage import Usage

if TYPE_CHECKING:
    import openai

MOST_TOKENS = 200  # a follow-up with its JSON takes about 80
_ENDLESS = "The LLM did not come to an end."
SHAPES = ("json_schema", "json_object", "")
_NO_SUCH_LIMIT = re.compile(r"max_(?:completion_)?tokens|temperature|stream_options|reasoning_effort", re.IGNORECASE)
_COUNTED: dict[str, Any] = {"stream_options": {"include_usage": True}}
_LETTERS = 20  # per token that was asked for; a reply that is longer has no end
_THINKS = 5  # times the tokens, where a model thinks first: its thoughts count


def limits(most_tokens: int) -> tuple[dict[str, Any], ...]:
    """How a request may say that its reply is short: each for servers that refuse the one before."""
    thinking = {"max_completion_tokens": _THINKS * most_tokens}
    return (
        {"max_tokens": most_tokens, "temperature": 0.4, **_COUNTED},
        {**thinking, "reasoning_effort": "low", **_COUNTED},
        {**thinking, **_COUNTED},
        thinking,
        {},
    )


class Call:
    """One request on its way. `began` when the first piece of the reply is there; `written` gets the reply so far."""

    def __init__(self, written: Callable[[str], object] = lambda so_far: None) -> None:
        self.began = False
        self.written = written
        self._stream: Any = None
        self._abandoned = threading.Event()

    def carries(self, stream: Any) -> None:
        """The reply comes through `stream`. Raises MindError when nobody wants it any more."""
        self._stream = stream
        self.check()

    def check(self) -> None:
        """Raises MindError when nobody wants the reply any more."""
        if self._abandoned.is_set():
            if self._stream is not None:
                self._stream.close()
            raise MindError("The reply was no longer wanted.")

    def abandon(self) -> None:
        """Let go: ending the connection frees the server. May be called from another thread."""
        self._abandoned.set()
        if self._stream is not None:
            _hang_up(self._stream)


def _hang_up(stream: Any) -> None:
    """End the connection of `stream` under whoever is reading it: that thread wakes, and closes it.

    To close it from here would not wake the reader, and could give its number to the next connection while it still
    reads from it.
    """
    network = stream.response.extensions.get("network_stream")
    connection = network.get_extra_info("socket") if network is not None else None
    if connection is not None:
        with contextlib.suppress(OSError):  # it has ended by itself
            connection.shutdown(socket.SHUT_RDWR)


def _choices(chunk: object) -> list[Any]:
    """The choices in a piece of the stream; none where the server sent something else (the client checks nothing)."""
    found = getattr(chunk, "choices", None)
    return found if isinstance(found, list) else []


class Server:
    """What works with this server is found out once and remembered: the shape of replies, the names of limits."""

    def __init__(self, settings: LlmSettings, connect: Callable[[LlmSettings], openai.OpenAI] = client) -> None:
        self.settings = settings
        self.usage = Usage()
        self._connect = connect
        self._client: openai.OpenAI | None = None
        self._shape = 0
        self._works = False  # a reply came in this shape: errors from now on have another cause
        self._limits = 0

    def open(self) -> openai.OpenAI:
        """The client, made at the first call: importing its library takes a second, so do it before time counts."""
        if self._client is None:
            self._client = self._connect(self.settings)
        return self._client

    def ask(self, messages: Sequence[Message], call: Call, most_tokens: int = MOST_TOKENS) -> str:
        """The whole reply, of `most_tokens` at most.

        Raises MindError for a reply that breaks off or has no end, an error that is `client.overflowed` for a
        conversation that is too long, and whatever else is in `client.transport_errors()`.
        """
        import openai

        while True:
            shape = SHAPES[self._shape]
            try:
                return self._stream(messages, shape, call, most_tokens)
            except openai.BadRequestError as error:
                if overflowed(error) or self._works:
                    raise
                if _NO_SUCH_LIMIT.search(str(error)) and self._limits + 1 < len(limits(0)):
                    self._limits += 1
                elif self._shape + 1 < len(SHAPES):
                    self._shape = SHAPES.index(shape) + 1
                else:
                    raise
            except (openai.UnprocessableEntityError, openai.InternalServerError) as error:
                fell_over = error.status_code in (422, 500) and not self._works and not overflowed(error)
                if shape != "json_schema" or not fell_over:  # some servers fall over a schema instead of refusing it
                    raise
                self._shape = SHAPES.index(shape) + 1

    def read_ahead(self, messages: Sequence[Message]) -> None:
        """Let the server read what every conversation begins with, and find out which shape it can.

        The reply is thrown away; what is wrong is told when a reply is needed.
        """
        with contextlib.suppress(MindError, *transport_errors()):
            self.ask(messages, Call(), most_tokens=1)

    def _stream(self, messages: Sequence[Message], shape: str, call: Call, most_tokens: int) -> str:
        call.check()
        connection = self.open()
        self.usage = self.usage.asked()
        request: dict[str, Any] = {
            "model": self.settings.model,
            "messages": list(messages),
            **limits(most_tokens)[self._limits],
            **response_format(shape, self.settings.small),
        }
        stream = connection.chat.completions.create(stream=True, **request)
        call.carries(stream)
        pieces: list[str] = []
        finished, length = "", 0
        try:
            for chunk in stream:
                call.check()
                call.began = True
                self.usage = self.usage.counted(getattr(chunk, "usage", None))
                for choice in _choices(chunk):
                    content = getattr(getattr(choice, "delta", None), "content", None)
                    pieces.append(content if isinstance(content, str) else "")
                    finished = getattr(choice, "finish_reason", None) or finished
                length += len(pieces[-1]) if pieces else 0
                if length > _LETTERS * max(most_tokens, MOST_TOKENS):
                    raise MindError(_ENDLESS)
                call.written("".join(pieces))
        finally:
            stream.close()
        if finished == "length":
            raise MindError(_ENDLESS)
        if not finished:
            raise MindError(f"The LLM at {self.settings.base_url} broke off its reply.")
        self._works = True
        return "".join(pieces)
