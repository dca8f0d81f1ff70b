"""The assessment in words: what the page and the printed text say alike. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.judging.wording import NOT_ASKED
from interviewer.model import Assessment, DimensionScore, Figures, Finding, Interview, Judge, Quote, Stance
from interviewer.packs import Pack

RANGE_MEANS = "A likely range is where readings of the same answer tend to fall. A change within it is no clear change."
STAYS_HERE = "Recordings stay on this machine, in the folder of this page."
WORDS_WENT = "Your words went to the language model that you chose; your voice did not."

NOUN_HEAVY = "Too many nouns, not enough decisions"
NOT_NOUN_HEAVY = "Nouns and decisions"
NOT_RAISED = "The flag “too many nouns, not enough decisions” is not raised."

# What the candidate did with a challenge, and whether that was the right thing: (stance, was the objection right).
STANCES: dict[tuple[Stance, bool], tuple[str, bool]] = {
    ("held_with_reason", True): ("You kept your position with a reason, though the objection was right.", False),
    ("held_with_reason", False): ("You kept your position and said why. That was right.", True),
    ("updated_with_reason", True): ("You changed your position and said why. That was right.", True),
    ("updated_with_reason", False): ("You changed your position with a reason, though the objection was wrong.", False),
    ("caved", True): ("You gave in without a reason. The objection was right; say what convinced you.", False),
    ("caved", False): ("You gave in to a wrong objection.", False),
    ("dug_in", True): ("You repeated your position without a reason, and the objection was right.", False),
    ("dug_in", False): ("You repeated your position without a reason. It was right; say why.", False),
    ("dodged", True): ("You did not answer the objection, and it was right.", False),
    ("dodged", False): ("You did not answer the objection. It was wrong; say why.", False),
}


def clock(seconds: float) -> str:
    """Seconds as m:ss, or h:mm:ss from an hour on; parts of a second are dropped, as players do."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{rest // 60}:{rest % 60:02d}"


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 decision", "4 decisions"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    body = text.strip()
    if not body:
        return ""
    return body[0].upper() + body[1:] + ("" if body.endswith((".", "?", "!", "”", '"')) else ".")


def fillers(at_least: int) -> str:
    """ "at least 3 fillers"; where none was heard, why that says little."""
    return f"at least {count(at_least, 'filler')}" if at_least else "no fillers heard (the recogniser leaves most out)"


def turn_name(turn: int) -> str:
    """ "answer" for the first turn, then "follow-up 1" and so on."""
    return "answer" if turn == 0 else f"follow-up {turn}"


def place(quote: Quote) -> str:
    """Where a quote is to be heard: "1:12", "follow-up 2, 0:07"; only the turn where the input was text."""
    if quote.start_s is None:
        return "" if quote.turn == 0 else turn_name(quote.turn)
    return clock(quote.start_s) if quote.turn == 0 else f"{turn_name(quote.turn)}, {clock(quote.start_s)}"


def seconds_of(quote: Quote) -> float | None:
    """How long the quote lasts, or None where the input was text."""
    if quote.start_s is None or quote.end_s is None:
        return None
    return quote.end_s - quote.start_s


def likely(span: tuple[int, int] | None) -> str:
    """ "likely 2 to 3", or nothing where the range is one level or was not measured."""
    if span is None or span[0] == span[1]:
        return ""
    return f"likely {span[0]} to {span[1]}"


def nothing_to_judge(interview: Interview) -> str:
    """The plain reason why there is no verdict."""
    assessment = interview.assessment
    if assessment is None:
        return (
            "This interview has not been assessed: it ended before its last answer was read. "
            "`interviewer report --judge` judges it as it is."
        )
    return assessment.reason or "There was nothing to judge."


def notices(interview: Interview) -> tuple[str, ...]:
    """What the user must see beside the verdict: of the interview, then of the assessment; each once."""
    more = interview.assessment.notices if interview.assessment else ()
    return tuple(dict.fromkeys((*interview.notices, *more)))


def unscored(score: DimensionScore) -> str:
    """Why a dimension has no level: it was not asked for, or no levels are given; then how much was found."""
    return NOT_ASKED if score.gap == NOT_ASKED else count(len(score.evidence), "passage")


def level_words(pack: Pack, overall: int) -> str:
    """The rubric's own words for that level."""
    return pack.rubric.levels.get(str(overall), "")


def own_rating(own: int | None, overall: int | None) -> str:
    """The candidate's own rating beside the judge's, and the gap; empty where there was none."""
    if own is None:
        return ""
    if overall is None:
        return f"You rated yourself {own}. There is no verdict to set beside it."
    gap = own - overall
    if gap == 0:
        return f"You rated yourself {own}, and so did the judge."
    side = "higher" if gap > 0 else "lower"
    return f"You rated yourself {own}, {count(abs(gap), 'level')} {side} than the judge."


def _credits(assessment: Assessment, pack: Pack) -> Iterator[Finding]:
    known = pack.facts
    for name, finding in assessment.facts.items():
        fact = known.get(name)
        if fact is not None and not fact.red and finding.holds:
            yield finding


def probing(assessment: Assessment, pack: Pack) -> str:
    """What was there before the follow-ups asked for it, and after; empty where they made no difference."""
    shown = list(_credits(assessment, pack))
    facts_before = sum(not finding.prompted for finding in shown)
    decisions = assessment.decisions
    decisions_before = sum(not decision.prompted for decision in decisions)
    if facts_before == len(shown) and decisions_before == len(decisions):
        return ""
    return (
        f"Before probing {count(decisions_before, 'decision')} and {count(facts_before, 'point')} of the checklist; "
        f"after it {len(decisions)} and {len(shown)}."
    )


def behind_change(assessment: Assessment, pack: Pack) -> Quote | None:
    """The candidate's own words that the one thing to change speaks of; None where it is about something missing."""
    advice = _bare(assessment.change_next)
    if not advice:
        return None
    for pattern in pack.head.pattern:
        if pattern.id in assessment.patterns and _bare(pattern.advice) == advice:
            return next(iter(assessment.pattern_evidence.get(pattern.id, ())), None)
    for fact in pack.checklist:
        finding = assessment.facts.get(fact.id)
        if fact.red and finding is not None and finding.holds and _bare(fact.gap.partition(": ")[2]) == advice:
            return next(iter(finding.evidence), None)
    return None


def _bare(text: str) -> str:
    return text.strip().rstrip(".").casefold()


def condition(text: str) -> str:
    """A decision's condition as a clause: "if kappa is under 0.6", "when kappa is under 0.6"; empty stays empty."""
    body = text.strip()
    if not body:
        return ""
    if body.split(maxsplit=1)[0].lower() in {"if", "when", "whenever", "unless", "until", "once", "as", "while"}:
        return body[0].lower() + body[1:]
    return f"when {body}"


def stance(kind: Stance, sound: bool) -> tuple[str, bool]:
    """What was done with a challenge, and whether it was the right thing to do."""
    return STANCES[(kind, sound)]


def refutation(text: str) -> str:
    """ "This objection was wrong, because ..."."""
    body = text.strip().rstrip(".")
    if not body:
        return "This objection was wrong."
    if body.lower().startswith("because "):
        body = body[len("because ") :]
    first = body.split(maxsplit=1)[0]
    # A capital is only kept where it belongs to the word: an acronym, or "I".
    if first != "I" and not any(letter.isupper() for letter in first[1:]):
        body = body[0].lower() + body[1:]
    return f"This objection was wrong, because {body}."


def judge(value: Judge) -> str:
    """Who scored: "Rules judge (rules), rubric 1"."""
    who = "Rules judge" if value.mind == "rules" else "LLM judge"
    model = f" ({value.model})" if value.model and value.model != value.mind else ""
    return f"{who}{model}, rubric {value.rubric_version}"


def agreement(value: Judge) -> str:
    """The judge's agreement with labelled answers, or that it was not measured."""
    if value.agreement is None:
        measured = f"agreement {value.agreement_note}"
    else:
        note = "" if value.agreement_note in ("", "not measured") else f" ({value.agreement_note})"
        measured = f"agreement with labelled answers: kappa {value.agreement:.2f}{note}"
    jitter = "" if value.jitter is None else f"; its own jitter over repeated runs: {value.jitter:.2f} levels"
    return measured + jitter


def privacy(interview: Interview) -> str:
    """Where the recordings and the words went."""
    judged = interview.assessment.judge.mind if interview.assessment else "rules"
    return f"{STAYS_HERE} {WORDS_WENT}" if "llm" in (interview.mind, judged) else f"{STAYS_HERE} Nothing was sent away."


def kappa(figures: Figures) -> float:
    """Cohen's kappa of the 2 x 2 table (Cohen 1960): agreement beyond chance over the most that is possible."""
    total = figures.both_pass + figures.judge_only + figures.human_only + figures.both_fail
    if not total:
        return 0.0
    observed = (figures.both_pass + figures.both_fail) / total
    judge_pass = (figures.both_pass + figures.judge_only) / total
    human_pass = (figures.both_pass + figures.human_only) / total
    chance = judge_pass * human_pass + (1 - judge_pass) * (1 - human_pass)
    return 0.0 if chance == 1 else (observed - chance) / (1 - chance)


def figures_line(figures: Figures) -> str:
    """The disagreement in one sentence."""
    total = figures.both_pass + figures.judge_only + figures.human_only + figures.both_fail
    if not total:
        return ""
    judged = (figures.both_pass + figures.judge_only) / total
    human = (figures.both_pass + figures.human_only) / total
    agreed = (figures.both_pass + figures.both_fail) / total
    one, other = figures.sides
    return (
        f"On {total} items {one} passes {judged:.0%} and {other} {human:.0%}; they agree on {agreed:.0%}, "
        f"kappa {kappa(figures):.2f}. {figures.category_share:.0%} of the disagreement is in {figures.category}."
    )
