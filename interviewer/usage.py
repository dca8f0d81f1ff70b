"""What a language model was asked, as its server counts: a value, and the line that tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Usage:
    """Requests sent, and tokens in and out; tokens stay 0 where the server counts none."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def line(self, purpose: str) -> str:
        """For the user. In: what it was asked for ("the follow-ups")."""
        if not self.requests:
            return f"For {purpose} the LLM was not asked."
        times = {1: "once", 2: "twice"}.get(self.requests, f"{self.requests:,} times")
        counted = f": {self.tokens_in:,} tokens in, {self.tokens_out:,} out" if self.tokens_in else ""
        return f"For {purpose} the LLM was asked {times}{counted}."

    def asked(self) -> Usage:
        """With one request more."""
        return replace(self, requests=self.requests + 1)

    def counted(self, told: object) -> Usage:
        """With the tokens that a reply's `usage` tells; whatever a server sends that is no count is none."""
        return replace(
            self,
            tokens_in=self.tokens_in + _count(getattr(told, "prompt_tokens", 0)),
            tokens_out=self.tokens_out + _count(getattr(told, "completion_tokens", 0)),
        )


def _count(value: object) -> int:
    return value if type(value) is int and value > 0 else 0
