"""A language model as reader: numbered sentences in; decisions, and yes/no answers with sentence numbers, out.

It is never asked for a score.

Code checks that the cited sentences exist and are not doubtful, and drops what is not there. The reply's shape is asked
for by JSON schema, by JSON mode where the server refuses schemas, by words alone where it refuses both; what works is
remembered. A malformed reply is asked for once more; then the rules read, and the account says so.

A model can be talked into something, and code cannot see that it was. So the rules read every answer too: they bound
what it can give, and an answer that speaks to the judge has to convince both.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from interviewer.errors import MindError
from interviewer.judging import ledger, request, scoring
from interviewer.judging.injection import speaks_to_the_judge
from interviewer.judging.ledger import Noted
from interviewer.judging.reader import Account, Reader
from interviewer.judging.reply import checked, object_of, overdrawn, parse
from interviewer.judging.server import Server, text_of
from interviewer.model import Analysis, Finding, Turn
from interviewer.packs import Pack, Question
from interviewer.usage import Usage

# Levels above the rules' own. Of 62 answers that were read with care one was three above, rightly; the others one.
BEYOND_RULES = 2
# The whole reply comes at once: 39 facts and 20 decisions at 16 tokens/s, the slowest model that was measured, take
# four minutes; so may a model that thinks first.
REPLY_S = 300.0
# A busy server is waited for, in all this long for one reply; where it does not say how long, WAIT_S at a time.
MOST_WAITED_S = 60.0
WAIT_S = 5.0
SHAPE_REFUSED = (400, 422, 500)
_NO_SUCH_LIMIT = re.compile(r"max_(?:completion_)?tokens|temperature", re.IGNORECASE)
SPOKEN_TO = (
    "Something in this answer speaks to the judge, and a model could believe it: what counts for you counts only where "
    "the rules heard it too."
)
OVERDRAWN = (
    "The model cited single sentences for more facts than a sentence can show: those citations were not counted."
)
AGAIN = "That was not the JSON object that was asked for. Reply with the object alone, every id in it."


@dataclass(frozen=True)
class _Reading:
    """One reply, checked. `overdrawn`: the sentences that were cited for too much."""

    findings: dict[str, Finding]
    listed: tuple[Noted, ...] | None
    overdrawn: frozenset[int]


class LLMReader:
    """Reads with a model behind any OpenAI-compatible server; `fallback` reads when it cannot."""

    def __init__(
        self,
        connect: Callable[[], Server],
        fallback: Reader,
        runs: int = 1,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """`connect` is called when the server is first needed; it may raise MindError.

        `runs`: how often each transcript is read; a fact holds when more than half of the readings say so.
        `sleep`: waits that many seconds, for a server that is busy.
        """
        self._connect = connect
        self._server: Server | None = None
        self._fallback = fallback
        self._runs = max(1, runs)
        self._sleep = sleep
        self._shape = 0
        self._limits = 0
        self._works = False  # a reply came in this shape: errors from now on have another cause
        self.account = Account("llm", "")
        self.usage = Usage()

    def read(
        self, turns: tuple[Turn, ...], analysis: Analysis, pack: Pack, question: Question
    ) -> Mapping[str, Finding]:
        """Fact id -> finding, by the model, or by the fallback after a failure; `account` tells which."""
        try:
            server = self._server = self._server or self._connect()
            readings = [self._once(server, turns, analysis, pack, question) for _ in range(self._runs)]
        except MindError as error:
            self.account = Account(
                "rules", "rules", notices=(f"{error.message} The rules judge read this answer instead.",)
            )
            return self._fallback.read(turns, analysis, pack, question)
        findings = [one.findings for one in readings]
        seen = ledger.agreed([one.listed for one in readings])
        heard: Mapping[str, Finding] = _majority(findings)
        notices: tuple[str, ...] = (OVERDRAWN,) if any(one.overdrawn for one in readings) else ()
        rules = self._fallback.read(turns, analysis, pack, question)
        if any(speaks_to_the_judge(sentence.text) for sentence in analysis.sentences):
            heard, notices = _both(heard, rules, pack), (*notices, SPOKEN_TO)
        at_most = scoring.score(rules, pack, question).overall + BEYOND_RULES
        self.account = Account("llm", server.model, _jitter(findings, pack, question), notices, seen, at_most)
        return heard

    def _once(
        self,
        server: Server,
        turns: tuple[Turn, ...],
        analysis: Analysis,
        pack: Pack,
        question: Question,
    ) -> _Reading:
        messages = request.messages_for(turns, analysis.sentences, pack, question)
        ids = [fact.id for fact in pack.checklist]
        reply = self._ask(server, messages, ids)
        answers = parse(reply, ids)
        if answers is None:
            said = [{"role": "assistant", "content": reply}] if reply else []  # some servers refuse an empty message
            again = [*messages, *said, {"role": "user", "content": AGAIN}]
            reply = self._ask(server, again, ids)
            answers = parse(reply, ids)
        if answers is None:
            raise MindError(f"The model '{server.model}' did not fill in the checklist.", "Try another --model.")
        listed = ledger.located(object_of(reply).get(ledger.KEY), turns, analysis.sentences)
        return _Reading(
            checked(answers, analysis.sentences, pack), listed, overdrawn(answers, analysis.sentences, pack)
        )

    def _ask(self, server: Server, messages: list[dict[str, str]], ids: list[str]) -> str:
        """One reply's text, in the strictest shape that the server takes; empty where it was cut off."""
        import openai

        patient = server.client.with_options(timeout=openai.Timeout(REPLY_S, connect=server.connect_s))
        tokens, short, waited_s = request.room(len(ids)), False, 0.0
        while True:
            self.usage = self.usage.asked()
            limits = request.limits(tokens, 0.0 if self._runs == 1 else 0.5)
            try:
                reply = patient.chat.completions.create(
                    model=server.model,
                    messages=messages,  # type: ignore[arg-type]
                    **limits[self._limits],
                    **request.response_format(request.SHAPES[self._shape], ids),
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError, openai.InternalServerError) as error:
                if server.too_long(error):
                    if short:
                        raise MindError(f"This interview is too long for the model '{server.model}'.") from error
                    tokens, short = int(tokens * request.SHORT), True
                elif _NO_SUCH_LIMIT.search(str(error)) and self._limits + 1 < len(limits):
                    self._limits += 1
                elif error.status_code in SHAPE_REFUSED and not self._works and self._shape + 1 < len(request.SHAPES):
                    self._shape += 1  # some servers refuse response_format, some fail over it with a 500
                else:
                    raise server.explain(error) from error
                continue
            except server.errors as error:
                asked_s = server.busy_s(error)
                wait_s = MOST_WAITED_S if asked_s is None else asked_s or WAIT_S
                waited_s += wait_s
                if waited_s >= MOST_WAITED_S:
                    raise server.explain(error) from error
                self._sleep(wait_s)
                continue
            self._works = True
            self.usage = self.usage.counted(getattr(reply, "usage", None))
            return text_of(reply)


def _majority(readings: Sequence[Mapping[str, Finding]]) -> dict[str, Finding]:
    """A fact holds when more than half of the readings say so; its evidence is that of the first one that does."""
    findings = {}
    for name in readings[0]:
        yes = [reading[name] for reading in readings if reading[name].holds]
        findings[name] = yes[0] if len(yes) * 2 > len(readings) else Finding(False)
    return findings


def _both(model: Mapping[str, Finding], rules: Mapping[str, Finding], pack: Pack) -> dict[str, Finding]:
    """For an answer that speaks to the judge: a fact holds where both readers say so, a red flag where one does."""
    nothing = Finding(False)
    found = {}
    for fact in pack.checklist:
        one, other = model.get(fact.id, nothing), rules.get(fact.id, nothing)
        found[fact.id] = (one if one.holds else other) if fact.red or other.holds is one.holds else nothing
    return found


def _jitter(readings: Sequence[Mapping[str, Finding]], pack: Pack, question: Question) -> float | None:
    """Standard deviation of the overall over the readings, in levels; None for one reading."""
    if len(readings) < 2:
        return None
    levels = [scoring.score(reading, pack, question).overall for reading in readings]
    mean = sum(levels) / len(levels)
    return round((sum((level - mean) ** 2 for level in levels) / (len(levels) - 1)) ** 0.5, 2)
