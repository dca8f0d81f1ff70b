"""The mind with a language model: it chooses among the policy's follow-ups, or proposes one, and words it; code checks.

Whatever goes wrong, the rules' follow-up is there in time: a server that cannot be reached, refuses, stalls, breaks off
or talks nonsense costs a notice, never the interview. The model is tried again at the next answer.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from interviewer.config import MindSettings
from interviewer.dialogue import checking, policy, serving
from interviewer.dialogue.client import (
    LlmSettings,
    client,
    failure,
    overflowed,
    retry_after_s,
    settings_for,
    transport_errors,
)
from interviewer.dialogue.conversation import (
    Conversation,
    Message,
    again,
    beginning,
    offered,
    parse,
    question_so_far,
    to_word,
)
from interviewer.dialogue.options import Option
from interviewer.dialogue.server import Call, Server
from interviewer.dialogue.situation import Situation
from interviewer.dialogue.wish import Wish
from interviewer.errors import MindError
from interviewer.model import Probe
from interviewer.packs import Pack, Question
from interviewer.usage import Usage

if TYPE_CHECKING:
    import openai

DEADLINE_S = 4.0  # from the end of the answer; past it the rules' follow-up is spoken
ENDLESS_S = 60.0  # from the request, on the wall clock: a file-fed interview's stands still while somebody thinks
POLL_S = 0.02
SHORTENED = "The model cannot hold the whole interview: it was given answers in a shortened form."
CARRIED_ON = "The rules chose this question; the LLM is tried again at the next one."


class LlmMind:
    """Chooses with a model behind any OpenAI-compatible server.

    In: `deadline_s`, so long after the end of the answer the rules' follow-up is returned; `now_s`, the wall clock.
    `next_probe` is called from one thread at a time.
    """

    name: Literal["rules", "llm"] = "llm"

    def __init__(
        self,
        settings: LlmSettings,
        connect: Callable[[LlmSettings], openai.OpenAI] = client,
        deadline_s: float = DEADLINE_S,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self.notices: list[str] = [serving.LIMITS] if settings.kind == "local" else []
        self._server = Server(settings, connect)
        self._conversation = Conversation()
        self._deadline_s = deadline_s
        self._now_s = now_s
        self._not_before_s = float("-inf")

    @classmethod
    def from_settings(cls, settings: MindSettings) -> LlmMind:
        """The mind for the user's server and model. Raises UsageFailure, MindError."""
        mind = cls(settings_for(settings))
        mind._server.open()
        return mind

    @property
    def usage(self) -> Usage:
        """What the model was asked so far."""
        return self._server.usage

    def warm_up(self, pack: Pack, question: Question) -> None:
        """Have the server read the beginning of the conversation, in the background. Raises nothing."""
        messages = beginning(pack, question, self.settings.small)
        threading.Thread(target=self._server.read_ahead, args=(messages,), name="llm-warm-up", daemon=True).start()

    def next_probe(self, situation: Situation, wish: Wish) -> Probe | None:
        """The model's follow-up where it comes in time and can be spoken, else the rules'.

        None where nothing is left to ask, or the wish is withdrawn.
        """
        options = policy.rank(situation)
        if wish.withdrawn or not options:
            return None
        outcome = self._outcome(situation, options, wish)
        if isinstance(outcome, MindError):
            self.notices.append(f"{outcome.message} {CARRIED_ON}")
            outcome = options[0].probe
        return outcome

    def drain_notices(self) -> tuple[str, ...]:
        """What the user must see, each line once."""
        out = tuple(dict.fromkeys(self.notices))
        self.notices.clear()
        return out

    def farewell(self) -> tuple[str, ...]:
        """What was not told yet, and what the model was asked."""
        return (*self.drain_notices(), self.usage.line("the follow-ups"))

    def _outcome(self, situation: Situation, options: Sequence[Option], wish: Wish) -> Probe | MindError | None:
        if self._now_s() < self._not_before_s:
            return MindError(f"The LLM at {self.settings.base_url} asked to be left alone for a while.")
        call, replies = Call(lambda so_far: wish.draft(question_so_far(so_far))), queue.SimpleQueue[Probe | MindError]()
        worker = threading.Thread(
            target=lambda: replies.put(self._attempt(situation, options, call)), name="llm", daemon=True
        )
        started_s = self._now_s()
        worker.start()
        while replies.empty():
            passed_s = self._now_s() - started_s
            late = passed_s > (ENDLESS_S if call.began else self.settings.first_token_s)
            if wish.withdrawn or late or (wish.waited_s or 0.0) > self._deadline_s:
                call.abandon()
                if wish.withdrawn:
                    return None
                return MindError(f"The LLM at {self.settings.base_url} did not answer in time.")
            wish.wait(POLL_S)
        return replies.get()

    def _attempt(self, situation: Situation, options: Sequence[Option], call: Call) -> Probe | MindError:
        """Ask, check, ask once more; runs on the worker's thread and never raises what a server can cause."""
        try:
            if self.settings.small:
                return self._worded(situation, options[0], call)
            freed = policy.bound(situation) and not policy.bound(situation, free=True)
            ranked = policy.rank(situation, free=True) if freed else options
            return self._chosen(situation, offered(ranked, options[0]), call)
        except MindError as error:
            return error
        except transport_errors() as error:
            import openai

            if isinstance(error, openai.RateLimitError):
                self._not_before_s = self._now_s() + retry_after_s(error)
            return failure(error, self.settings)

    def _chosen(self, situation: Situation, options: Sequence[Option], call: Call) -> Probe:
        """The model sees the conversation and the options."""
        import openai

        own = not policy.bound(situation, free=True)
        while True:
            messages = self._conversation.messages(situation, options, own)
            try:
                text = self._server.ask(messages, call)
            except openai.APIStatusError as error:
                if not overflowed(error) or not self._conversation.shorten():
                    raise
                self.notices.append(SHORTENED)
            else:
                break
        return self._checked(text, messages, call, lambda text: checking.chosen(parse(text), situation, options, own))

    def _worded(self, situation: Situation, option: Option, call: Call) -> Probe:
        """A small model sees one follow-up and what it picks up."""
        messages = to_word(option)
        text = self._server.ask(messages, call)
        return self._checked(text, messages, call, lambda text: checking.worded(parse(text), situation, option))

    def _checked(
        self,
        text: str,
        messages: list[Message],
        call: Call,
        check: Callable[[str], tuple[Probe, list[str]]],
    ) -> Probe:
        """The probe of a reply that can be spoken; one that cannot is asked for once more. Raises MindError."""
        faults = _faults(check, text)
        if faults:
            text = self._server.ask(again(messages, text, faults), call)
            faults = _faults(check, text)
        if faults:
            raise MindError(f"The LLM's question could not be asked: {faults[0]}.")
        return check(text)[0]


def _faults(check: Callable[[str], tuple[Probe, list[str]]], text: str) -> list[str]:
    try:
        return check(text)[1]
    except MindError as error:
        return [error.message.rstrip(".")]
