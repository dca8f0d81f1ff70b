"""An HTTP client whose replies have an end: in bytes, and in time.

A read timeout counts between two pieces, so a server that sends a byte now and then, of its headers or of its text,
holds its reader for ever, and one that sends a line without an end fills the memory.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import weakref
from collections.abc import Iterator
from functools import cache
from typing import Any

MOST_BYTES = 4_000_000  # a checklist with its evidence is some 20 kB, as a stream of single tokens some 1 MB
MOST_S = 300.0  # the slowest model that was measured takes 90 s for the checklist


def transport() -> Any:
    """The library that the `openai` client stands on: the errors of a running stream are its own."""
    try:
        import httpx2 as found
    except ImportError:  # openai 2 stands on httpx
        import httpx as found  # type: ignore[no-redef]
    return found


def http_client(most_bytes: int = MOST_BYTES, most_s: float = MOST_S) -> Any:
    """The client that `openai` would make for itself, over replies of at most `most_bytes` that take `most_s`.

    What is longer raises the library's own ReadError, what takes longer its ReadTimeout. It goes nowhere else: who
    sends us on to another address gets no transcript there.
    """
    import openai

    return openai.DefaultHttpxClient(transport=_kind()(most_bytes, most_s), follow_redirects=False)


@cache
def _kind() -> Any:
    """The transport's class; made at the first call, since its library is imported late."""
    library = transport()
    sends: Any = library.HTTPTransport
    pieces: Any = library.SyncByteStream

    class Bounded(sends):
        def __init__(self, most_bytes: int, most_s: float) -> None:
            super().__init__()
            self._most = most_bytes, most_s
            self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()

        def handle_request(self, request: Any) -> Any:
            request.extensions = {**request.extensions, "trace": self._opened}
            watchdog = threading.Timer(self._most[1], self._hang_up)  # a header now and then holds its reader too
            watchdog.daemon = True
            watchdog.start()
            try:
                response = super().handle_request(request)
            finally:
                watchdog.cancel()
            response.stream = Reply(response.stream, *self._most)
            return response

        def _opened(self, event: str, info: dict[str, Any]) -> None:
            if event == "connection.connect_tcp.complete":
                self._sockets.add(info["return_value"].get_extra_info("socket"))

        def _hang_up(self) -> None:
            """End the connections under whoever reads from them: to close them would not wake that thread."""
            for connection in list(self._sockets):
                with contextlib.suppress(OSError):  # it has ended by itself
                    connection.shutdown(socket.SHUT_RDWR)

    class Reply(pieces):
        def __init__(self, stream: Any, most_bytes: int, most_s: float) -> None:
            self._stream, self._left, self._until_s = stream, most_bytes, time.monotonic() + most_s

        def __iter__(self) -> Iterator[bytes]:
            for piece in self._stream:
                self._left -= len(piece)
                if self._left < 0:
                    raise library.ReadError("The reply is too long.")
                if time.monotonic() > self._until_s:
                    raise library.ReadTimeout("The reply takes too long.")
                yield piece

        def close(self) -> None:
            self._stream.close()

    return Bounded
