from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as replace_struct

from interviewer.dialogue import answers, options, policy, wording
from interviewer.model import Analysis, Quote
from interviewer.packs import Pattern, Probing
from tests.interviewer.dialogue.shared import decision, pack, probe, question, situation, turn

THRESHOLD = Probing(
    "threshold", "You said {said}. What number would make you stop?", when="not number", asks_for=("number",)
)
OWNER = Probing("owner", "Who signs it?", when="not who", asks_for=("who",))
GROUPS = Probing("segment", "What does that say about {category}?", when="not groups", asks_for=("groups",))
BOGUS = Probing("bogus_challenge", "You said {said}. Isn't that a waste?", when="people", refutation="It is not.")
SOUND = Probing("sound_challenge", "You said {said}. Who tells you that they are right?", when="people")
JUDGE = Probing(
    "judge_disagreement", "Of {items} cases the judge passes {judge} percent, the people {human}. What now?"
)
SO_WHAT = Probing("so_what", "You mentioned {nouns}. Which decision would they change?")
DODGED = Probing("dodged", "I'd still like to hear it. {before}")
CLARIFY = Probing("clarify", "I lost you there. What was the point?")
CLASH = Probing("contradiction", "You said {first}, and later {second}. Which one holds?")
ALL = pack(THRESHOLD, OWNER, GROUPS, BOGUS, SOUND, JUDGE, SO_WHAT, DODGED, CLARIFY, CLASH)
SAID = "I'd let two people label each case."


def kinds(here: object) -> list[str]:
    return [option.probe.kind for option in policy.rank(here)]  # type: ignore[arg-type]


def test_what_is_missing_is_asked_for_in_the_candidates_words() -> None:
    best = policy.best(situation(SAID, known=pack(THRESHOLD)))
    assert best is not None
    assert best.probe.text.endswith(" you'd let two people label each case. What number would make you stop?")
    assert best.probe.refers_to == SAID
    assert best.probe.asks_for == ("number",)
    assert best.probe.reason


def test_what_was_sufficient_is_not_pressed() -> None:
    here = situation(SAID, known=pack(THRESHOLD, OWNER), facts={"number": SAID})
    assert kinds(here) == ["owner"]


def test_names_that_decide_nothing_get_the_question_what_for() -> None:
    heavy = Analysis(orphans=("BLEU", "ROUGE", "METEOR"), noun_heavy=True)
    assert kinds(situation("BLEU and ROUGE.", known=ALL, analysis=heavy))[0] == "so_what"


def test_a_term_is_named_as_the_candidate_named_it() -> None:
    heavy = Analysis(orphans=("completeness", "BLEU", "ROUGE"), noun_heavy=True)
    here = [situation("BLEU and ROUGE.", known=ALL, analysis=heavy, seed=n) for n in range(9)]
    assert all("completeness" not in policy.best(one).probe.text for one in here)  # type: ignore[union-attr]


def test_one_idle_name_is_let_pass() -> None:
    assert "so_what" not in kinds(situation(SAID, known=ALL, analysis=Analysis(orphans=("BLEU",))))


def test_a_wrong_objection_needs_something_right_and_carries_its_refutation() -> None:
    assert "bogus_challenge" not in kinds(situation(SAID, known=ALL))
    found = [o.probe for o in policy.rank(situation(SAID, known=ALL, facts={"people": SAID}))]
    bogus = next(p for p in found if p.kind == "bogus_challenge")
    assert bogus.sound is False
    assert bogus.refutation
    assert bogus.refers_to == SAID
    assert next(p for p in found if p.kind == "sound_challenge").sound is True


def test_a_complete_answer_is_challenged_and_a_thin_one_completed() -> None:
    whole = dict.fromkeys(("goal", "cases", "people", "number", "who"), SAID)
    oppose = {"bogus_challenge", "sound_challenge", "judge_disagreement"}
    assert all(kinds(situation(SAID, known=ALL, facts=whole, seed=n))[0] in oppose for n in range(20))
    thin = {"people": SAID}
    assert all(kinds(situation(SAID, known=ALL, facts=thin, seed=n))[0] not in oppose for n in range(20))


def test_the_last_slot_of_a_long_interview_is_kept_for_a_disagreement_with_figures() -> None:
    here = situation(SAID, known=ALL, probes_left=1)
    assert kinds(here) == ["judge_disagreement"]
    assert policy.best(here).probe.figures is not None  # type: ignore[union-attr]


def test_so_is_the_last_moment() -> None:
    assert kinds(situation(SAID, known=ALL, time_left_s=100.0)) == ["judge_disagreement"]


def test_a_short_interview_meets_a_disagreement() -> None:
    here = situation(SAID, known=ALL, about=question(kind="short"), probes_left=1, facts={"people": SAID})
    assert set(kinds(here)) == {"judge_disagreement"}


def test_the_disagreement_is_not_owed_twice() -> None:
    table = policy.best(situation(SAID, known=ALL, probes_left=1)).probe  # type: ignore[union-attr]
    here = situation(SAID, "I'd look.", probes=(table,), known=ALL, probes_left=1)
    assert policy.owed_kinds(here) == frozenset()
    assert "threshold" in kinds(here)


def test_two_follow_ups_on_a_thread_are_enough() -> None:
    first, second = probe(key="a"), probe("segment", "What about green tea?", key="b", asks_for=("groups",))
    here = situation("Well.", "No decision.", "Nor here.", probes=(first, second), known=pack(THRESHOLD, GROUPS, OWNER))
    assert kinds(here) == ["owner"]


def test_what_was_dodged_is_asked_again_once() -> None:
    dodge = situation("Well.", "It depends on many things.", probes=(probe(),), known=ALL)
    best = policy.best(dodge)
    assert best is not None
    assert best.probe.kind == "dodged"
    assert probe().text in best.probe.text
    assert best.probe.asks_for == ("number",)
    again = situation("Well.", "It depends.", "It still depends.", probes=(probe(), best.probe), known=ALL)
    assert "dodged" not in kinds(again)


def test_an_answer_with_a_decision_or_the_fact_is_no_dodge() -> None:
    reply = "Below ninety we stop, it depends on nothing else."
    facts = {"number": reply}
    assert not answers.dodged(situation("Well.", reply, probes=(probe(),), known=ALL, facts=facts))
    ledger = Analysis(decisions=(decision(reply, 1),))
    assert not answers.dodged(situation("Well.", reply, probes=(probe(),), known=ALL, analysis=ledger))


def test_what_was_not_understood_is_asked_to_be_said_again() -> None:
    here = situation("x", known=ALL)
    mumbled = turn(0, "one two three four five six seven eight", doubtful=True)
    here = replace(here, interview=replace(here.interview, turns=(mumbled,)))
    assert kinds(here)[0] == "clarify"
    german = "ich würde zuerst einmal die wichtigsten Fälle sammeln und danach alles zusammen auswerten"
    assert kinds(situation(german, known=ALL))[0] == "clarify"


def test_two_numbers_that_clash_are_held_against_each_other() -> None:
    pair = (Quote("I'd take four hundred cases.", 0), Quote("I'd take twelve hundred cases.", 0))
    best = policy.best(situation(SAID, known=ALL, analysis=Analysis(contradictions=(pair,))))
    assert best is not None
    assert best.probe.kind == "contradiction"
    assert "four hundred" in best.probe.text
    assert "twelve hundred" in best.probe.text


def test_earlier_interviews_are_not_repeated_until_nothing_else_is_left() -> None:
    known = pack(OWNER, GROUPS)
    first = policy.best(situation(SAID, known=known))
    assert first is not None
    second = policy.best(situation(SAID, known=known, asked_before=frozenset({first.probe.key})))
    assert second is not None
    assert second.probe.key != first.probe.key
    both = frozenset({first.probe.key, second.probe.key})
    assert policy.best(situation(SAID, known=known, asked_before=both)) is not None


def test_the_questions_own_wording_goes_before_a_general_one_of_its_kind() -> None:
    own = Probing("owner", "Whose kettle is it?", id="t01.whose", when="not who", asks_for=("who",))
    found = [policy.best(situation(SAID, known=pack(OWNER), about=question(own), seed=n)) for n in range(20)]
    assert all(option is not None and option.probe.key == "t01.whose" for option in found)


def test_after_wrong_objections_sound_ones_are_due() -> None:
    whole = dict.fromkeys(("goal", "cases", "people", "number", "who"), SAID)
    here = situation(SAID, known=ALL, facts=whole, asked_before=frozenset({"bogus_challenge.1"}))
    ranked = kinds(here)
    assert ranked.index("sound_challenge") < ranked.index("bogus_challenge")


def test_the_same_situation_gets_the_same_follow_up_and_other_seeds_other_figures() -> None:
    here = situation(SAID, known=pack(JUDGE))
    assert policy.rank(here) == policy.rank(here)
    tables = {policy.best(replace(here, seed=n)).probe.figures for n in range(8)}  # type: ignore[union-attr]
    assert len(tables) > 4


def test_with_little_time_the_shorter_one_wins() -> None:
    long = Probing(
        "owner",
        "Of all the people in the building, at home or in the van, who is it that signs it and answers for it?",
        asks_for=("who",),
    )
    here = situation(SAID, known=pack(long, OWNER), time_left_s=100.0)
    assert policy.best(here).probe.text == "Who signs it?"  # type: ignore[union-attr]


def test_an_answer_without_a_word_is_no_trouble() -> None:
    assert policy.rank(situation("", known=ALL))
    assert kinds(situation("Well.", "", probes=(probe(),), known=ALL))[0] == "dodged"


@given(st.lists(st.text(max_size=120), min_size=1, max_size=3), st.integers(0, 99))
def test_whatever_was_said_what_is_asked_can_be_spoken(said: list[str], seed: int) -> None:
    here = situation(*said, probes=(probe(), probe(key="x"))[: len(said) - 1], known=ALL, seed=seed)
    for option in policy.rank(here):
        assert wording.faults(option.probe.text) == []
        assert option.probe.refers_to.strip()


def test_threads_follow_the_parts_of_the_pack() -> None:
    assert options.thread_of(("groups",), "segment", ALL) == "numbers"
    assert options.thread_of(("who",), "owner", ALL) == "who"
    assert options.thread_of((), "so_what", ALL) == "so_what"


def test_what_a_weak_pattern_lacks_is_asked_for_first() -> None:
    crowd = Pattern("crowd", "Only we", "people and not who", "Say who.")
    known = pack(THRESHOLD, OWNER, GROUPS)
    facts = {"people": SAID}
    with_pattern = replace_struct(known, head=replace_struct(known.head, pattern=(crowd,)))
    assert kinds(situation(SAID, known=known, facts=facts))[0] != "owner"
    assert kinds(situation(SAID, known=with_pattern, facts=facts))[0] == "owner"


RISK = Probing("missing_part", "Suppose {risk}. Where would that show up?", when="not goal", asks_for=("goal",))
ANYBODY = Probing("missing_part", "What's the worst thing that could happen?", when="not goal", asks_for=("goal",))
BARE = "Two people look at it."


def test_a_risk_of_the_question_goes_before_what_anybody_could_be_asked() -> None:
    about = replace_struct(question(), risks=("it boils dry",))
    here = [situation(BARE, known=pack(ANYBODY, RISK), about=about, seed=n) for n in range(20)]
    assert {policy.best(one).probe.text for one in here} == {  # type: ignore[union-attr]
        "Suppose it boils dry. Where would that show up?"
    }


def test_a_risk_that_was_spoken_of_is_not_the_first_to_be_held_against_the_plan() -> None:
    about = replace_struct(question(), risks=("it boils dry at night", "a child burns a hand"))
    here = [situation("I'd see if it boils dry at night.", known=pack(RISK), about=about, seed=n) for n in range(9)]
    assert all("a child burns a hand" in policy.best(one).probe.text for one in here)  # type: ignore[union-attr]


def test_what_the_candidate_spoke_of_goes_before_what_nobody_mentioned() -> None:
    lid, spout = (
        Probing("segment", f"The {part} breaks on a Monday. What then?", asks_for=(fact,))
        for part, fact in (("handle", "groups"), ("spout", "cases"))
    )
    here = [situation("Our spout drips a bit.", known=pack(lid, spout), seed=n) for n in range(20)]
    assert all("spout" in policy.best(one).probe.text for one in here)  # type: ignore[union-attr]


def test_a_disagreement_that_is_owed_is_asked_on_any_thread() -> None:
    table = Probing(
        "judge_disagreement", "Of {items} cases the judge passes {judge} percent. What now?", asks_for=("groups",)
    )
    asked = (probe(key="a", asks_for=("groups",)), probe("segment", "Which tea is it?", key="b", asks_for=("groups",)))
    here = situation("Well.", "I'd look.", "Nor here.", probes=asked, known=pack(table, OWNER), probes_left=1)
    assert kinds(here) == ["judge_disagreement"]


def test_two_follow_ups_do_not_begin_alike() -> None:
    before = probe(text="You said you'd boil it. Which number would stop you?", key="a")
    here = [situation(SAID, "Ten.", probes=(before,), known=pack(THRESHOLD), seed=n) for n in range(9)]
    texts = [option.probe.text for one in here for option in policy.rank(one) if option.probe.kind == "threshold"]
    assert texts
    assert all(text.startswith("So ") for text in texts)


def test_a_contradiction_goes_before_an_objection() -> None:
    clash = Analysis(
        contradictions=((Quote("We stop at ten kettles.", 0, 0, 1), Quote("We stop at two kettles.", 0, 1, 2)),)
    )
    facts = dict.fromkeys(("goal", "cases", "people", "number"), SAID)
    said = f"{SAID} We stop at ten kettles. We stop at two kettles."
    first = [kinds(situation(said, known=ALL, facts=facts, analysis=clash, seed=n))[0] for n in range(20)]
    assert set(first) == {"contradiction"}


def test_where_nobody_judges_an_objection_is_owed_only_to_what_stands_on_something() -> None:
    known = pack(THRESHOLD, OWNER, BOGUS, planned=2)
    facts = {"people": SAID, "who": SAID}
    assert kinds(situation(SAID, known=known, facts=facts, probes_left=1))[0] == "threshold"
    assert kinds(situation(SAID, known=known, facts=facts | {"goal": SAID}, probes_left=1))[0] == "bogus_challenge"


def test_a_questions_own_wording_has_the_reason_of_the_packs_that_asks_for_the_same() -> None:
    known = pack(
        replace_struct(OWNER, reason="Nobody pours."), replace_struct(OWNER, asks_for=("groups",), reason="No groups.")
    )
    about = question(Probing("owner", "Whose kettle is it?", asks_for=("who",)))
    best = policy.best(situation(SAID, known=known, about=about))
    assert best is not None
    assert (best.probe.text, best.probe.reason) == ("Whose kettle is it?", "Nobody pours.")


def test_an_objection_that_touches_nothing_that_was_said_is_not_owed() -> None:
    beside = Probing("bogus_challenge", "Isn't a lid a waste of steel?", when="people", refutation="It is not.")
    known = pack(THRESHOLD, beside, planned=2)
    facts = dict.fromkeys(("people", "goal"), SAID)
    assert kinds(situation(SAID, known=known, facts=facts, probes_left=1))[0] == "threshold"
    near = pack(THRESHOLD, replace_struct(beside, text="Isn't labelling each case by two people a waste?"), planned=2)
    assert kinds(situation(SAID, known=near, facts=facts, probes_left=1))[0] == "bogus_challenge"
