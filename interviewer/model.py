"""The values that travel through the interview. All frozen; who needs a change makes a new value.

Times are seconds from the start of one turn's audio file and always stand beside the number of that turn
(0 is the first answer). They are None where the input was text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from audio.frames import Gap
from audio.words import Word

Mind = Literal["rules", "llm", "person"]  # a person only where raters are held against each other
ClosedBy = Literal["key", "closing", "silence", "time", "stopped", "device", "file"]
State = Literal["running", "stopped", "done"]
Stance = Literal["held_with_reason", "updated_with_reason", "caved", "dug_in", "dodged"]


@dataclass(frozen=True)
class Quote:
    """Verbatim words of the candidate and where they are to be heard."""

    quote: str
    turn: int
    start_s: float | None = None
    end_s: float | None = None


SIDES = ("the judge", "the reviewers")
"""Who stands against whom in a disagreement, where nobody is named."""


@dataclass(frozen=True)
class Figures:
    """The numbers of a disagreement, all from one generated confusion table so that they fit one another.

    both_pass, judge_only, human_only, both_fail   counts of items; their sum is the number of items
    category                                       where most of the disagreement lies
    category_share                                 share of the disagreeing items in it, 0..1
    sides                                          who stands where the judge does, and where the reviewers do
    """

    both_pass: int
    judge_only: int
    human_only: int
    both_fail: int
    category: str
    category_share: float
    sides: tuple[str, str] = SIDES


@dataclass(frozen=True)
class Probe:
    """One follow-up question.

    kind       one of the kinds in `dialogue`
    text       one question, at most 35 words with its lead
    refers_to  the candidate's words or the missing part that it picks up
    reason     why it was chosen, for the report
    key        names the wording, so that it is never asked twice ("q01.refund", "threshold.2")
    asks_for   ids of the facts that it asks for: said after it, they are prompted
    sound      for challenges: True, the objection is right; False, it is wrong; None, no challenge
    refutation for wrong objections: why it is wrong, shown in the report
    mind       who worded it
    lead       what a persona says before it; it asks nothing
    """

    kind: str
    text: str
    refers_to: str
    reason: str
    key: str
    asks_for: tuple[str, ...] = ()
    sound: bool | None = None
    refutation: str = ""
    figures: Figures | None = None
    mind: Mind = "rules"
    lead: str = ""

    @property
    def spoken(self) -> str:
        """All that is said: the lead and the question."""
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True)
class Aside:
    """Said inside a turn, but not the answer: a question about the task and its reply, "anything to add?"."""

    at_s: float
    asked: str
    answered: str


@dataclass(frozen=True)
class Turn:
    """One answer. Its words live in `turn-NN.words.jsonl`, its sound in `turn-NN.wav`.

    probe       what it answers; None for the first turn, which answers the question itself
    revision    how often its words were replaced (0: live; 1: re-read or corrected ...)
    """

    number: int
    probe: Probe | None = None
    words: tuple[Word, ...] = ()
    duration_s: float | None = None
    closed_by: ClosedBy | None = None
    gaps: tuple[Gap, ...] = ()
    asides: tuple[Aside, ...] = ()
    audio: str | None = None
    revision: int = 0


@dataclass(frozen=True)
class Sentence:
    """A stretch of one turn cut at punctuation, pauses and complete clauses; never across turns.

    index       its number in the interview, from 0: what an LLM reader cites
    first, last indices into the turn's words, inclusive
    doubtful    holds at least one doubtful word
    """

    index: int
    turn: int
    text: str
    first: int
    last: int
    start_s: float | None = None
    end_s: float | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class Decision:
    """A clause in which the speaker commits. Empty slots stay empty strings.

    kind      condition, gate, choice, quantity, owner, release, schedule
    prompted  first said after a probe that asked for it
    """

    quote: str
    action: str
    condition: str
    number: str
    owner: str
    kind: str
    turn: int
    start_s: float | None = None
    end_s: float | None = None
    prompted: bool = False


@dataclass(frozen=True)
class Finding:
    """One yes/no fact as read from the transcript. `holds` without evidence is only allowed for facts of absence."""

    holds: bool
    evidence: tuple[Quote, ...] = ()
    prompted: bool = False


@dataclass(frozen=True)
class DimensionScore:
    """One dimension: 1..5, or None where the question does not ask for it. `gap` names the step to the next level."""

    score: int | None
    evidence: tuple[Quote, ...] = ()
    gap: str = ""
    unprompted: int | None = None


@dataclass(frozen=True)
class Delivery:
    """How it was said. Rates are None for text input.

    fillers_at_least  Whisper leaves out most fillers, so this is a floor
    long_pauses       pauses of 3 s and more inside an answer
    """

    words: int
    speech_s: float | None = None
    words_per_minute: float | None = None
    long_pauses: tuple[Quote, ...] = ()
    fillers_at_least: int = 0
    first_decision_s: float | None = None


@dataclass(frozen=True)
class Analysis:
    """What `analysis` computes from the turns alone: values in, values out.

    nouns_used      named terms on which some decision depends
    orphans         named terms that decided nothing
    worst_stretch   where most was named and nothing decided
    contradictions  pairs of passages whose numbers disagree
    """

    sentences: tuple[Sentence, ...] = ()
    decisions: tuple[Decision, ...] = ()
    nouns_used: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    noun_heavy: bool = False
    noun_heavy_reason: str = ""
    worst_stretch: Quote | None = None
    contradictions: tuple[tuple[Quote, Quote], ...] = ()
    delivery: Delivery | None = None


@dataclass(frozen=True)
class StanceRecord:
    """What one challenge did to the candidate's position."""

    turn: int
    stance: Stance
    sound: bool
    refutation: str = ""
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Judge:
    """Who scored, and how far it can be trusted. `agreement` is None where it was not measured."""

    mind: Mind
    model: str
    rubric_version: str
    agreement: float | None = None
    agreement_note: str = "not measured"
    jitter: float | None = None


@dataclass(frozen=True)
class Assessment:
    """What the interview showed. `overall` is None, with a `reason`, when there is nothing to judge.

    without_levels  there was something to judge, but the pack was never held against labelled answers: what was found
                    stands, levels are None, and `reason` says so
    notices         lines the user must see beside the verdict (another reader took over, doubtful words count ...)
    deciding        the doubtful words that would change the level if they were counted
    """

    overall: int | None
    reason: str
    judge: Judge
    likely_range: tuple[int, int] | None = None
    dimensions: dict[str, DimensionScore] = field(default_factory=dict)
    facts: dict[str, Finding] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()
    pattern_evidence: dict[str, tuple[Quote, ...]] = field(default_factory=dict)
    covered: dict[str, Quote] = field(default_factory=dict)
    noun_heavy: bool = False
    noun_heavy_reason: str = ""
    worst_stretch: Quote | None = None
    decisions: tuple[Decision, ...] = ()
    nouns_used: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    stances: tuple[StanceRecord, ...] = ()
    contradictions: tuple[tuple[Quote, Quote], ...] = ()
    delivery: Delivery | None = None
    change_next: str = ""
    notices: tuple[str, ...] = ()
    deciding: tuple[Quote, ...] = ()
    without_levels: bool = False

    @property
    def found(self) -> bool:
        """Whether there was something to judge, with levels or without."""
        return self.overall is not None or self.without_levels


@dataclass(frozen=True)
class Dispute:
    """The candidate reads one fact, or rates one dimension, otherwise. Kept beside the judge's, never in its place.

    fact       the id of the fact; of the dimension where `level` is its level as the candidate sees it
    at_s       where to listen, in the first answer's file or wherever `why` says; None: not named
    judged     the overall by the judge's reading; with_yours: with this and all earlier disputed facts counted.
               For a dimension both are its own level: no rule leads from a level back to the facts below it
    """

    fact: str
    holds: bool
    why: str = ""
    at_s: float | None = None
    judged: int | None = None
    with_yours: int | None = None
    level: int | None = None


@dataclass(frozen=True)
class DrillItem:
    """One thing that a drill asks for, as an answer showed it.

    found, wanted   how many of how many ("five failure modes")
    evidence        where it is to be heard
    gap             what to say or do where some are missing
    wrong           said the wrong way round, or with figures that were not given; such words do not count
    """

    id: str
    says: str
    found: int
    wanted: int
    evidence: tuple[Quote, ...] = ()
    gap: str = ""
    wrong: tuple[Quote, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing of it is missing."""
        return self.found >= self.wanted


@dataclass(frozen=True)
class DrillRun:
    """What a drill drew for this run, the words that were spoken with it, and what the answer showed."""

    drawn: dict[str, str]
    prompt: str
    items: tuple[DrillItem, ...] = ()


@dataclass(frozen=True)
class Interview:
    """One interview: what `interview.json` holds (without the turns' words, which lie beside it).

    box_s     the time box in seconds on the sound backend's clock; elapsed_s how much of it is used
    notices   lines the user must see again in the report (the LLM failed, the device changed ...)
    kind      what made it: practice, record-once, redo, follow-up (one taken again), drill, story, taste, from-file,
              score; demo where nobody practised (simulated)
    probe     the follow-up that it takes again, which its first turn answers; None: the first turn answers the question
    """

    id: str
    pack: str
    question: str
    kind: str
    box_s: float
    started_at: str
    mind: Mind = "rules"
    state: State = "running"
    elapsed_s: float = 0.0
    turns: tuple[Turn, ...] = ()
    notices: tuple[str, ...] = ()
    self_rating: int | None = None
    assessment: Assessment | None = None
    disputes: tuple[Dispute, ...] = ()
    whisper: str = "base"
    persona: str = "neutral"
    drill: DrillRun | None = None
    probe: Probe | None = None
    version: int = 1
