"""Options that mean the same in every command, and printing."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

import click
import msgspec

F = TypeVar("F", bound=Callable[..., Any])

pack_option = click.option("--pack", "pack_name", default=None, help="The question pack (default: from the settings).")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout, nothing else there.")
persona_option = click.option(
    "--persona",
    type=click.Choice(["neutral", "warm", "terse", "sceptical"]),
    default="neutral",
    show_default=True,
    help="How the interviewer carries itself; never how it scores.",
)
plain_option = click.option("--plain", is_flag=True, help="Print lines instead of a full screen.")
question_argument = click.argument("question_id", metavar="[QUESTION]", required=False)
session_argument = click.argument("session", metavar="[SESSION]", required=False)


def mind_options(command: F) -> F:
    """`--mind`, `--llm` and `--model`."""
    for option in (
        click.option("--model", "llm_model", default=None, help="The LLM's name on its server."),
        click.option("--llm", "llm_server", default=None, help="openai, ollama, local, or a server's base URL."),
        click.option("--mind", type=click.Choice(["rules", "llm"]), default=None, help="Who asks and reads."),
    ):
        command = option(command)
    return command


@dataclass(frozen=True)
class Whisper:
    """What was said about the recogniser on the command line; None: as in the settings."""

    model: str | None = None
    compute_type: str | None = None
    threads: int | None = None


def whisper_options(command: F) -> F:
    """`--whisper`, `--compute-type` and `--threads`, handed over together as `whisper`."""

    @functools.wraps(command)
    def together(*args: Any, whisper: str | None, compute_type: str | None, threads: int | None, **others: Any) -> Any:
        return command(*args, whisper=Whisper(whisper, compute_type, threads), **others)

    wrapped: Any = together
    for option in (
        click.option("--threads", type=click.IntRange(0, 64), default=None, help="Decoding threads (0: all but one)."),
        click.option(
            "--compute-type", default=None, help="CTranslate2's arithmetic: int8, float32 ... (default: int8)."
        ),
        click.option("--whisper", metavar="NAME|PATH", default=None, help="The recogniser's model (default: base)."),
    ):
        wrapped = option(wrapped)
    return cast(F, wrapped)


def now() -> datetime:
    """The present moment on the user's own clock; a command that is given a function as its `obj` asks that one."""
    context = click.get_current_context(silent=True)
    clock = context.find_root().obj if context is not None else None
    return clock() if callable(clock) else datetime.now().astimezone()


def print_json(value: object) -> None:
    """`value` as one JSON document on stdout."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


class Minutes(click.FloatRange):
    """A number of minutes within bounds; "nan" passes every comparison, so it is looked for."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Minutes; anything else is wrong usage."""
        minutes = float(super().convert(value, param, ctx))
        if math.isnan(minutes):
            self.fail(f"'{value}' is not a number of minutes.", param, ctx)
        return minutes


class Time(click.ParamType):
    """Seconds, from "192", "3:12" or "1:03:12"."""

    name = "m:ss"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds; anything else is wrong usage."""
        text = str(value)
        if not re.fullmatch(r"(\d+:)?(\d{1,2}:)?\d+(\.\d+)?", text):
            self.fail(f"'{text}' is not a time; write it as 3:12.", param, ctx)
        seconds = 0.0
        for part in text.split(":"):
            seconds = seconds * 60 + float(part)
        return seconds
