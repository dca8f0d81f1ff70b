"""How the interviewer carries itself: words and pushback, from `prompts/common/personas.toml`; never the scoring."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import msgspec

from interviewer.dialogue import answers, wording, words
from interviewer.model import Interview, Probe
from interviewer.packs import Words, read
from prompts import ROOT

NEUTRAL = "neutral"


class Persona(Words, frozen=True):
    """One persona; see the head of the file."""

    what: str
    leads: tuple[str, ...] = ()
    often: float = 0.0
    weights: dict[str, float] = msgspec.field(default_factory=dict)
    words_cost: float = 0.0
    short: int = 0
    anything_to_add: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    closing_time: tuple[str, ...] = ()

    def points(self, probe: Probe) -> float:
        """What this follow-up gains or loses when the next one is chosen."""
        extra = max(0, len(probe.text.split()) - self.short)
        return self.weights.get(probe.kind, 0.0) - self.words_cost * extra


@cache
def load() -> dict[str, Persona]:
    """All personas by name. Raises PackError where the file breaks its own rules."""
    personas: dict[str, Persona] = read(ROOT / "common" / "personas.toml", dict[str, Persona])
    return personas


def named(name: str) -> Persona:
    """The persona of that name; one that is gone (an interview may be older than the words) is neutral."""
    return load().get(name, load()[NEUTRAL])


def voiced(probe: Probe, interview: Interview, seed: int) -> Probe:
    """The follow-up as the interview's persona says it; as it is, where it is led in already or that does not fit.

    Who had nothing to say is put at ease first, by any persona. Nothing is said twice in one interview.
    """
    if probe.lead:
        return probe
    persona = named(interview.persona)
    said = {turn.probe.lead for turn in interview.turns if turn.probe is not None}
    answered = " ".join(word.text for word in interview.turns[-1].words) if interview.turns else ""
    lost = answers.at_a_loss(answered) and probe.kind != "dodged"
    leads = [lead for lead in (words.load().easing if lost else persona.leads) if lead not in said]
    dice = random.Random(f"{seed}.{probe.key}")
    if not leads or (not lost and dice.random() > persona.often):
        return probe
    led = replace(probe, lead=dice.choice(leads))
    return probe if wording.faults(led.spoken) else led
