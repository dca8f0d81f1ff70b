"""Who reads the answers: the table of readers, and the server behind the LLM among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from interviewer.config import MindSettings
from interviewer.judging.llm import LLMReader
from interviewer.judging.reader import Reader
from interviewer.judging.server import Server

Parse = Callable[[str], Any]


def make_reader(settings: MindSettings, parse: Parse, runs: int = 1) -> Reader:
    """The reader that the settings name. `runs`: how often an LLM reads before the majority counts.

    Nothing is sent or looked up before it reads. Raises UsageFailure for a server that is none.
    """
    return READERS[settings.use](settings, parse, runs)


def _rules(settings: MindSettings, parse: Parse, runs: int) -> Reader:
    from interviewer.judging.rules import RulesReader

    return RulesReader(parse)


def _llm(settings: MindSettings, parse: Parse, runs: int) -> Reader:
    if settings.server == "local":  # on the one thread that it has, the checklist would take it minutes
        return _rules(settings, parse, runs)
    return LLMReader(lambda: connect(settings), _rules(settings, parse, runs), runs)


READERS: dict[str, Callable[[MindSettings, Parse, int], Reader]] = {"rules": _rules, "llm": _llm}


def connect(settings: MindSettings) -> Server:
    """The server that the user named, with a client for it. Raises UsageFailure, MindError."""
    from interviewer.dialogue import client

    found = client.settings_for(settings)
    return Server(
        client=client.client(found),
        model=found.model,
        connect_s=found.connect_s,
        errors=client.transport_errors(),
        explain=lambda error: client.failure(error, found),
        too_long=client.overflowed,
        busy_s=client.busy_s,
    )
