"""Who reads: the seam between a transcript and the checklist, and the table of those who can.

Both readers answer the same yes/no facts with the sentences that show them; `scoring` does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from interviewer.config import MindSettings
from interviewer.model import Analysis, Finding, Mind, Turn
from interviewer.packs import Pack, Question


@dataclass(frozen=True)
class Account:
    """Who really read, after a reading.

    jitter    standard deviation of the overall over repeated runs, in levels; None where it was read once
    notices   what the user must be told (the model failed and the rules took over ...)
    """

    mind: Mind
    model: str
    jitter: float | None = None
    notices: tuple[str, ...] = ()


class Reader(Protocol):
    """Something that answers the checklist."""

    def read(
        self, turns: tuple[Turn, ...], analysis: Analysis, pack: Pack, question: Question
    ) -> Mapping[str, Finding]:
        """Fact id -> finding. Evidence is verbatim; doubtful words are never evidence."""
        ...


def account(reader: Reader) -> Account:
    """Who read last. A reader that keeps no account of itself is the rules."""
    found = getattr(reader, "account", None)
    return found if isinstance(found, Account) else Account("rules", "rules")


def _rules(settings: MindSettings, parse: Callable[[str], Any], runs: int) -> Reader:
    from interviewer.judging.rules import RulesReader

    return RulesReader(parse)


def _llm(settings: MindSettings, parse: Callable[[str], Any], runs: int) -> Reader:
    from interviewer.judging.llm import LLMReader

    return LLMReader.from_settings(settings, _rules(settings, parse, runs), runs)


READERS: dict[str, Callable[[MindSettings, Callable[[str], Any], int], Reader]] = {"rules": _rules, "llm": _llm}


def make(settings: MindSettings, parse: Callable[[str], Any], runs: int = 1) -> Reader:
    """The reader that the settings name. `runs`: how often an LLM reads before the majority counts."""
    return READERS[settings.use](settings, parse, runs)
