"""By their rules alone facts are heard in plain words too, and not wherever those words stand."""

from pathlib import Path

import msgspec
import pytest

from interviewer import nlp, packs
from interviewer.analysis import analyse
from interviewer.analysis.text import turns_from_text
from interviewer.judging.rules import RulesReader

SENTENCES = msgspec.toml.decode(Path(__file__).with_name("plain.toml").read_text(encoding="utf-8"))


def holds(fact: str, text: str) -> bool:
    pack, parse = msgspec.structs.replace(packs.load("llm_evals"), hearing=None), nlp.load()
    turns = turns_from_text(text)
    return RulesReader(parse).read(turns, analyse(turns, pack, parse), pack, pack.question("q01"))[fact].holds


@pytest.mark.parametrize(("fact", "text"), [(fact, text) for fact, by in SENTENCES.items() for text in by["shown"]])
def test_plain_words_show_the_fact(fact: str, text: str) -> None:
    assert holds(fact, text)


@pytest.mark.parametrize(("fact", "text"), [(fact, text) for fact, by in SENTENCES.items() for text in by["not_shown"]])
def test_the_same_words_for_something_else_do_not(fact: str, text: str) -> None:
    assert not holds(fact, text)
