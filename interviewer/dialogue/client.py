"""The `openai` client for any OpenAI-compatible server, and what its errors mean to the user."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from interviewer.config import MindSettings, Paths
from interviewer.dialogue import bounded
from interviewer.errors import MindError, UsageFailure

if TYPE_CHECKING:
    import openai

ServerKind = Literal["openai", "ollama", "local", "url"]
SERVERS: dict[str, str] = {
    "openai": "https://api.openai.com/v1",
    "ollama": "http://127.0.0.1:11434/v1",
}
DEFAULT_MODELS = {"openai": "gpt-4.1-mini"}
LOOK_S = 1.0  # how long to look for the name of a server's model
_SMALL = re.compile(r"(?<![\d.])(?:0\.\d+|[123](?:\.\d+)?)b(?![a-z])|\d{2,3}m(?![a-z])", re.IGNORECASE)
_OVERFLOW = re.compile(
    r"context (?:length|window|size)|context_length|n_ctx|too many (?:input )?tokens|maximum.*tokens"
    r"|(?:prompt|input|request) is too (?:long|large)|request too large",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LlmSettings:
    """A server and a model on it. The key comes from the environment and is never written or shown.

    connect_s      a server that is there answers at once
    first_token_s  until the first piece of a reply
    read_s         between two pieces
    """

    kind: ServerKind
    base_url: str
    model: str
    api_key: str
    connect_s: float = 3.0
    read_s: float = 30.0
    first_token_s: float = 8.0

    @property
    def small(self) -> bool:
        """A model too small to choose: it may only word what the policy chose."""
        return self.kind == "local" or _SMALL.search(self.model) is not None

    def __repr__(self) -> str:
        return f"LlmSettings({self.kind}, {self.base_url}, {self.model}, key {'set' if self.api_key else 'none'})"


def settings_for(settings: MindSettings) -> LlmSettings:
    """The server that the user named; the local one is started here.

    Raises UsageFailure for a name that means nothing, MindError without a key, or without the local model.
    A model that was not named is the server's first; where that cannot be found out now, the server's default.
    """
    name = settings.server
    kind: ServerKind
    if name == "local":
        return _local(settings)
    if name in SERVERS:
        kind, base_url = cast(ServerKind, name), SERVERS[name]
    elif re.match(r"https?://[^\s/]", name):
        kind, base_url = "url", name.rstrip("/")
    else:
        raise UsageFailure(f"'{name}' is no LLM server.", "Use openai, ollama, local, or a URL that begins with http.")
    key = os.environ.get(settings.key_variable, "") if kind == "openai" or _may_have_key(base_url, settings) else ""
    if kind == "openai" and not key:
        raise MindError(
            f"There is no key in the environment variable {settings.key_variable}.", "Set it, or use --mind rules."
        )
    found = LlmSettings(
        kind=kind,
        base_url=base_url,
        model=settings.model or DEFAULT_MODELS.get(kind, ""),
        api_key=key,
        connect_s=settings.connect_timeout_s,
        read_s=settings.read_timeout_s,
        first_token_s=settings.first_token_timeout_s,
    )
    return found if found.model else _with_model(found)


def _local(settings: MindSettings) -> LlmSettings:
    from interviewer.dialogue import serving, weights

    path = weights.ready(Paths.from_env().cache)
    if path is None:
        raise MindError("The local model is not installed.", "Run `interviewer llm install`, or use --mind rules.")
    served = serving.shared(path)
    return LlmSettings(
        kind="local",
        base_url=served.base_url,
        model=weights.MODEL.title,
        api_key=served.key,
        connect_s=settings.connect_timeout_s,
        read_s=settings.read_timeout_s,
        first_token_s=settings.first_token_timeout_s,
    )


def _may_have_key(base_url: str, settings: MindSettings) -> bool:
    """Whether the server at a URL may see the key: OpenAI's own, or one whose variable the user named on purpose.

    The default variable holds OpenAI's key, and lies around in many environments: nobody else is to get it.
    """
    from urllib.parse import urlsplit

    if base_url == SERVERS["ollama"]:
        return False
    address = urlsplit(base_url)
    if (address.scheme, address.hostname) == ("https", urlsplit(SERVERS["openai"]).hostname):
        return True
    return settings.key_variable != MindSettings().key_variable


def _nobody(settings: LlmSettings) -> str | None:
    """Without a key, no organisation's and no project's name either: the library would take the environment's."""
    return None if settings.api_key else ""


def client(settings: LlmSettings) -> openai.OpenAI:
    """A client that never retries by itself: who waits for a reply decides that. Closed by its owner."""
    import openai

    return openai.OpenAI(
        base_url=settings.base_url,
        api_key=settings.api_key or "none",
        timeout=openai.Timeout(settings.read_s, connect=settings.connect_s),
        max_retries=0,
        organization=_nobody(settings),
        project=_nobody(settings),
        http_client=bounded.http_client(),
    )


def answers(base_url: str, timeout_s: float = LOOK_S) -> bool:
    """Whether a server is there at all (to offer a local one)."""
    import openai

    with openai.OpenAI(base_url=base_url, api_key="none", timeout=timeout_s, max_retries=0) as found:
        try:
            found.models.list()
        except openai.APIStatusError:
            return True
        except (openai.OpenAIError, ValueError):
            return False
    return True


def _with_model(settings: LlmSettings) -> LlmSettings:
    from dataclasses import replace

    import openai

    with openai.OpenAI(
        base_url=settings.base_url,
        api_key=settings.api_key or "none",
        timeout=LOOK_S,
        max_retries=0,
        organization=_nobody(settings),
        project=_nobody(settings),
    ) as found:
        try:
            names = [model.id for model in found.models.list().data or []]
        except (openai.OpenAIError, ValueError, AttributeError, TypeError):
            names = []  # whoever asks for a reply later is told what is wrong
    return replace(settings, model=names[0] if names else "default")


def transport_errors() -> tuple[type[Exception], ...]:
    """What may come out of a stream that breaks: the client's own errors, its transport's, and broken JSON."""
    import openai

    transport = bounded.transport()
    return (openai.OpenAIError, transport.HTTPError, transport.StreamError, OSError, ValueError)


def failure(error: Exception, settings: LlmSettings) -> MindError:
    """What happened, in one line for the user."""
    import openai

    where = f"The LLM at {settings.base_url}"
    if isinstance(error, MindError):
        return error
    if isinstance(error, (openai.APITimeoutError, bounded.transport().TimeoutException)):
        return MindError(f"{where} did not answer in time.")
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return MindError(f"{where} refuses the key.", "Check the key.")
    if isinstance(error, openai.NotFoundError):
        return MindError(f"{where} does not know the model '{settings.model}'.", "Name another with --model.")
    if isinstance(error, openai.RateLimitError):
        wait_s = busy_s(error)
        if wait_s is None:
            return MindError(f"{where} has no credit left for this key.", "Check the account.")
        return MindError(f"{where} is busy" + (f" and asks to wait {wait_s:.0f} s." if wait_s else "."))
    if isinstance(error, openai.APIStatusError):
        return MindError(f"{where} answered with an error ({error.status_code}).")
    if isinstance(error, openai.APIConnectionError) and isinstance(error.__cause__, bounded.transport().ConnectError):
        return MindError(f"{where} cannot be reached.", "Is it running?")
    return MindError(f"{where} broke off its reply.")


def busy_s(error: Exception) -> float | None:
    """How long a busy server asks to wait, 0 where it names no time; None for other errors and for an empty account."""
    import openai

    if not isinstance(error, openai.RateLimitError) or "quota" in str(error).lower():
        return None
    return retry_after_s(error)


def retry_after_s(error: openai.RateLimitError) -> float:
    """Seconds to wait, as the server asks: a number or a date (RFC 9110, 10.2.3); 0 where it names none."""
    from datetime import datetime, timezone
    from email.utils import parsedate_to_datetime

    wanted = error.response.headers.get("retry-after", "0")
    try:
        seconds = float(wanted)
        return max(0.0, seconds) if math.isfinite(seconds) else 0.0
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(wanted)
    except ValueError:
        return 0.0
    return max(0.0, (until - datetime.now(timezone.utc)).total_seconds()) if until.tzinfo else 0.0


def overflowed(error: Exception) -> bool:
    """Whether the request was refused because the conversation is too long for the model."""
    import openai

    refused = isinstance(error, openai.APIStatusError) and error.status_code in (400, 413, 422)
    return refused and _OVERFLOW.search(str(error)) is not None


def within_reach(settings: MindSettings) -> list[str]:
    """The servers that could be offered to the user: Ollama where it answers, OpenAI where a key lies ready."""
    import socket
    from contextlib import suppress
    from urllib.parse import urlsplit

    found = []
    address = urlsplit(SERVERS["ollama"])
    with suppress(OSError), socket.create_connection((address.hostname or "", address.port or 0), timeout=LOOK_S):
        found.append("ollama")
    if os.environ.get(settings.key_variable):
        found.append("openai")
    return found
