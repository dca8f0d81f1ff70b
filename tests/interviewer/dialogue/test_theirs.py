"""A disagreement stands on how the candidate marks: their people, their number of cases, a model where one does."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from interviewer import packs
from interviewer.dialogue import counted, figures, named, policy, theirs
from interviewer.dialogue.options import Option
from interviewer.dialogue.situation import Situation
from interviewer.model import Probe
from tests.interviewer.dialogue import shared

PACK = packs.load()
CONFLICT = shared.probe("metric_conflict", "Complaints go up. How do you find out why?")
JUDGED = shared.probe("judge_disagreement", "A judge model passes it, they don't. What now?", asks_for=("A4",))


def there(*said: str, question: str = "q13", probes: tuple[Probe, ...] = ()) -> Situation:
    return shared.situation(*said, known=PACK, about=PACK.question(question), probes=probes)


def disagreements(situation: Situation) -> list[Option]:
    return [one for one in policy.rank(situation) if one.probe.kind == "judge_disagreement"]


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Two people from support mark each one, yes or no.", "your two people from support"),
        ("A senior person from support looks, and a second one.", "your two senior people from support"),
        ("One of the hotline technicians takes fifty claims a week and marks them.", "your hotline technicians"),
        ("And the travel desk checks if it's the same trip.", "the travel desk"),
        ("I wouldn't ask the volunteers, ever, so a curator marks facts.", "the curator"),
        ("Every story is read by a person, a parent, aloud.", "the parents"),
        ("A retired GP and a nurse go through ninety replies.", "the retired GP and the nurse"),
        ("It loses data or not, the fifth a DBA reads. Two DBAs on every tenth.", "your two DBAs"),
        ("Three service men from our workshop they read each answer.", "your service men from the workshop"),
        ("The colleagues from accounting they check every one.", "your colleagues from accounting"),
        ("I give thirty scripts to our two most senior database people.", "your two senior database people"),
        ("Both brewers judge every batch.", "your two brewers"),
        ("A retired GP and a nurse from a shop, and they'd go through ninety.", "the retired GP and the nurse"),
        ("Three contractors who know it, and they get forty-five scripts.", "your contractors"),
        ("Two students are reading ninety letters, the chief planner he look at the rest.", "your two students"),
        ("One engineer takes sixty sentences every Monday.", "the engineer"),
        ("Two people of the purchase department read one hundred swaps.", "your two people of the purchase department"),
        ("Handlers tick off forty files.", "your handlers"),
        ("We have two fitters there who have taken apart every machine.", "your two fitters"),
        ("A golden set of two hundred and fifty, labelled by support.", "your people from support"),
        ("The council has twelve mediators, each speaks one of these.", "your mediators"),
        ("The night shift of the hotline, usually one man, checks thirty answers.", "the night shift"),
        ("Our longest-serving woman at the desk goes through them.", "the longest-serving woman at the desk"),
        ("The lady from collections reads a hundred answers.", "the lady from collections"),
        ("There's a guy from finance who booked trips for years. He'd go through ninety.", "the guy from finance"),
        ("We have an agent who used to book trips. She marks ninety of them.", "the agent"),
        ("The same bucket as our lawyer would, so she buckets them first.", "the lawyer"),
        ("Two women from the library write it independently.", "your two women from the library"),
    ],
)  # fmt: skip
def test_who_marks_is_called_as_they_called_them(said: str, people: str) -> None:
    assert theirs.setup(there(said)).slots["people"] == people


@pytest.mark.parametrize(
    "said",
    [
        "A program compares the ledger with the bookings, and nobody reads anything.",
        "Align all the stakeholders on what good looks like.",
        "Other people are rating it now, so customers see something else.",
        "It would go to the hotline, and errors pass.",
        "I'd never let doctors mark it.",
        "A nasty one is two people with the same surname, that's compared by code.",
        "A third are intent clusters from the log.",
        "A hundred and twenty go to the corners, and I weight them.",
        "Below that they go to an agent.",
        "It lies where the prompt team can't read it.",
        "You send away an old man whose chest hurts.",
        "With a human in the loop inter annotator agreement.",
        "If a lady asks for two seats the app has to check.",
        "There's a guy from finance who booked trips for years. I'd go through ninety.",
    ],
)
def test_who_does_not_mark_is_not_taken_for_it(said: str) -> None:
    assert not {"people", "person"} & set(theirs.setup(there(said)).slots)


def test_one_who_marks_alone_gets_a_second_as_something_new() -> None:
    asked = disagreements(there("A lawyer reads seventy-five letters and says what is missing.", question="q16"))
    texts = [one.probe.text for one in asked]
    assert any(text.startswith("Suppose a second lawyer marks the same seventy-five letters") for text in texts)
    assert not any("your judge" in text for text in texts)


@pytest.mark.parametrize(
    ("said", "second", "first"),
    [
        ("My oldest colleague reads eighty letters.", "a second colleague", "the oldest colleague"),
        ("The head planner reads eighty letters.", "a second planner", "the head planner"),
        ("A retired planner reads eighty letters.", "a second retired planner", "the retired planner"),
        ("An honest planner reads eighty letters.", "a second honest planner", "the honest planner"),
    ],
)
def test_of_the_oldest_there_is_no_second(said: str, second: str, first: str) -> None:
    texts = [one.probe.text for one in disagreements(there(said, question="q16")) if "a second" in one.probe.text]
    assert texts
    assert all(f"{second} marks" in text for text in texts)
    assert any(f" {first} " in text for text in texts)


@pytest.mark.parametrize(
    ("said", "judge", "refused"),
    [
        ("An LLM judge marks all of them.", True, False),
        ("Let a model give each story a score from one to ten.", True, False),
        ("A model checks every claim, and I don't trust that checker out of the box.", True, False),
        ("Three different LLMs vote on each of a thousand replies.", True, False),
        ("A GPT grader gets the same stories.", True, False),
        ("The assistant can mix it up, so two people mark it.", False, False),
        ("One from the pharmacist, and one from an LLM that gets the leaflet.", True, False),
        ("I'd use GPT to grade, everybody does.", True, False),
        ("I'd use GPT to grade. Hm, no, I wouldn't use a model for that at all.", False, True),
        ("An LLM judge scores it, and no judge should guess at amounts.", True, False),
        ("I don't want any model marking this.", False, True),
        ("We not use model for it.", False, True),
        ("Two nurses, and the judge gets no vote at all.", False, True),
        ("The model answers, and I check the score.", False, False),
        ("What should come out is a judgement, and two people write it down.", False, False),
    ],
)
def test_a_judge_is_there_only_where_one_was_said(said: str, judge: bool, refused: bool) -> None:
    shown = theirs.setup(there(said)).shown
    assert (shown["judge"], shown["no_judge"]) == (judge, refused)


def test_who_marks_alone_meets_a_second_person() -> None:
    asked = disagreements(
        there("I'd sit down with a hundred and sixty real conversations, and I mark each.", question="q01")
    )
    assert asked
    assert all("same hundred and sixty conversations as you" in one.probe.text for one in asked)


def test_a_model_is_called_what_they_called_it() -> None:
    said = "A classifier marks each sentence, and one engineer takes sixty sentences a week."
    asked = disagreements(there(said, question="q03"))
    assert asked
    assert all("classifier" in one.probe.text for one in asked)


def test_to_answer_a_follow_up_about_a_judge_sets_up_none() -> None:
    said = ("Two nurses mark it.", "I'd trust a judge with the tone perhaps.")
    assert not theirs.setup(there(*said, probes=(JUDGED,))).judge


def test_where_nobody_was_named_those_of_the_question_mark() -> None:
    texts = [one.probe.text for one in disagreements(there("A model checks all of it.", question="q16"))]
    assert texts
    assert all("two planners" in text for text in texts)
    unnamed = msgspec.structs.replace(PACK.question("q16"), experts="")
    unknown = theirs.setup(shared.situation("A model checks all of it.", known=PACK, about=unnamed))
    assert unknown.slots["experts"] == theirs.EXPERTS


def test_the_question_itself_may_have_the_judge() -> None:
    assert theirs.setup(there("Hm.", question="q12")).judge


@pytest.mark.parametrize(
    ("said", "cases"),
    [
        ("I'd read twelve stories.", (0, "cases")),
        ("I'd read eighty thousand stories.", (0, "cases")),
        ("I'd read a hundred and twenty short stories.", (120, "stories")),
        ("Old tickets, a hundred and fifty of those.", (150, "cases")),
        ("I'd read 137 stories.", (137, "stories")),
        ("Pull maybe five hundred threads where a human closed it.", (500, "threads")),
        ("I'd say a hundred of the bad ones.", (100, "cases")),
        ("I'd take last month's bookings, a couple of hundred, and have it do them again.", (200, "cases")),
        ("I'd take a few hundred letters before anybody looks.", (300, "letters")),
        ("If they pass ninety-five in a hundred cases it goes live.", (0, "cases")),
        ("If it's more than thirty of a hundred chats the judge is broken.", (0, "cases")),
        ("I'd put the last lines of forty stories under each other.", (0, "cases")),
        ("Sixty chats are hard ones, and both advisers read two hundred chats.", (200, "chats")),
        ("A judge model scores two hundred summaries, and our handlers check fifty of them.", (50, "cases")),
        ("Three hundred from real user questions, and I recheck it on fifty.", (300, "answers")),
        ("Two doctors on the board do it, a hundred each and twenty both.", (100, "cases")),
        ("Three LLMs vote on each of a thousand replies.", (1000, "replies")),
        ("Put in four hundred things installers have typed.", (400, "cases")),
        ("We take sixty a month, and they mark three things.", (60, "cases")),
        ("I'd take the questions of real drivers, from the group, about a hundred and fifty.", (150, "answers")),
        ("We take complaints seriously, and the hotline has, say, a hundred and fifty.", (0, "cases")),
    ],
)  # fmt: skip
def test_the_number_of_cases_is_that_of_what_is_marked(said: str, cases: tuple[int, str]) -> None:
    marking = theirs.setup(there(said))
    assert (marking.cases, marking.things) == cases


def test_to_look_at_some_later_changes_neither_number_nor_people() -> None:
    met = shared.probe("missing_part", "Where in your tests would that turn up?")
    marking = theirs.setup(
        there("Two hundred trips, and two bookkeepers.", "I'd look at thirty of those myself.", probes=(met,))
    )
    assert (marking.cases, marking.slots["people"]) == (200, "your two bookkeepers")
    assert not theirs.setup(there("Two hundred trips.", "I'd do thirty of those myself.", probes=(met,))).shown["alone"]


def test_what_people_read_to_check_a_model_is_what_they_can_part_over() -> None:
    said = "I'd run five hundred questions, and an LLM judge scores them."
    marking = theirs.setup(there(f"{said} A nurse looks at sixty to see that the judge is right."))
    assert (marking.cases, marking.shared) == (500, 60)
    table, _ = marking.table(("{model}", "{people}"), (), seed=1)
    assert figures.items(table) == 60


def test_a_number_that_the_question_gives_is_that_of_the_plan() -> None:
    assert counted.cases(there("All the accidents, and then a random lot.", question="q05"))[0] == 300


def test_a_number_of_a_scene_is_none_of_the_plan() -> None:
    said = ("I'd take three hundred scenarios.", "I'd read fifty of those refunds.")
    assert counted.cases(there(*said, probes=(CONFLICT,))) == (300, "scenarios")


def test_what_a_follow_up_has_cut_is_not_forgotten() -> None:
    cut = shared.probe("new_constraint", "You get a hundred and twenty labels. What do you give up first?")
    said = ("I'd label three hundred chats.", "The random part.")
    assert counted.cases(there(*said, probes=(cut,)))[0] == 120


@pytest.mark.parametrize(
    ("said", "holds", "lacks"),
    [
        ("Two pharmacists mark two hundred replies.", "your two pharmacists", "your judge"),
        ("An LLM judge marks three hundred replies, and two pharmacists too.", "your judge model", "mark the same"),
        ("I'd rather not say.", "two", "your judge"),
    ],
)
def test_first_comes_a_disagreement_that_brings_in_nobody_new(said: str, holds: str, lacks: str) -> None:
    best = disagreements(replace(there(said, question="q08"), probes_left=1))[0].probe
    assert best.figures is not None
    assert holds.lower() in best.text.lower()
    assert lacks.lower() not in best.text.lower()


def test_who_refused_a_model_meets_none() -> None:
    asked = disagreements(there("I don't want any model marking this. Two nurses read ninety replies.", question="q08"))
    assert asked
    assert not any("model" in one.probe.text or "judge" in one.probe.text for one in asked)


def test_those_who_mark_fall_out_only_once() -> None:
    said = ("Two nurses read ninety replies.", "I'd look who is right.")
    met = replace(JUDGED, figures=disagreements(there(said[0]))[0].probe.figures)
    assert not disagreements(there(*said, probes=(met,)))


def test_letters_do_not_pass() -> None:
    asked = disagreements(there("Two planners read three hundred letters.", question="q16"))
    assert asked
    assert not any("passes" in one.probe.text for one in asked if "letters" in one.probe.text)


def test_the_table_is_between_those_of_the_wording() -> None:
    for one in disagreements(there("Two nurses mark two hundred replies.", question="q08")):
        assert one.probe.figures is not None
        sides = one.probe.figures.sides
        assert (sides == ("one of the two", "the other")) == ("model" not in one.probe.text)
        assert sides[1] in ("the other", "your two nurses")


def test_of_several_those_are_taken_who_are_said_to_mark() -> None:
    (found,) = named.markers("I'd sit with the doctor, and the pharmacist decides what counts.", frozenset())
    assert found.who == "pharmacist"


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("In the third list it must send people to a doctor.", ()),
        ("Then I'd send them to a doctor, who reads each one.", ("doctor",)),
        ("I'd give the answers to a doctor.", ("doctor",)),
    ],
)
def test_whom_people_are_sent_to_marks_nothing(said: str, who: tuple[str, ...]) -> None:
    assert tuple(one.who for one in named.markers(said, frozenset())) == who


@pytest.mark.parametrize("said", ["I'd read a hundred myself, with a colleague.", "I'd mark them with my colleague."])
def test_who_marks_with_a_colleague_is_not_alone(said: str) -> None:
    shown = theirs.setup(shared.situation(said)).shown
    assert shown["people"]
    assert not shown["alone"]
    marking = theirs.setup(shared.situation(said))
    assert marking.addressed("The two of you mark. They agree on ten, and they part.").endswith(
        "You agree on ten, and you part."
    )
    assert theirs.Setup().addressed("They agree.") == "They agree."


def test_an_answer_may_break_off_behind_any_word() -> None:
    """Captions come piece by piece: "... read by three doctors" and no word after it."""
    for question in PACK.questions:
        said = " ".join(passage.text for passage in question.strong).split()
        for end in range(len(said)):
            named.markers(" ".join(said[:end][-60:]), frozenset())
