"""What is wrong with a pack's `drills.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.analysis.query import compiled
from interviewer.authoring.names import ID, slots
from interviewer.authoring.source import Key
from interviewer.authoring.values import Fault, File
from interviewer.practice.drills import Drill, Drills, Item

COUNTS = frozenset({"passages", "things", "numbers", "parts", "deeds"})
FIGURES = frozenset({"items", "judge", "human", "both", "agree", "kappa", "share", "category"})


def faults(file: File, lists: frozenset[str]) -> Iterator[Fault]:
    """All faults of that file; `lists` are the names that the pack's signals have."""
    drills: Drills = file.value
    known = lists | set(drills.lists)
    seen: set[str] = set()
    for number, drill in enumerate(drills.drill):
        if drill.id in seen:
            yield file.fault(f"the drill id '{drill.id}' comes twice", "drill", number, "id")
        seen.add(drill.id)
        if not ID.fullmatch(drill.id):
            yield file.fault(f"the id '{drill.id}' may hold letters, digits, - and _ only", "drill", number, "id")
        drawn = {name: choices[0] for name, choices in drill.draw.items() if choices}
        drawn |= dict.fromkeys(FIGURES, "one") if drill.figures else {}
        for name, choices in drill.draw.items():
            if not choices:
                yield file.fault(f"there is nothing to draw for '{name}'", "drill", number, "draw", name)
        if drill.minutes <= 0:
            yield file.fault("a drill needs minutes above 0", "drill", number, "minutes")
        for key in ("title", "prompt"):
            if not getattr(drill, key).strip():
                yield file.fault(f"the {key} is empty", "drill", number, key)
        yield from slots(file, drill.prompt, drawn, "drill", number, "prompt")
        if not drill.item:
            yield file.fault("a drill without an item checks nothing: [[drill.item]]", "drill", number)
        yield from _items(file, drill, number, drawn, known)


def _items(file: File, drill: Drill, number: int, drawn: dict[str, str], known: frozenset[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, item in enumerate(drill.item):
        path: tuple[Key, ...] = ("drill", number, "item", place)
        if item.id in seen:
            yield file.fault(f"the item id '{item.id}' comes twice", *path, "id")
        seen.add(item.id)
        if item.least < 1:
            yield file.fault("of each item there is at least 1 wanted", *path, "least")
        texts = (("says", item.says), ("gap", item.gap), ("rule", item.rule), ("wrong", item.wrong))
        wrong = [fault for key, text in texts for fault in slots(file, text, drawn, *path, key)]
        yield from wrong
        for name in (*item.mentions, *item.figures, *item.sides):
            if name not in drawn:
                yield file.fault(f"nothing is drawn for '{name}'", *path)
        if not wrong:
            yield from _rules(file, item, path, drawn, known)
        if (item.counts == "things") != bool(item.opens):
            yield file.fault("things need the list that opens them, and nothing else does", *path, "counts")
        for name in (*item.sides.values(), *item.kinder, *item.closes, *item.alike, *filter(None, [item.opens])):
            if name.removeprefix("@") not in known:
                yield file.fault(f"unknown list '{name}'", *path)
        if (item.kinder and len(item.kinder) != 2) or (item.sides and len(item.sides) != 2):
            yield file.fault("sides and kinder are two each", *path)
        if item.kinder and not item.sides:
            yield file.fault("kinder needs the sides that it is said of", *path, "kinder")
        if bool(item.rule) == bool(item.level):
            yield file.fault("an item has a rule or a level", *path)
        if item.level and not item.section:
            yield file.fault("a level is one of a section", *path, "level")
        if bool(item.trend) != bool(item.live):
            yield file.fault("trend and live come together", *path)
        if missing := [name for name in (item.trend, *item.stated) if name and name not in drawn]:
            yield file.fault(f"unknown placeholder '{missing[0]}'", *path)
        lists = [("people", item.people), ("live", item.live), *(("stated", name) for name in item.stated.values())]
        lists += [("section", item.section), ("marks", item.marks), ("counts", item.counts)]
        for key, name in lists:
            name = name.removeprefix("each ")
            if name.startswith("@") and name[1:] not in known:
                yield file.fault(f"unknown list '{name}'", *path, key)
            elif name and not name.startswith("@") and (key != "counts" or name not in COUNTS):
                yield file.fault(f"'{name}' is no {key}", *path, key)


def _rules(
    file: File, item: Item, path: tuple[Key, ...], drawn: dict[str, str], known: frozenset[str]
) -> Iterator[Fault]:
    for key, rule in (("rule", item.rule), ("wrong", item.wrong)):
        if rule:
            try:
                compiled(rule.format(**drawn), known)
            except ValueError as error:
                yield file.fault(f"the {key} of {item.id}: {error}", *path, key)
