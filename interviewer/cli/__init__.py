"""The command line: the only place where everything meets.

Each command lives in its own module, as `command`, and is imported when it runs.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import threading

import click

from interviewer.errors import Failure

COMMANDS = {
    "practice": "One spoken interview: question, answer, follow-ups, assessment.",
    "demo": "The whole loop without hardware: a simulated candidate answers.",
    "simulate": "Interviews with simulated candidates, in text.",
    "record-once": "One take, the verdict, a second take, side by side.",
    "plan": "The week before an interview, day by day.",
    "story": "Tell stories from your own work, and list them.",
    "cheatsheet": "One page to print, in your own words.",
    "redo": "Give a past answer again, and set both side by side.",
    "drill": "A short exercise aloud, and what was missing, item by item.",
    "questions": "List and show the questions.",
    "pack": "Packs of your own: make, check and list them.",
    "replay": "Play an interview with its text.",
    "report": "Write an interview's report again, and open it.",
    "history": "Past interviews.",
    "progress": "What changed over the sessions.",
    "score": "Judge one answer: a recording or a text.",
    "transcribe": "Words with their times from a recording.",
    "correct": "Set words right that were misheard.",
    "dispute": "Read one fact otherwise than the judge did.",
    "calibrate": "Measure the judge against labelled answers.",
    "resume": "Carry on an interrupted interview.",
    "delete": "Remove interviews for good.",
    "export": "Copy one interview into a zip file.",
    "llm": "Install, check or remove the optional local model.",
    "doctor": "Check microphone, loudspeaker, weights, voice, mind and disk.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the module of one only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"interviewer.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, from the table alone: nothing is imported."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="interviewer")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """A spoken mock interviewer that hears the difference between naming things and deciding things."""
    if ctx.invoked_subcommand is None:
        from interviewer.cli.menu import menu

        menu(ctx)


def main() -> None:
    """Run; a Failure becomes one line on stderr and its exit code; Ctrl-C, SIGTERM and SIGHUP become 130."""
    os.umask(0o077)  # answers are private: whatever is written is for this user alone
    _stop_on_signals()
    try:
        status = cli.main(standalone_mode=False)
    except Failure as failure:
        click.echo(str(failure), err=True)
        sys.exit(failure.exit_code)
    except click.exceptions.Abort:
        _tell("Stopped. Everything recorded so far is kept.")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _tell("Stopped. Everything recorded so far is kept.")
        sys.exit(130)
    except BrokenPipeError:
        _let_go_of_output()
        sys.exit(1)
    except OSError as error:
        _let_go_of_output()
        where = f"{error.filename}: " if error.filename else "The system refuses: "
        _tell(f"{where}{error.strerror or error}. Free some space or choose another place, then try again.")
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _tell(line: str) -> None:
    with contextlib.suppress(OSError):  # a terminal that was closed hears nothing more
        click.echo(line, err=True)


def _let_go_of_output() -> None:
    """What could not be written is not tried again at the end of the process."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop_on_signals() -> None:
    """A process that is told to end, or whose terminal is closed, stops as on Ctrl-C: with its work kept."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has said to ignore it
            signal.signal(number, signal.default_int_handler)
