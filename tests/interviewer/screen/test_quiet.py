"""The full screen on a real pseudo-terminal, with libraries printing to descriptor 2 all the while."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import textwrap
from pathlib import Path

PRELUDE = """
import os, queue, threading
from interviewer.events import *
from interviewer.model import Assessment, Judge
from interviewer.screen.app import PracticeApp

events = queue.Queue()

def work():
    os.write(2, b"ALSA lib pcm.c: underrun occurred\\n")
    events.put(Said("Who signs the launch?", "question"))
    events.put(PhaseChanged("listening"))
    events.put(Committed(0, "The support lead signs it."))
    os.write(2, b"ALSA lib pcm.c: underrun again\\n")
"""


def on_a_terminal(script: str, keys: bytes = b"") -> tuple[str, int]:
    """What a terminal of 80 x 24 receives from `script`, and its exit code."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + textwrap.dedent(script)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[3])},
        close_fds=True,
    )
    os.close(follower)
    received = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # how Linux says that the other end was closed
            break
        if not piece:
            break
        received += piece
        if keys and b"support lead" in received:
            os.write(leader, keys)
            keys = b""
    os.close(leader)
    return received.decode(errors="replace"), process.wait(timeout=30)


def test_chatter_on_descriptor_two_never_reaches_the_screen_and_the_assessment_stays_after_it() -> None:
    received, code = on_a_terminal(
        """
        pressed = []

        def press(key):
            pressed.append(key)
            events.put(Assessed(Assessment(3, "", Judge("rules", "rules", "1")), "/nowhere"))
            events.put(PhaseChanged("done"))
            events.put(None)
            threading.Timer(0.3, lambda: app.call_from_thread(app.exit)).start()

        class Watched(PracticeApp):
            def on_mount(self):  # the screen stands: now the libraries may print
                threading.Thread(target=work).start()

        app = Watched(events, press, lambda rating: None, printed=lambda assessed, columns: ["OVERALL 3 of 5"])
        app.run()
        print("pressed", pressed)
        os.write(2, b"descriptor two is back\\n")
        """,
        keys=b" ",
    )
    assert code == 0
    assert "ALSA" not in received
    assert "RECORDING" in received
    assert "pressed ['end']" in received
    assert "descriptor two is back" in received
    # The full screen is left (1049l), and the assessment is printed once more where it stays.
    assert "OVERALL 3 of 5" in received.rsplit("\x1b[?1049l", maxsplit=1)[1]


def test_a_crash_of_the_screen_shows_what_the_libraries_had_printed() -> None:
    received, code = on_a_terminal(
        """
        from interviewer.screen.quiet import stderr_aside

        with stderr_aside():
            os.write(2, b"ALSA lib: the reason\\n")
            raise RuntimeError("the screen broke")
        """
    )
    assert code == 1
    assert "ALSA lib: the reason" in received
    assert "the screen broke" in received
