"""Keeps what libraries print to file descriptor 2 off a full screen."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator


@contextlib.contextmanager
def stderr_aside() -> Iterator[None]:
    """While it lasts, descriptor 2 leads into a file, and the screen alone writes to the terminal.

    ALSA, PortAudio and ONNX write straight to descriptor 2, past Python. Textual on Linux and macOS draws through
    `sys.__stderr__`, so that is bound to the terminal anew. If an error ends the block, what was printed is shown.
    """
    sys.stderr.flush()
    before, kept = os.dup(2), sys.__stderr__
    terminal = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    with tempfile.TemporaryFile() as spill, terminal:
        os.dup2(spill.fileno(), 2)
        sys.__stderr__ = terminal  # type: ignore[misc]
        failed = True
        try:
            yield
            failed = False
        finally:
            sys.__stderr__ = kept  # type: ignore[misc]
            os.dup2(before, 2)
            os.close(before)
            if failed:
                spill.seek(0)
                os.write(2, spill.read())
