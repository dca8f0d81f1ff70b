"""Who reads: the seam between a transcript and the checklist.

Both readers answer the same yes/no facts with the sentences that show them; `scoring` does the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from interviewer.judging.ledger import Noted
from interviewer.model import Analysis, Assessment, Finding, Mind, Turn
from interviewer.packs import Pack, Question
from interviewer.usage import Usage

JUDGING = "the judging"


@dataclass(frozen=True)
class Account:
    """Who really read, after a reading.

    jitter    standard deviation of the overall over repeated runs, in levels; None where it was read once
    notices   what the user must be told (the model failed and the rules took over ...)
    ledger    the decisions as it saw them, each with the numbers of its sentences; None: it left them to `analysis`
    at_most   the highest overall that another reader, who cannot be talked into anything, lets it give; None: any
    """

    mind: Mind
    model: str
    jitter: float | None = None
    notices: tuple[str, ...] = ()
    ledger: tuple[Noted, ...] | None = None
    at_most: int | None = None


class Reader(Protocol):
    """Something that answers the checklist."""

    def read(
        self, turns: tuple[Turn, ...], analysis: Analysis, pack: Pack, question: Question
    ) -> Mapping[str, Finding]:
        """Fact id -> finding. Evidence is verbatim; doubtful words are never evidence."""
        ...


def usage(reader: Reader) -> Usage:
    """What an LLM was asked by this reader so far; the rules ask none."""
    found = getattr(reader, "usage", None)
    return found if isinstance(found, Usage) else Usage()


def told(assessment: Assessment, reader: Reader) -> Assessment:
    """The assessment with a line on what its reader asked an LLM for it; in: a reader that read nothing else."""
    spent = usage(reader)
    if not spent.requests:
        return assessment
    return replace(assessment, notices=(*assessment.notices, spent.line(JUDGING)))


def account(reader: Reader) -> Account:
    """Who read last. A reader that keeps no account of itself is the rules."""
    found = getattr(reader, "account", None)
    return found if isinstance(found, Account) else Account("rules", "rules")
