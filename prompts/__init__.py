"""Words only: question packs, rubrics, probes, language lists, LLM templates. No logic lives here."""

from pathlib import Path

ROOT = Path(__file__).parent
