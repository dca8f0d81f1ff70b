import pytest

from interviewer import packs
from interviewer.analysis.decisions import decisions
from interviewer.analysis.reading import read
from interviewer.analysis.text import turns_from_text


@pytest.fixture
def kinds(reading):
    return lambda text: [found.decision.kind for found in decisions(reading(text))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("If kappa is under 0.6, I rewrite the rubric.", "condition"),
        ("if cap a is under point six i rewrite the rubric", "condition"),
        ("Even one privacy leak blocks the launch.", "gate"),
        ("We launch only with at least ninety five percent on refunds.", "gate"),
        ("nothing goes out if even one customer sees another's data", "gate"),
        ("More than five points down and we go back to the old prompt.", "gate"),
        ("The medical director signs.", "owner"),
        ("the lawyers must say yes before we open it", "owner"),
        ("I'd oversample disputes because those are rare.", "choice"),
        ("Every quarter we throw out stale cases.", "schedule"),
        ("I would not ship the new version to everyone.", "release"),
        # what the speaker has others do
        ("I'd have three nurses grade the night calls, because they hear panic first.", "choice"),
        ("we get a lawyer to read the letters since a wrong one ends in court", "choice"),
        ("I'd let two of our editors sort the headlines because taste differs.", "choice"),
        # what a result will be taken for
        ("I wouldn't call two points on forty cases a win.", "choice"),
        ("If only Polish moves I don't count that as progress.", "condition"),
        ("When the shop floor and the score part, I trust the shop floor and not the score.", "condition"),
        ("I don't want a robot reading the suicide notes.", "choice"),
        # a thing allowed in part only
        ("It may only search until the refunds are clean.", "choice"),
        ("A script can count the rows but not the tone, because tone is taste.", "choice"),
        # people who have to
        ("A nurse must confirm the dose.", "owner"),
        ("Both inspectors have to agree on the verdict.", "owner"),
        ("Our two shift leads review the calls of the night.", "owner"),
        # what is taken of several things
        ("I'd go with the older vendor here.", "choice"),
        ("I prefer the blind test.", "choice"),
        # a counted pile
        ("I'd pull six hundred letters from the archive of last spring.", "quantity"),
        ("we sit down with ninety calls from the night shift", "quantity"),
        ("I'd give the same forty essays to the second school.", "quantity"),
        ("Ninety pears by lot, because otherwise I can't say how often anything rots.", "quantity"),
        # without a verb, and a condition said as an order
        ("Totals: compared by a script.", "choice"),
        ("Lose a single passport and we go back to paper.", "condition"),
        ("Each spring we drop the cases that never taught us anything.", "schedule"),
        ("What I'd do first is take seventy calls from the night shift.", "quantity"),
        ("Whatever a driver flags as wrong becomes a test that week.", "schedule"),
        # somebody picked, a number of people, or a program is put to work
        ("Two florists rank the bouquets in separate rooms.", "owner"),
        ("A beekeeper goes through the hive notes line by line.", "owner"),
        ("A script adds up the invoice lines.", "owner"),
        ("A second baker checks whether the crumb is the same.", "owner"),
        ("One of us tastes eight of the pies.", "owner"),
        ("I'd have a welder listen to the calls in the evening.", "owner"),
        ("The head of the depot is the owner.", "owner"),
        ("The duty nurse can switch it off on her own.", "owner"),
        ("Each timetable by two dispatchers.", "choice"),
        ("One proofreader is enough for the footnotes.", "quantity"),
        # refused without a number
        ("No courier leaves with a tyre that bald.", "condition"),
        ("No refund without a receipt.", "gate"),
        ("We wouldn't rewrite anything after a single complaint.", "release"),
        # who asks, and who is spared
        ("I'd ask six grandmothers to read the leaflet if the nurses disagree.", "condition"),
        ("Three percent of the vans get no reminders.", "quantity"),
        # one case that is enough, and what follows an "if" without its verb
        ("Delivering to the wrong ward fails the run.", "gate"),
        ("If the label is missing, it's a fail.", "condition"),
        ("If the new route loses by more than four minutes, back to the map from May.", "gate"),
        ("A torn page keeps the book off the shelf until it is glued.", "condition"),
        ("The next edition has to survive them.", "gate"),
        # which is chosen, without a comma
        ("I taste the soup myself not the apprentice.", "choice"),
        ("I'd use the thermometer only for the meat.", "choice"),
        ("They're weighed by two porters.", "choice"),
    ],
)
def test_what_decides(text, kind, kinds):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "We have RAGAS for faithfulness and LangSmith for tracing.",
        "We had 4.3 on average.",
        "We could look at kappa or at accuracy.",
        "It depends on the product and on the users.",
        "There are several ways to do it.",
        "What number would make us stop?",
        "BLEU, ROUGE, METEOR and BERTScore are metrics for text.",
        "The candidate blocks the launch on any privacy leak.",
        "The success rate was 88 percent in the last run.",
        "I mean the cause, run look at it.",
        "It looks like a hundred of them are fine.",
        "The report explains a real talk about two million private customers.",
        "For me the way to handle it is to put everything into one number.",
        "It will get better over time.",
        "People trust the judge.",
        "They rate without seeing each other.",
        "We cannot see a difference of five points with eighty cases.",
        "Five means I'd merge it as it is.",
        "I'm not going to discuss it.",
        "They'll write it somewhere else.",
        "The reason for each is different.",
        "I have two nurses in my family.",
        "A model can read letters.",
        "People have to eat.",
        "I look at the charts.",
        "Half of the letters is a lot.",
        "I'd say it went well.",
    ],
)
def test_what_decides_nothing(text, kinds):
    assert kinds(text) == []


def test_slots(reading):
    text = "So um if disputes are right less than nine times out of ten, we keep them with people."
    found = decisions(reading(text))[0].decision
    assert found.condition == "if disputes are right less than nine times out of ten"
    assert found.action.startswith("keep them")
    assert found.number.startswith("nine")
    assert found.owner == ""
    assert found.quote in text


def test_the_action_keeps_its_not_and_the_number_its_clause(reading):
    text = "If more than three of the three hundred name a wrong amount, we do not go live."
    found = decisions(reading(text))[0].decision
    assert (found.action, found.number) == ("do not go live", "three")


def test_a_condition_in_mid_sentence_belongs_to_what_follows_it(reading):
    text = "We take 200 tickets, two raters, and if kappa is under 0.6 I rewrite the rubric."
    found = decisions(reading(text))[0].decision
    assert found.action == "rewrite the rubric"
    assert found.condition == "if kappa is under 0.6"
    assert found.number == "0.6"


def test_owner_slot(reading):
    assert decisions(reading("The database platform lead signs the release."))[0].decision.owner.endswith(
        "platform lead"
    )


def test_the_other_branch_belongs_to_the_decision(kinds):
    assert len(kinds("If it agrees with people it grades tone; otherwise people keep doing it.")) == 1


def test_a_string_of_bars_is_cut(reading):
    text = (
        "Gate: zero privacy leaks, any leak blocks the launch by itself, ninety five percent correct on refunds and on "
        "disputes, each reported separately, and below that we launch lookup only and keep refunds with humans."
    )
    assert len(decisions(reading(text))) == 3


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("So I decided against the rewrite, because the client would have lost a month.", 1),
        ("I stopped the shop for twenty minutes and put the old prices back.", 1),
        ("In such a case I would always ask my manager, because alignment matters.", 0),
        ("The team was tired and the week was long.", 0),
        ("I did not stop anybody that day.", 0),
    ],
)
def test_in_a_story_decisions_lie_in_the_past(parse, text, n) -> None:
    pack = packs.load("behavioural")
    assert len(decisions(read(turns_from_text(text), pack, parse))) == n


def test_a_restart_with_a_comma_is_one_too(kinds, reading):
    plain = "We take eighty of the old calls. If the score is under nine we stop it."
    again = "We take, we take eighty of the, the old calls. If the, if the score is under nine we, we stop it."
    assert kinds(again) == kinds(plain)
    assert [one.text for one in reading(again).units] == [one.text for one in reading(plain).units]


@pytest.mark.parametrize(
    ("said", "action", "condition", "number"),
    [
        ("Until then that part stays with people.", "stays with people", "Until then", ""),
        ("It serves two million people, and I'd never let it move money.", "let it move money", "", ""),
        ("Two hundred of them we take from the logs, because they are real.", "take from the logs", "", "Two hundred"),
        ("One leak and we stop.", "stop", "One leak", ""),
        ("Until the agreement there is above 0.7, the launch weight.", "", "", "0.7"),
    ],
)
def test_a_slot_holds_what_belongs_to_the_act(reading, said, action, condition, number):
    (found,) = (one.decision for one in decisions(reading(said)))
    assert (found.action.removeprefix("never "), found.condition, found.number) == (action, condition, number)
