"""The server behind the LLM that reads, and what its completions hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.errors import MindError

if TYPE_CHECKING:
    import openai


@dataclass(frozen=True)
class Server:
    """A connected server: the `openai` client, the model on it, how long to wait for a connection.

    errors     what a request may raise
    explain    one of them as a line for the user
    busy_s     how many seconds one of them asks to wait, 0 where it names none; None where waiting does not help
    too_long   whether one of them means that the transcript is longer than the model can read
    """

    client: openai.OpenAI
    model: str
    connect_s: float
    errors: tuple[type[Exception], ...]
    explain: Callable[[Exception], MindError]
    too_long: Callable[[Exception], bool]
    busy_s: Callable[[Exception], float | None]


def text_of(reply: object) -> str:
    """The text of a completion; empty where it was cut off, or where the server sent something else (a web page)."""
    choices = getattr(reply, "choices", None)
    if not isinstance(choices, list) or not choices or getattr(choices[0], "finish_reason", None) == "length":
        return ""
    content = getattr(getattr(choices[0], "message", None), "content", None)
    return content if isinstance(content, str) else ""
