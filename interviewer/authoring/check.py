"""What is wrong with a pack: every fault with its file, its line and the reason."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from interviewer import encoder, packs, shelf, weights
from interviewer.analysis.cues import LISTS
from interviewer.analysis.lexicon import lexicon
from interviewer.analysis.query import compiled
from interviewer.authoring import drills as drill_check
from interviewer.authoring import rubric as rubric_check
from interviewer.authoring.names import ID, Known, expression, slots
from interviewer.authoring.source import Source, path_of
from interviewer.authoring.values import Fault, File
from interviewer.dialogue import theirs
from interviewer.dialogue.options import FIGURE_SLOTS, KINDS
from interviewer.dialogue.wording import MOST_WORDS, asks_twice
from interviewer.errors import PackError
from interviewer.packs import Candidate, Checklist, Head, Part, Pattern, Probes, Probing, Question, Rubric, Signals
from interviewer.practice.drills import FILE as DRILLS
from interviewer.practice.drills import Drills
from prompts import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILES: dict[str, Any] = {
    shelf.HEAD: Head, "facts.toml": Checklist, "rubric.toml": Rubric, "probes.toml": Probes,
}  # fmt: skip
_AT_LINE = re.compile(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$", re.DOTALL)
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
SLOTS = FIGURE_SLOTS | theirs.SLOTS
SLOTS |= {"said", "noun", "nouns", "first", "second", "whole", "parts", "before", "meant", "category", "risk"}
SAMPLES = ("strong", "middling", "weak")  # of answers, and the candidates that `demo` lets answer


def check(folder: Path) -> list[Fault]:
    """All faults of the pack in `folder`, by file and line; none where it can be used."""
    files: dict[str, File] = {}
    faults: list[Fault] = []
    questions = sorted((folder / "questions").glob("*.toml"))
    for path, kind in [
        *((folder / name, kind) for name, kind in FILES.items()),
        *((one, Signals) for one in packs.signal_files(folder)),
        *((one, Question) for one in questions),
        *((one, Drills) for one in (folder / DRILLS,) if one.is_file()),
    ]:
        read = _read(path, kind)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            files[str(path.relative_to(folder))] = read
    if not questions:
        faults.append(Fault(str(folder / "questions"), 1, "there is no question: each is a file questions/ID.toml"))
    rooms = [files[name] for one in packs.signal_files(folder) if (name := str(one.relative_to(folder))) in files]
    if not all(name in files for name in FILES) or len(rooms) < len(packs.signal_files(folder)):
        return sorted(faults)
    facts, rubric, head = (files[name].value for name in ("facts.toml", "rubric.toml", shelf.HEAD))
    known = Known(
        {one.id: one for one in facts.fact},
        {one.id for one in rubric.dimension},
        set(head.kinds),
        {"parts": {one.id for one in head.part}, "silent": {one.id for one in head.pattern}},
    )
    faults += _head(files[shelf.HEAD], folder, known)
    faults += _weights(folder, known)
    if twice := list(_twice(rooms)):
        return sorted(faults + twice)
    faults += _facts(files["facts.toml"], rooms, folder, known)
    faults += rubric_check.faults(files["rubric.toml"], known)
    faults += _probes(files["probes.toml"], files["probes.toml"].value.probe, "probe", known)
    faults += _heard(files["probes.toml"], known)
    faults += _candidates(files["probes.toml"])
    if DRILLS in files and (lists := _lists(folder)):
        faults += drill_check.faults(files[DRILLS], lists)
    ids: dict[str, Path] = {}
    for file in (one for one in files.values() if isinstance(one.value, Question)):
        if file.value.id in ids:
            faults.append(file.fault(f"the question id '{file.value.id}' is taken by {ids[file.value.id].name}", "id"))
        ids.setdefault(file.value.id, file.path)
        faults += _question(file, known)
    return sorted(set(faults))


def _lists(folder: Path) -> frozenset[str]:
    """The names of the lists in its signals; none where those are wrong, which `_facts` tells."""
    try:
        return lexicon(packs.signals(folder)).names
    except ValueError:
        return frozenset()


def _read(path: Path, kind: Any) -> File | Fault:
    try:
        text = packs.text_of(path)
        return File(path, msgspec.convert(tomllib.loads(text), kind), Source(text))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Fault(str(path), line, "this is not UTF-8: save the file as UTF-8")
    except OSError as error:
        return Fault(str(path), 1, f"it cannot be read: {error.strerror or error}")
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.match(str(error))
        line = int(found[2]) if found and found[2] else len(text.splitlines()) or 1
        return Fault(str(path), line, f"not TOML: {found[1] if found else error}")
    except msgspec.ValidationError as error:
        reason, _, dollar = str(error).partition(" - at `")
        where = path_of(dollar.rstrip("`"))
        unknown = _UNKNOWN.search(reason)
        line = Source(text).line(*where, unknown[1]) if unknown else Source(text).line(*where)
        named = ".".join(str(step) for step in where if isinstance(step, str))
        return Fault(str(path), line, f"{reason[0].lower()}{reason[1:]}{f', in {named}' if named else ''}")


def _head(file: File, folder: Path, known: Known) -> Iterator[Fault]:
    head: Head = file.value
    if head.id != folder.name or not re.fullmatch(r"[a-z][a-z0-9_-]*", head.id):
        yield file.fault(f"the id must be the folder's name, '{folder.name}', in small letters, digits, - and _", "id")
    if not head.kinds:
        yield file.fault("there is no kind of question: [kinds] needs one", "kinds")
    if not head.title.strip():
        yield file.fault("the title is empty", "title")
    for name, kind in head.kinds.items():
        if kind.minutes <= 0 or kind.probes < 0:
            yield file.fault("a kind needs minutes above 0 and no fewer than 0 probes", "kinds", name)
    tables: tuple[tuple[str, Sequence[Part | Pattern]], ...] = (("part", head.part), ("pattern", head.pattern))
    for table, rules in tables:
        seen: set[str] = set()
        for number, one in enumerate(rules):
            if one.id in seen:
                yield file.fault(f"the {table} id '{one.id}' comes twice", table, number, "id")
            seen.add(one.id)
            if not one.rule.strip():
                yield file.fault(f"the rule of the {table} '{one.id}' is empty", table, number, "rule")
            yield from expression(file, one.rule, known.facts, table, number, "rule")


def _twice(rooms: Sequence[File]) -> Iterator[Fault]:
    """Lists and terms that stand in two files of the signals."""
    seen: dict[tuple[str, str], Path] = {}
    for room in rooms:
        for table, names_ in (("lists", room.value.lists), ("terms", room.value.terms)):
            for name in names_:
                if before := seen.get((table, name)):
                    yield room.fault(f"'{name}' stands in {before.name} too", table, name)
                seen[table, name] = room.path


def _facts(file: File, rooms: Sequence[File], folder: Path, known: Known) -> Iterator[Fault]:
    try:
        lists = lexicon(packs.signals(folder)).names
    except ValueError as error:
        name = re.search(r"list '(\w+)'|of '@?(\w+)'", str(error))
        wrong = (name[1] or name[2]) if name else ""
        room = next((one for one in rooms if wrong in one.value.lists or wrong in one.value.terms), rooms[0])
        yield room.fault(str(error), "lists", wrong)
        return
    if missing := sorted(LISTS - lists):
        yield rooms[0].fault(f"the list '{missing[0]}' is missing", "lists")
    seen: set[str] = set()
    for number, fact in enumerate(file.value.fact):
        if fact.id in seen:
            yield file.fault(f"the fact id '{fact.id}' comes twice", "fact", number, "id")
        seen.add(fact.id)
        if not fact.red and fact.dimension not in known.dimensions:
            yield file.fault(f"unknown dimension '{fact.dimension}'", "fact", number, "dimension")
        try:
            compiled(fact.rule, lists)
        except ValueError as error:
            yield file.fault(f"the rule of {fact.id}: {error}", "fact", number, "rule")


def _question(file: File, known: Known) -> Iterator[Fault]:
    one: Question = file.value
    if not ID.fullmatch(one.id):
        yield file.fault(f"the id '{one.id}' may hold letters, digits, - and _ only", "id")
    for key in ("title", "prompt"):
        if not getattr(one, key).strip():
            yield file.fault(f"the {key} is empty", key)
    if one.kind not in known.kinds:
        yield file.fault(f"unknown kind '{one.kind}': pack.toml has {', '.join(sorted(known.kinds))}", "kind")
    if not one.asks:
        yield file.fault("the question asks for nothing: `asks` needs facts", "asks")
    for name in one.asks:
        if name not in known.facts:
            yield file.fault(f"unknown fact '{name}'", "asks")
        elif known.facts[name].red:
            yield file.fault(f"'{name}' is a red flag and cannot be asked for", "asks")
    for name in sorted(set(one.fixed) ^ set(one.fixed_cues)):
        table = "fixed" if name in one.fixed else "fixed_cues"
        yield file.fault(f"'{name}' must be in [fixed] and in [fixed_cues]", table, name)
    for key, named in (("parts", one.parts), ("silent", one.silent)):
        for name in named:
            if name not in known.of_head[key]:
                table = "part" if key == "parts" else "pattern"
                yield file.fault(f"unknown {table} '{name}': pack.toml has it not", key)
    if not one.probes:
        yield file.fault("there are no probes: at least one [[probes]]", "probes")
    yield from _probes(file, one.probes, "probes", known)
    for quality in SAMPLES:
        passages = getattr(one, quality)
        if not passages and quality != "middling":
            yield file.fault(f"there is no {quality} sample answer: at least one [[{quality}]]", quality)
        for number, passage in enumerate(passages):
            for name in passage.facts:
                if name not in known.facts:
                    yield file.fault(f"unknown fact '{name}'", quality, number, "facts")


def _probes(file: File, probes: Sequence[Probing], table: str, known: Known) -> Iterator[Fault]:
    if not probes and table == "probe":
        yield file.fault("there are no probes: at least one [[probe]]")
    seen: set[str] = set()
    for number, one in enumerate(probes):
        if one.id and one.id in seen:
            yield file.fault(f"the probe id '{one.id}' comes twice", table, number, "id")
        seen.add(one.id)
        if one.kind not in KINDS:
            yield file.fault(f"unknown kind of probe '{one.kind}'", table, number, "kind")
        if len(one.text.split()) > MOST_WORDS:
            yield file.fault(f"{len(one.text.split())} words: {MOST_WORDS} at most", table, number, "text")
        if one.text.count("?") != ("{before}" not in one.text):
            yield file.fault(f"{one.text.count('?')} questions: a probe asks exactly one", table, number, "text")
        if asks_twice(one.text):
            yield file.fault("it asks two things in one sentence: keep the first", table, number, "text")
        if one.kind == "bogus_challenge" and not one.refutation:
            yield file.fault("a wrong objection needs its refutation", table, number)
        for name in one.asks_for:
            if name not in known.facts:
                yield file.fault(f"unknown fact '{name}'", table, number, "asks_for")
        if (one.kind == "flaw" or one.suspects) and one.suspects not in known.facts:
            yield file.fault(f"unknown flag '{one.suspects}'", table, number, "suspects")
        yield from expression(file, one.when, known.facts, table, number, "when")
        yield from expression(file, one.setup, theirs.NAMES, table, number, "setup", of="setup")
        yield from slots(file, one.text, SLOTS, table, number, "text")
        yield from slots(file, one.reason, {"what"}, table, number, "reason")


def _weights(folder: Path, known: Known) -> Iterator[Fault]:
    """Learned weights that cannot be read, or that are of a fact which the pack has not."""
    decisions, facts = folder / weights.DECISIONS, folder / weights.FACTS
    try:
        weights.read(decisions, weights.Weighing)
    except PackError as error:
        yield Fault(str(decisions), 1, str(error).removeprefix(f"{decisions}: "))
    try:
        hearing = weights.read(facts, weights.Hearing)
    except PackError as error:
        yield Fault(str(facts), 1, str(error).removeprefix(f"{facts}: "))
        return
    for fact in hearing.facts if hearing else ():
        if fact not in known.facts:
            yield Fault(str(facts), 1, f"unknown fact '{fact}': learn the weights anew")
    if hearing is not None and hearing.beside:
        try:
            if encoder.of(folder, hearing.beside).facts() != tuple(hearing.facts):
                yield Fault(str(facts), 1, "the encoder knows other facts: teach it, and learn the weights, anew")
        except PackError as error:
            yield Fault(str(facts), 1, str(error).rstrip("."))


def _heard(file: File, known: Known) -> Iterator[Fault]:
    for name in file.value.heard:
        if name not in known.facts:
            yield file.fault(f"unknown fact '{name}'", "heard", name)


def _candidates(file: File) -> Iterator[Fault]:
    candidates: dict[str, Candidate] = file.value.candidate
    for name in SAMPLES:
        if name not in candidates:
            yield file.fault(f"there is no candidate '{name}': [candidate.{name}]", "candidate")
    for name, one in candidates.items():
        if "default" not in one.replies:
            yield file.fault(f"the candidate '{name}' has no reply 'default'", "candidate", name, "replies")
        if one.passages not in ("", *SAMPLES):
            yield file.fault(f"there are no samples '{one.passages}'", "candidate", name, "passages")
        yield from slots(file, one.opening, {"words", "risk"}, "candidate", name, "opening")


def skeleton(name: str, folder: Path) -> None:
    """Write a small, valid pack of that name into `folder`, with comments. Raises OSError."""
    template = ROOT / "skeleton"
    for source in sorted(template.rglob("*.toml")):
        target = folder / source.relative_to(template)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text(encoding="utf-8").replace("NAME", name), encoding="utf-8")
