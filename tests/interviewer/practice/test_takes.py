from __future__ import annotations

from dataclasses import replace

from interviewer.model import Assessment, Decision, Delivery, Judge
from interviewer.practice.takes import compare, instruction

JUDGE = Judge("rules", "rules", "1")
DECISION = Decision("block on any leak", "block", "any leak", "", "", "gate", 0)


def take(level: int | None, decisions: int, orphans: tuple[str, ...], first_s: float | None, heavy: bool) -> Assessment:
    likely = (level, level) if level else None
    return Assessment(
        level,
        "",
        JUDGE,
        likely_range=likely,
        decisions=(DECISION,) * decisions,
        orphans=orphans,
        noun_heavy=heavy,
        delivery=Delivery(200, first_decision_s=first_s),
        change_next="Name the number.",
    )


def test_a_better_take_is_better_in_every_number() -> None:
    comparison = compare(take(1, 0, ("BLEU", "ROUGE"), None, True), take(3, 5, (), 12.0, False))
    assert [row.better for row in comparison.rows] == [1] * len(comparison.rows)
    assert comparison.sentence.startswith("The second take is better: more decisions, fewer names")


def test_equal_takes_show_no_difference() -> None:
    one = take(2, 3, ("BLEU",), 9.0, False)
    assert compare(one, one).sentence == "The second take shows no clear difference."


def test_what_hearing_the_same_twice_can_change_is_no_difference() -> None:
    rows = compare(take(2, 4, ("BLEU",), 9.0, False), take(2, 6, (), 12.0, False)).rows
    assert not any(row.better for row in rows)
    assert compare(take(2, 0, (), None, False), take(2, 1, (), 8.0, False)).sentence.endswith("no clear difference.")
    rows = compare(take(2, 3, (), 9.0, False), take(2, 5, (), 15.0, False)).rows
    assert [row.better for row in rows[:3]] == [1, 0, -1]


def test_a_level_within_the_likely_range_is_no_clear_change() -> None:
    first = Assessment(2, "", JUDGE, likely_range=(2, 3))
    second = Assessment(3, "", JUDGE, likely_range=(2, 4))
    level = next(row for row in compare(first, second).rows if row.name == "Level")
    assert level.better == 0
    assert "no clear change" in level.second


def test_levels_of_different_rubrics_are_never_compared() -> None:
    second = Assessment(5, "", Judge("rules", "rules", "2"), likely_range=(5, 5))
    level = next(row for row in compare(take(1, 0, (), None, False), second).rows if row.name == "Level")
    assert level.better == 0


def test_the_instruction_names_what_to_cut() -> None:
    assert "BLEU, ROUGE" in instruction(take(1, 0, ("BLEU", "ROUGE"), None, True))
    assert "ship or block" in instruction(take(1, 0, (), None, True))
    assert instruction(take(3, 4, (), 3.0, False)) == "Name the number."
    assert instruction(take(3, 4, ("rubric",), 3.0, False)) == "Name the number."  # one name in passing is no list
    assert "a, b, c." in instruction(take(3, 4, ("a", "b", "c"), 3.0, False))


def test_a_pack_without_levels_is_not_called_unjudged() -> None:
    unjudged = take(None, 3, (), 10.0, False)
    found = replace(unjudged, without_levels=True)
    level = {row.name: row for row in compare(found, unjudged).rows}["Level"]
    assert (level.first, level.second, level.better) == ("not calibrated", "no verdict", 0)
