"""Every command of practice as it is used at the desk, with recordings as the microphone."""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audio import files
from audio.frames import to_samples
from audio.whisper import Recogniser
from interviewer import packs, shelf
from interviewer.cli import drilling
from interviewer.config import Paths
from interviewer.practice import drills
from interviewer.store import Store, turn_audio
from tests.conftest import Spoken
from tests.interviewer.cli.fed import Fed
from tests.interviewer.cli.test_demo import DECIDES, NOUNS
from tests.interviewer.cli.test_what_next import ANSWER, REPLY
from tests.interviewer.practice.test_drill_answers import answers, filled

EMPTY = "Well, it depends on the situation, and there are many sides to it."
HALF = (
    "There are many metrics, like precision, recall and kappa. I would hold the release if refunds pass below ninety "
    "percent. The rest depends."
)


def rows(shown: str) -> dict[str, str]:
    """The table of two takes: row -> its mark."""
    found = {}
    for name in ("Decisions", "Named but never used", "First decision after", "Level", "Flag"):
        line = next(line for line in reversed(shown.splitlines()) if line.startswith(name))
        found[name] = line[-1] if line[-1] in "+-" else ""
    return found


def test_record_once_plays_the_worst_stretch_and_shows_what_became_better(fed: Fed, spoken: Spoken, home: Path) -> None:
    fed.sittings = [[spoken(NOUNS)], [spoken(DECIDES)]]
    shown = fed.run("record-once", "q01").stdout
    first, second = fed.kept()
    assert first.assessment is not None
    worst = first.assessment.worst_stretch
    assert worst is not None
    assert f'The stretch that shows it: "{worst.quote}"' in " ".join(shown.split())
    (played,) = fed.replayed  # of the first take: the second one has nothing to be ashamed of
    assert worst.start_s is not None
    assert worst.end_s is not None
    recorded = files.read(Store(home / "data").folder(first.id) / turn_audio(worst.turn))
    assert np.array_equal(played.samples, recorded[to_samples(worst.start_s) : to_samples(worst.end_s)])
    assert 2 <= len(played.samples) / played.rate_hz <= 20
    heard = Recogniser(cache=home / "cache").transcribe_all(played.samples)
    said = set(re.findall(r"\w+", worst.quote.lower()))
    assert len(said & {re.sub(r"\W", "", word.text.lower()) for word in heard}) >= 0.7 * len(said)
    assert set(rows(shown).values()) == {"+"}
    assert "OVERALL" not in shown  # the verdict is short, the rest stands on the page
    assert "agreement with labelled answers: kappa" in " ".join(shown.split())
    assert shown.count("Reading your answers") == 2  # once a take
    assert "Take 2 is better: more decisions, fewer names" in " ".join(shown.split())
    assert re.search(r"Next take: Cut these names: [\w, -]+\. For each", " ".join(shown.split()))
    for one in (first, second):
        assert f"interviewer replay {one.id} --plain --until 0:20" in shown
        assert one.box_s == second.box_s
    fed.run("replay", first.id, "--plain", "--until", "0:20")
    again_s = sum(len(one.samples) / one.rate_hz for one in fed.replayed[1:])
    assert again_s == pytest.approx(20, abs=0.2)


@pytest.mark.parametrize("text", [NOUNS, DECIDES], ids=["nouns", "decides"])
def test_of_two_equal_takes_it_says_that_there_is_no_difference(fed: Fed, spoken: Spoken, text: str) -> None:
    fed.sittings = [[spoken(text)], [spoken(text)]]
    shown = fed.run("record-once", "q01").stdout
    assert set(rows(shown).values()) == {""}
    assert "Take 2 shows no clear difference." in shown


@pytest.mark.parametrize(
    ("text", "flag", "decided"),
    [(DECIDES, False, range(3, 9)), (HALF, False, range(1, 3)), (EMPTY, False, range(1))],
    ids=["good", "partial", "empty"],
)
def test_the_verdict_on_one_take(fed: Fed, spoken: Spoken, text: str, flag: bool, decided: range) -> None:
    fed.sittings = [[spoken(text)]]
    shown = " ".join(fed.run("record-once", "q01", "--takes", "1").stdout.split())
    (kept,) = fed.kept()
    assert kept.assessment is not None
    assert kept.assessment.noun_heavy is flag
    assert len(kept.assessment.decisions) in decided
    assert fed.replayed == []  # no stretch to be played
    assert "The stretch that shows it" not in shown
    assert "Next time: " in shown or kept.assessment.reason in shown


def test_as_json_the_screen_keeps_off_stdout(fed: Fed, spoken: Spoken) -> None:
    fed.sittings = [[spoken(EMPTY)], [spoken(EMPTY)], [spoken(EMPTY)]]
    assert len(json.loads(fed.run("record-once", "q01", "--json").stdout)["takes"]) == 2
    assert json.loads(fed.run("drill", "sampling", "--json").stdout)["found"] == 0


def test_practice_says_why_and_asks_another_question_and_other_follow_ups_the_next_time(
    fed: Fed, spoken: Spoken
) -> None:
    said = [spoken(ANSWER), spoken(REPLY), spoken(REPLY)]
    fed.sittings = [said, said, said]
    done = fed.run("practice", "--no-rating")
    (first,) = fed.kept()
    (why,) = [line for line in done.stderr.splitlines() if line.startswith(first.question)]
    assert "you have not practised it yet" in why
    fed.run("practice", first.question, "--no-rating")
    keys = [{turn.probe.key for turn in one.turns if turn.probe} for one in fed.kept()]
    assert keys[0]
    assert keys[1]
    assert not keys[0] & keys[1]
    done = fed.run("practice", "--no-rating")
    third = fed.kept()[-1]
    assert third.question != first.question
    assert "weakest" in next(line for line in done.stderr.splitlines() if line.startswith(third.question))


DRILLS = [(name, drill.id) for name in shelf.bundled() for drill in drills.load(packs.load(name)).drill]


def drilled(pack: str, name: str, kind: str) -> tuple[int, dict[str, Any]]:
    """A seed that draws the case of which that answer speaks, and the answer."""
    answer = next(
        one
        for one in (*answers("blind.toml"), *answers("first.toml"))
        if (one.get("pack", "llm_evals"), one["drill"], one["kind"]) == (pack, name, kind)
    )
    drill = drills.find(packs.load(pack), name)
    wanted = answer.get("drawn", {}).items()
    seed = next(seed for seed in count() if wanted <= drilling.draw(drill, seed).drawn.items())
    return seed, {**answer, "text": filled(answer["text"], drilling.draw(drill, seed))}


@pytest.mark.parametrize("kind", ["good", "partial", "empty"])
@pytest.mark.parametrize(("pack", "name"), DRILLS, ids=str)
def test_a_drill_hears_what_was_said_and_says_what_was_missing(
    fed: Fed, spoken: Spoken, pack: str, name: str, kind: str
) -> None:
    seed, answer = drilled(pack, name, kind)
    fed.sittings = [[spoken(" ".join(answer["text"].split()))]]
    shown = fed.run("drill", name, "--pack", pack, "--seed", str(seed)).stdout
    (kept,) = fed.kept()
    assert kept.drill is not None
    found = {item.id for item in kept.drill.items if item.done}
    assert len(found ^ set(answer["has"])) <= (0 if kind == "empty" else 1)
    assert f"{len(found)} of {len(kept.drill.items)} are there." in shown
    for item in kept.drill.items:
        assert f"{'yes' if item.done else 'NO'} {item.says}" in " ".join(shown.split())
        assert all(quote.start_s is not None for quote in item.evidence)
    assert fed.replayed  # what is missing is spoken
    assert ("Next: " in shown) is (len(found) < len(kept.drill.items))
    assert "There is no question" not in shown


@pytest.mark.parametrize(
    ("text", "decided", "short"),
    [
        (
            "Last year our search team wanted to ship a summary to all customers because the average was up. I read "
            "the worst fifty answers and found four with an invented policy. I decided that we hold the release until "
            "there is no invented policy in two hundred answers, and the support lead signs it.",
            True,
            False,
        ),
        ("Last year we had a problem with a search. It was solved in the end by the team.", False, True),
        ("Well, hm.", False, True),
    ],
    ids=["good", "partial", "empty"],
)
def test_a_story_is_told_and_listed(fed: Fed, spoken: Spoken, text: str, decided: bool, short: bool) -> None:
    fed.sittings = [[spoken(text)]]
    told = fed.run("story", "record").stdout
    listed = fed.run("story", "list").stdout
    for shown in (told, listed):
        assert ("Decided: " in shown) is decided
        assert ("No decision was heard in it" in shown) is not decided
        assert ("too short for what came of it" in shown) is short
    assert "There is no question" not in told
    assert fed.kept()[0].kind == "story"


def test_redo_at_the_microphone(fed: Fed, spoken: Spoken) -> None:
    fed.sittings = [[spoken(NOUNS)], [spoken(DECIDES)]]
    fed.run("practice", "q01", "--no-rating", "--probes", "0")
    shown = fed.run("redo").stdout
    assert set(rows(shown).values()) == {"+"}
    assert "This take is better" in " ".join(shown.split())


def test_a_day_of_the_plan_ticks_itself_off(fed: Fed, spoken: Spoken) -> None:
    fed.run("plan", "start")
    seed, answer = drilled("llm_evals", "product", "partial")
    fed.sittings = [[spoken(" ".join(answer["text"].split()))]]
    fed.run("drill", "product", "--seed", str(seed))
    assert "of 4 the last time: again)" in fed.run("plan", "today").stdout
    seed, answer = drilled("llm_evals", "product", "good")
    fed.sittings = [[spoken(" ".join(answer["text"].split()))], [spoken(ANSWER)]]
    fed.run("drill", "product", "--seed", str(seed))
    fed.run("practice", "q15", "--no-rating", "--probes", "0")
    done = {task["id"] for task in json.loads(fed.run("plan", "done", "--json").stdout)["done"]}
    assert done == {"product", "live"}
    assert [task["id"] for task in json.loads(fed.run("plan", "today", "--json").stdout)["tasks"]] == ["risks"]
    shown = fed.run("plan", "show").stdout
    assert shown.count("[x]") == 2


def test_the_evening_at_the_microphone_and_the_sheet_of_what_was_said(fed: Fed, spoken: Spoken) -> None:
    fed.sittings = [[spoken(DECIDES)], [spoken(ANSWER), spoken(REPLY)]]
    fed.run("practice", "q01", "--no-rating", "--probes", "0")
    fed.run("plan", "start", "--date", str(tomorrow()))
    shown = fed.run("plan", "evening").stdout
    said = [line for line in shown.splitlines() if line.startswith("You said: ")]
    assert len(said) == len(fed.replayed) == 3
    page = Path(Paths.from_env().data / "cheatsheet.html").read_text(encoding="utf-8")
    assert "another customer" in page
    assert "What goes out and what does not" in page
    done = json.loads(fed.run("plan", "done", "--json").stdout)
    assert {task["id"] for task in done["done"]} >= {"evening-question", "evening-decisions", "evening-sheet"}
    followed = json.loads(fed.run("progress", "--json").stdout)
    assert len(followed["sessions"]) == 2


def tomorrow() -> Any:
    from datetime import datetime, timedelta

    return datetime.now().astimezone().date() + timedelta(days=1)
