"""A persona changes words and pushback within all the rules of wording, and nothing of the scoring."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import click
import pytest
from click.testing import CliRunner

from interviewer import nlp, packs
from interviewer.cli import cli
from interviewer.cli.options import persona_option
from interviewer.dialogue import lines, persona, policy, wording
from interviewer.dialogue.candidates import Rehearsal, rehearse
from interviewer.dialogue.rules import RulesMind
from interviewer.judging.assess import assess
from interviewer.judging.rules import RulesReader
from interviewer.model import Interview, Probe, Turn
from interviewer.packs import Probing
from tests.interviewer.dialogue import shared

CHALLENGES = {"sound_challenge", "bogus_challenge"}


def interview(who: str) -> Interview:
    return Interview("a", "llm_evals", "q01", "practice", 60.0, "", turns=(Turn(0),), persona=who)


@cache
def rehearsed(who: str) -> tuple[Rehearsal, ...]:
    pack, parse = packs.load(), nlp.load()
    return tuple(
        rehearse(pack, pack.question(f"q{number:02d}"), name, RulesMind(), parse, seed=number, persona=who)
        for number in range(1, 6)
        for name in ("decisive", "middling")
    )


def probes(who: str) -> list[Probe]:
    return [probe for done in rehearsed(who) for probe in done.probes]


def test_the_option_offers_the_personas_that_there_are() -> None:
    command = persona_option(click.command()(lambda persona: None))
    (option,) = command.params
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(persona.load())


@pytest.mark.parametrize("who", list(persona.load()))
def test_whatever_a_persona_says_keeps_the_rules(who: str) -> None:
    assert [wording.faults(probe.spoken) for probe in probes(who)] == [[]] * len(probes(who))
    for lead in persona.named(who).leads:
        assert wording.faults(f"{lead} What would you do then?") == []


def test_the_sceptical_objects_more_and_the_warm_less() -> None:
    def first_challenge(who: str, seed: int) -> int:
        """Its place in what could be asked after a first answer with a gap."""
        known = shared.pack(
            Probing("threshold", "At which number would you stop?", asks_for=("number",)),
            Probing("owner", "Who keeps it up?", asks_for=("who",)),
            Probing("sound_challenge", "And the ones who never complain, how would you notice them?"),
            Probing("bogus_challenge", "Kettles never fail, so why test them at all?"),
        )
        here = shared.situation(
            "I would boil it a thousand times and look.", known=known, seed=seed, facts={"goal": "boil it"}
        )
        ranked = policy.rank(replace(here, interview=replace(here.interview, persona=who)))
        return next(at for at, option in enumerate(ranked) if option.probe.kind in CHALLENGES)

    places = {who: sum(first_challenge(who, seed) for seed in range(30)) for who in persona.load()}
    assert places["sceptical"] < places["neutral"] <= places["warm"]
    assert len({len(probes(who)) for who in persona.load()}) == 1  # nobody is asked more or less often


def test_the_terse_is_brief_and_the_others_are_heard() -> None:
    def mean(who: str) -> float:
        return sum(len(probe.spoken.split()) for probe in probes(who)) / len(probes(who))

    assert mean("terse") < mean("neutral") < mean("warm")
    assert not any(probe.lead for who in ("neutral", "terse") for probe in probes(who))
    assert all(any(probe.lead for probe in probes(who)) for who in ("warm", "sceptical"))


def test_the_same_interview_is_voiced_the_same_again() -> None:
    probe = Probe("threshold", "At which number would you stop?", "stop", "", "t.1")
    warm = interview("warm")
    assert persona.voiced(probe, warm, 3) == persona.voiced(probe, warm, 3)
    assert len({persona.voiced(probe, warm, seed).lead for seed in range(40)}) > 2


def test_nothing_is_said_twice_in_one_interview() -> None:
    for done in (*rehearsed("warm"), *rehearsed("sceptical")):
        leads = [probe.lead for probe in done.probes if probe.lead]
        assert len(leads) == len(set(leads))


def test_a_lead_that_makes_it_too_long_is_left_out() -> None:
    probe = Probe("threshold", " ".join(["At", *["very"] * 32, "which", "number?"]), "", "", "t.1")
    assert {persona.voiced(probe, interview("sceptical"), seed).lead for seed in range(20)} == {""}


def test_the_scoring_does_not_know_the_persona() -> None:
    pack, parse = packs.load(), nlp.load()
    done = next(one for one in rehearsed("sceptical") if any(probe.lead for probe in one.probes)).interview
    plain = replace(
        done,
        persona="neutral",
        turns=tuple(replace(turn, probe=replace(turn.probe, lead="")) if turn.probe else turn for turn in done.turns),
    )
    question = pack.question(done.question)
    both = [assess(one, pack, question, RulesReader(parse), parse) for one in (done, plain)]
    assert both[0] == both[1]


def test_the_lines_around_the_follow_ups_are_the_personas_own() -> None:
    assert lines.anything_to_add(1, "terse") in persona.named("terse").anything_to_add
    assert lines.anything_to_add(1) not in persona.named("terse").anything_to_add
    spoken = replace(interview("terse"), turns=rehearsed("terse")[0].interview.turns)
    assert lines.closing(spoken) in persona.named("terse").closing
    assert lines.closing(replace(spoken, elapsed_s=60.0)) in persona.named("terse").closing_time


def test_a_persona_that_is_gone_is_neutral() -> None:
    assert persona.named("grumpy") == persona.named("neutral")


def test_an_unknown_persona_is_wrong_usage() -> None:
    assert CliRunner().invoke(cli, ["practice", "--persona", "grumpy"]).exit_code == 2
