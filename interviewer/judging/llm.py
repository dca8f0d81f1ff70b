"""A language model as reader: numbered sentences in; decisions, and yes/no answers with sentence numbers, out.

It is never asked for a score.

Code checks that the cited sentences exist and are not doubtful, and drops what is not there. The reply's shape is asked
for by JSON schema, by JSON mode where the server refuses schemas, by words alone where it refuses both; what works is
remembered. A malformed reply is asked for once more; then the rules read, and the account says so.

A model can be talked into something, and code cannot see that it was. So the rules read every answer too: they bound
what it can give, and an answer that speaks to the judge has to convince both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from interviewer.errors import MindError
from interviewer.judging import ledger, request, scoring
from interviewer.judging.injection import speaks_to_the_judge
from interviewer.judging.ledger import Noted
from interviewer.judging.reader import Account, Reader
from interviewer.judging.server import Server, text_of
from interviewer.model import Analysis, Finding, Quote, Sentence, Turn
from interviewer.packs import Pack, Question
from interviewer.usage import Usage

MOST_SENTENCES = 3
# Levels above the rules' own. Of 42 answers that a careful reader read, none was two above; a model that believes what
# an answer says of itself is.
BEYOND_RULES = 1
# A reply that leaves out more than a fifth of the facts is not an answer to the checklist.
FEWEST_ANSWERED = 0.8
# The whole reply comes at once: 39 facts and 20 decisions at 16 tokens/s, the slowest model that was measured, take
# four minutes; so may a model that thinks first.
REPLY_S = 300.0
_NO_SUCH_LIMIT = re.compile(r"max_(?:completion_)?tokens|temperature", re.IGNORECASE)
SPOKEN_TO = (
    "Something in this answer speaks to the judge, and a model could believe it: what counts for you counts only where "
    "the rules heard it too."
)
AGAIN = "That was not the JSON object that was asked for. Reply with the object alone, every id in it."


class LLMReader:
    """Reads with a model behind any OpenAI-compatible server; `fallback` reads when it cannot."""

    def __init__(self, connect: Callable[[], Server], fallback: Reader, runs: int = 1) -> None:
        """`connect` is called when the server is first needed; it may raise MindError.

        `runs`: how often each transcript is read; a fact holds when more than half of the readings say so.
        """
        self._connect = connect
        self._server: Server | None = None
        self._fallback = fallback
        self._runs = max(1, runs)
        self._shape = 0
        self._limits = 0
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
        findings = [found for found, _ in readings]
        seen = ledger.agreed([listed for _, listed in readings])
        heard: Mapping[str, Finding] = _majority(findings)
        notices: tuple[str, ...] = ()
        rules = self._fallback.read(turns, analysis, pack, question)
        if any(speaks_to_the_judge(sentence.text) for sentence in analysis.sentences):
            heard, notices = _both(heard, rules, pack), (SPOKEN_TO,)
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
    ) -> tuple[dict[str, Finding], tuple[Noted, ...] | None]:
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
        listed = ledger.located(_object(reply).get(ledger.KEY), turns, analysis.sentences)
        return checked(answers, analysis.sentences, pack), listed

    def _ask(self, server: Server, messages: list[dict[str, str]], ids: list[str]) -> str:
        """One reply's text, in the strictest shape that the server takes; empty where it was cut off."""
        import openai

        patient = server.client.with_options(timeout=openai.Timeout(REPLY_S, connect=server.connect_s))
        tokens, short = request.room(len(ids)), False
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
                elif self._shape + 1 < len(request.SHAPES):
                    self._shape += 1  # some servers refuse response_format, some fail over it with a 500
                else:
                    raise server.explain(error) from error
                continue
            except server.errors as error:
                raise server.explain(error) from error
            self.usage = self.usage.counted(getattr(reply, "usage", None))
            return text_of(reply)


def parse(reply: str, ids: Sequence[str]) -> dict[str, tuple[bool, tuple[int, ...]]] | None:
    """Fact id -> (yes, sentence numbers), from the JSON object in the text; None where there is none to use."""
    found = _object(reply)
    answers: dict[str, tuple[bool, tuple[int, ...]]] = {}
    for name in ids:
        answer = found.get(name)
        if not isinstance(answer, dict) or not isinstance(answer.get("yes"), bool):
            continue
        cited = answer.get("sentences")
        numbers = [one for one in cited if type(one) is int] if isinstance(cited, list) else []
        answers[name] = (answer["yes"], tuple(numbers))
    return answers if len(answers) >= FEWEST_ANSWERED * len(ids) else None


def _object(reply: str) -> dict[str, Any]:
    """The largest JSON object in the text, since thoughts may stand before it; an empty one where there is none."""
    decoder, start = json.JSONDecoder(), reply.find("{")
    largest: dict[str, Any] = {}
    while start >= 0:
        try:
            found, end = decoder.raw_decode(reply, start)
        except ValueError:
            end = start + 1
        else:
            largest = found if len(found) > len(largest) else largest
        start = reply.find("{", end)
    return largest


def checked(
    answers: Mapping[str, tuple[bool, tuple[int, ...]]], sentences: Sequence[Sentence], pack: Pack
) -> dict[str, Finding]:
    """Findings from answers: only sentences that exist and hold no doubtful word are evidence.

    A yes without evidence is a no, except for the flags that say that nothing was there.
    """
    known = {sentence.index: sentence for sentence in sentences if not sentence.doubtful}
    empty = {*pack.rubric.scoring.ones, *pack.rubric.scoring.void}
    findings = {}
    for fact in pack.checklist:
        yes, cited = answers.get(fact.id, (False, ()))
        real = [known[number] for number in dict.fromkeys(cited) if number in known][:MOST_SENTENCES]
        evidence = tuple(Quote(one.text, one.turn, one.start_s, one.end_s) for one in real) if yes else ()
        findings[fact.id] = Finding(yes and bool(evidence or fact.id in empty), evidence)
    return findings


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
