"""What decides and what does not, in many mouths: `data/ledger.txt`, written down before any rule was tried on it."""

import re
from pathlib import Path

import pytest

from interviewer.analysis.decisions import decisions
from interviewer.judging.statistics import F1, matched

LEDGER = Path(__file__).parent / "data" / "ledger.txt"


def cases():
    """(what is said, the decisions in it)"""
    out = []
    for line in LEDGER.read_text(encoding="utf-8").splitlines():
        mark, text = line[:2], line[2:]
        if mark in ("+ ", "- ", "> "):
            out.append((text, [text] if mark == "+ " else []))
        elif mark == "* ":
            out[-1][1].append(text)
    return out


def quotes(reading, text):
    return [found.decision.quote for found in decisions(reading(text))]


def bare(text):
    """As a recogniser without punctuation would write it."""
    return re.sub(r"[^\w\s'%-]", "", text).lower()


@pytest.mark.parametrize("form", [str, bare], ids=["as written", "without marks"])
def test_what_decides_is_found_and_nothing_else(form, reading):
    total = F1(0, 0, 0)
    for text, expected in cases():
        total += matched([form(one) for one in expected], quotes(reading, form(text)))
    assert total.expected > 120
    assert total.precision >= 0.95
    assert total.recall >= 0.85


@pytest.mark.parametrize("text", [text for text, expected in cases() if not expected])
def test_what_only_describes_decides_nothing(text, reading):
    assert quotes(reading, text) == []


ANSWER = " ".join(text for text, expected in cases() if len(expected) > 1)


def test_saying_it_twice_doubles_nothing(reading):
    assert quotes(reading, f"{ANSWER} {ANSWER}") == quotes(reading, ANSWER)


def test_fillers_and_restarts_change_nothing(reading):
    words = ANSWER.split()
    stammered = " ".join(
        f"um {word} {word}" if at % 9 == 4 and word.isalpha() else word for at, word in enumerate(words)
    )
    assert len(quotes(reading, stammered)) == len(quotes(reading, ANSWER))


def test_slots_are_the_speakers_words(reading):
    for text, _ in cases():
        for found in decisions(reading(text)):
            one = found.decision
            assert one.quote in text
            assert all(slot in one.quote or slot == "0" for slot in (one.action, one.condition, one.number, one.owner))
            assert one.action


def test_long_answers_decide_much_the_same_without_marks(reading, pack):
    """Against their own reading with punctuation; 0.77 when this was written."""
    from interviewer.judging import labels

    total = F1(0, 0, 0)
    for label in labels.of_pack(pack.folder, "development"):
        said = re.sub(r"[^\w\s'%.-]|\.(?!\d)", " ", label.transcript).lower()
        total += matched(quotes(reading, label.transcript), quotes(reading, said))
    assert total.value >= 0.72


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("So we pulled the judge score out of the release decision.", 1),
        ("We held the release until the two nurses agreed.", 1),
        ("If it missed one ambulance it didn't go on the line.", 1),
        ("We didn't give it to the installers, we left it only inside the hotline.", 1),
        ("I froze the prompt for a week.", 1),
        ("We had a dashboard with faithfulness at 4.3.", 0),
        ("I led a team of twelve raters for two years.", 0),
        ("When the new one came out we talked about it a lot.", 0),
        ("The refusals went from nine to six percent.", 0),
    ],
)
def test_what_was_done_is_decided_and_what_was_is_not(reading, text, n) -> None:
    assert len(quotes(reading, text)) == n
