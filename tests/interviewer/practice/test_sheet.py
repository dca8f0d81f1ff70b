"""The cheat sheet's content, the best decisions and the best stories, from ledgers."""

from __future__ import annotations

import pytest

from audio.words import Word
from interviewer.analysis.expressions import names
from interviewer.errors import UsageFailure
from interviewer.model import Decision, Quote
from interviewer.packs import Pack, load
from interviewer.practice import stories, writing
from interviewer.practice.around import around
from interviewer.practice.best import Kept, Ledger, Recorded, Shown, best, practised, value
from interviewer.practice.plan import load as words
from interviewer.practice.progress import Challenged, Spoken
from interviewer.practice.sheet import clip, sheet

GATE = "We hold the launch if more than two percent of the refunds are wrong"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("llm_evals")


def decision(quote: str = GATE, kind: str = "gate", **slots: object) -> Decision:
    values = {"action": "hold", "condition": "", "number": "", "owner": "", **slots}
    return Decision(quote, kind=kind, turn=0, start_s=1.0, end_s=4.0, **values)  # type: ignore[arg-type]


def kept(number: int, *decisions: Decision, kind: str = "practice", question: str = "q01", **ledger: object) -> Kept:
    values = {"overall": 3, "decisions": decisions, "delivery": Spoken(120, 60.0), **ledger}
    return Kept(
        f"i{number}", "llm_evals", question, kind, "done", "2026-05-01", (Recorded(0, "turn-00.wav"),), Ledger(**values)  # type: ignore[arg-type]
    )  # fmt: skip


def test_every_slot_makes_a_decision_better_and_prompting_worse() -> None:
    bare = decision()
    for better in ({"condition": "if"}, {"number": "2"}, {"owner": "the lead"}):
        assert value(decision(**better)) > value(bare)
    assert value(decision(prompted=True)) < value(bare)
    assert value(decision("hold it")) < value(bare)


def test_the_best_come_from_different_interviews_before_any_gives_two() -> None:
    one = kept(1, decision(number="2"), decision("Support signs every Friday or nothing ships at all", number="1"))
    two = kept(2, decision("Anything about health goes to a person before it goes out", "choice"))
    assert [said.interview for said in best([one, two], 3)] == ["i1", "i2", "i1"]
    assert [said.interview for said in best([one, two], 3, frozenset(("gate",)))] == ["i1", "i1"]


def test_the_same_decision_said_twice_is_there_once_and_the_later_one_stays() -> None:
    again = kept(2, decision(f"{GATE}, again"))
    assert [said.interview for said in best([kept(1, decision()), again], 3)] == ["i2"]


def test_what_cannot_be_heard_is_not_played() -> None:
    silent = Kept("i1", "llm_evals", "q01", "practice", "done", "2026-05-01", (), Ledger(decisions=(decision(),)))
    assert best([silent], 3, heard=True) == []
    assert len(best([silent], 3)) == 1


def test_only_answers_of_the_candidate_in_this_pack_count() -> None:
    own = kept(1, decision())
    strange = [kept(2, kind="demo"), kept(3, kind="story"), kept(4, kind="drill")]
    assert practised([own, *strange], "llm_evals") == [own]
    assert practised([own], "elsewhere") == []


def test_an_empty_history_names_everything_that_is_missing_and_how_to_fill_it(pack: Pack) -> None:
    empty = sheet(pack, [], [], {}, writing.read(words().writing["rubric"], ""), wants_rubric=True)
    assert {command for _, command in empty.missing} == {
        "interviewer practice",
        "interviewer plan write rubric",
        "interviewer story record",
    }
    assert [line.words for line in empty.structure] == [""] * len(pack.head.part)
    assert [empty.rubric, empty.gates, empty.stories, empty.habits] == [()] * 4


def test_it_is_made_of_the_candidates_own_words(pack: Pack) -> None:
    part = pack.head.part[0]
    said = Quote("Money can move, so a wrong refund is the worst case", 0, 1.0, 2.0)
    answers = [
        kept(1, decision(number="2"), covered={part.id: said}, patterns=("no_owner",), overall=4),
        kept(2, covered={part.id: Quote("Something weaker", 0)}, patterns=("no_owner",), overall=2),
        kept(3, noun_heavy=True, stances=(Challenged("caved", False), Challenged("caved", True))),
        kept(4, stances=(Challenged("caved", False),), patterns=("no_owner",)),
    ]
    rubric = writing.read(words().writing["rubric"], "Correctness\n1: it invents a policy\n")
    made = sheet(pack, answers, [], {}, rubric, wants_rubric=True)
    assert made.structure[0].words == said.quote
    assert made.gates == (GATE,)
    assert made.rubric == (("Correctness", ("it invents a policy", "", "", "")),)
    assert [(habit.title, habit.times, habit.of) for habit in made.habits] == [
        ("No owner", 3, 4),
        ("Giving in without a reason", 2, 4),
    ]
    assert "your rubric" not in {what for what, _ in made.missing}


def test_every_sentence_stands_on_it_once(pack: Pack) -> None:
    first, second = (part.id for part in pack.head.part[:2])
    both, other = Quote(GATE, 0), Quote("Two readers label a hundred chats each", 0)
    best_one = kept(1, decision(), overall=4, covered={first: both, second: both})
    weaker = kept(2, overall=3, covered={second: other})
    alone = sheet(pack, [best_one], (), {}, (), False)
    assert [(line.words, line.said_above) for line in alone.structure[:2]] == [(GATE, False), ("", True)]
    assert alone.gates == ()
    asked = {what for what, _ in alone.missing}
    assert {"a sentence of its own for 1 part", "more decisions than stand above"} <= asked
    assert [line.words for line in sheet(pack, [best_one, weaker], (), {}, (), False).structure[:2]] == [
        GATE,
        other.quote,
    ]


def test_whole_sentences_stand_before_pieces_and_what_must_be_cut(pack: Pack) -> None:
    part = pack.head.part[0]
    fact = names(part.rule)[0]
    whole, piece = Quote("A wrong refund is the worst case.", 0), Quote("and the worst case too", 0)
    long = Quote("The worst case that I can think of " + "is one in which somebody loses money " * 5, 0)

    def first(*answers: Kept) -> str:
        return sheet(pack, answers, (), {}, (), False).structure[0].words

    better = kept(1, overall=4, covered={part.id: long})
    assert first(kept(2, overall=3, covered={part.id: whole}), better) == whole.quote
    assert first(kept(2, overall=2, covered={part.id: whole}), better).endswith(" …")  # of too poor an answer
    assert first(kept(2, overall=2, covered={part.id: whole})) == whole.quote  # and there is no better one
    others = {fact: Shown(True, (whole,))}
    assert first(kept(1, overall=4, covered={part.id: long}, facts=others)) == whole.quote
    assert first(kept(1, overall=4, covered={part.id: piece}, facts=others)) == "The worst case too"


@pytest.mark.parametrize("kind", ["gate", "condition", "choice"])
def test_where_nothing_is_launched_it_is_said_what_was_decided(pack: Pack, kind: str) -> None:
    made = sheet(pack, [kept(1, decision(kind=kind))], (), {}, (), False)
    assert made.gates == (GATE,)
    assert made.decided == ("What goes out and what does not" if kind == "gate" else "What I decided")


SAID = "First I read fifty. And if one leaks, we stop, and the lead signs it. Then we go on and"


@pytest.mark.parametrize(
    ("piece", "characters", "doubtful", "read"),
    [
        ("if one leaks, we stop,", 60, "", "And if one leaks, we stop, and the lead signs it."),
        ("if one leaks, we stop,", 46, "", "if one leaks, we stop, and the lead signs it."),
        ("if one leaks, we stop,", 40, "", "And if one leaks, we stop …"),
        ("if one leaks, we stop,", 20, "", "if one leaks, we stop …"),
        ("if one leaks, we stop,", 60, "lead", "And if one leaks, we stop …"),
        ("First I read fifty.", 60, "", "First I read fifty."),
        ("go on", 60, "", "Then we go on and …"),
    ],
)
def test_a_piece_is_continued_to_its_full_stops(piece: str, characters: int, doubtful: str, read: str) -> None:
    words = tuple(Word(text, float(at), at + 0.5, doubtful=text == doubtful) for at, text in enumerate(SAID.split()))
    first = SAID.split().index(piece.split()[0])
    last = first + len(piece.split()) - 1
    quote = Quote(piece, 0, words[first].start_s, words[last].end_s)
    assert around(quote, words, characters) == read
    assert around(Quote(piece, 0), words, characters) == piece  # a text


def test_speech_without_marks_stays_as_it_is() -> None:
    words = tuple(Word(text, float(at), at + 0.5) for at, text in enumerate(["so"] * 30 + ["we", "stop"]))
    assert around(Quote("we stop", 0, 30.0, 31.5), words, 40) == "we stop"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We stop at one leak. Nobody signs before that is mended.", "We stop at one leak."),
        ("We stop the launch at one leak, and the legal team signs it", "We stop the launch at one leak …"),
        ("We stop the launch if more than two percent of refunds are", "We stop the launch if more than two …"),
    ],
)
def test_what_is_too_long_is_cut_where_it_can_be_read(text: str, shown: str) -> None:
    assert clip(text, 38) == shown


def test_a_pack_without_a_written_rubric_does_not_miss_it(pack: Pack) -> None:
    assert "your rubric" not in {what for what, _ in sheet(pack, [], [], {}, (), wants_rubric=False).missing}


@pytest.mark.parametrize(
    ("text", "shown"), [("as it is", "as it is"), ("one two three four", "one two …"), ("x" * 30, "x" * 12 + " …")]
)
def test_long_words_and_sentences_are_cut_and_say_so(text: str, shown: str) -> None:
    assert clip(text, 12) == shown


def story(number: int, *decisions: Decision, ask: int = 0, words_said: int = 120) -> Kept:
    name = f"story-{words().story.ask[ask].id}"
    return kept(number, *decisions, kind="story", question=name, overall=None, delivery=Spoken(words_said))


def test_stories_are_asked_in_turn_and_the_best_of_each_goes_on_the_sheet() -> None:
    asks = words().story.ask
    assert stories.next_ask([]) == asks[0]
    told = stories.told([story(1), story(2, decision(number="2"), ask=0), story(3, ask=1, words_said=9)])
    assert stories.next_ask(told) == asks[2]
    assert [one.id for one in stories.best(told)] == ["i2", "i3", "i1"]
    assert len(stories.best(stories.told([story(number) for number in range(9)]))) == 3


def test_a_story_knows_its_question_and_a_question_its_own(pack: Pack) -> None:
    assert stories.asked("story", f"story-{words().story.ask[0].id}", pack).title == words().story.ask[0].title
    assert stories.asked("practice", "q01", pack) == pack.question("q01")
    with pytest.raises(UsageFailure):
        stories.asked("story", "story-of-nobody", pack)
