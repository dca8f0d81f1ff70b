"""Who chooses the next follow-up: the seam, and the table of those who can."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from interviewer.config import MindSettings
from interviewer.dialogue.situation import Situation
from interviewer.dialogue.wish import Wish
from interviewer.model import Probe
from interviewer.packs import Pack, Question

__all__ = ["MINDS", "Mind", "Situation", "make"]


class Mind(Protocol):
    """Something that chooses and words the next follow-up."""

    name: Literal["rules", "llm"]

    def warm_up(self, pack: Pack, question: Question) -> None:
        """Get ready in the background, while the question is being spoken. Raises nothing of its own."""
        ...

    def next_probe(self, situation: Situation, wish: Wish) -> Probe | None:
        """The follow-up to ask; None where nothing is left or the wish is withdrawn. Raises nothing of its own."""
        ...

    def drain_notices(self) -> tuple[str, ...]:
        """Lines that the user must see, each once."""
        ...

    def farewell(self) -> tuple[str, ...]:
        """The interview is over, however it ended: the lines that the user must see now."""
        ...


def _rules(settings: MindSettings, pack: Pack) -> Mind:
    from interviewer.dialogue.rules import RulesMind

    return RulesMind()


def _llm(settings: MindSettings, pack: Pack) -> Mind:
    from interviewer.dialogue.llm import LlmMind

    return LlmMind.from_settings(settings)


MINDS: dict[str, Callable[[MindSettings, Pack], Mind]] = {"rules": _rules, "llm": _llm}


def make(settings: MindSettings, pack: Pack) -> Mind:
    """The mind that the settings name. Raises MindError where the server's name means nothing."""
    return MINDS[settings.use](settings, pack)
