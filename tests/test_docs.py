"""Every command that the README and the docs show is run here, or, where it needs a person, at least understood."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.authoring.check import skeleton
from interviewer.cli import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# These need a person, hardware, an interview or minutes: their own tests run them, here they must be understood.
UNDERSTOOD = {
    "practice", "record-once", "resume", "replay", "report", "export", "delete", "demo", "calibrate", "transcribe",
    "doctor", "dispute", "drill", "redo", "correct", "story", "plan", "llm",
}  # fmt: skip


def commands() -> list[list[str]]:
    found: dict[tuple[str, ...], None] = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        shown = re.findall(r"`([^`\n]+)`", text) + re.findall(r"^ {4}(?:\$ )?(.+)$", text, flags=re.M)
        for line in shown:
            program, _, rest = re.split(r"\s{2,}", line)[0].partition(" ")
            if program.split("/")[-1] in {"interview", "interviewer"} and rest.split(" ")[0] in COMMANDS:
                found[tuple(shlex.split(rest, comments=True))] = None
    return [list(words) for words in found]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_documented_command_works(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text(
        "We block the launch if one customer sees another customer's data. If the refund cases pass below ninety five "
        "percent I hold the release, and the support lead signs."
    )
    if "mine" in words and words[:2] != ["pack", "new"]:
        skeleton("mine", tmp_path / "home" / "data" / "packs" / "mine")
    arguments = [*words, "--help"] if words[0] in UNDERSTOOD else words
    done = subprocess.run(
        [sys.executable, "-m", "interviewer", *arguments],
        cwd=tmp_path,
        env={**os.environ, "INTERVIEWER_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if f"interviewer {name}" not in readme]


def test_links_in_the_docs_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
