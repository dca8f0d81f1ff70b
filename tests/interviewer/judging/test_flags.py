"""By their rules red flags hold for what somebody decides, not for the words that such decisions are made of."""

from pathlib import Path

import msgspec
import pytest

from interviewer import nlp, packs
from interviewer.analysis import analyse
from interviewer.analysis.text import turns_from_text
from interviewer.judging.rules import RulesReader

SENTENCES = msgspec.toml.decode(Path(__file__).with_name("flags.toml").read_text(encoding="utf-8"))
FLAGS = {"R1", "R2", "R3", "R8", "R10"}


def flags(text: str) -> set[str]:
    pack, parse = msgspec.structs.replace(packs.load("llm_evals"), hearing=None), nlp.load()
    turns = turns_from_text(text)
    found = RulesReader(parse).read(turns, analyse(turns, pack, parse), pack, pack.question("q01"))
    return {name for name in FLAGS if found[name].holds}


@pytest.mark.parametrize("text", SENTENCES["honest"])
def test_people_checks_and_harm_may_be_named(text: str) -> None:
    assert not flags(text)


@pytest.mark.parametrize("text", SENTENCES["dangerous"])
def test_a_dangerous_decision_is_flagged(text: str) -> None:
    assert flags(text)
