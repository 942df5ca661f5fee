"""Decision sheets (ใบพิจารณา): a step of a list for disposal, as a sheet to fill in and as an act.

A draft has one line for each record that the step speaks of, its number and subject beside it; the
clerk writes one word there. A record that is left empty has what `others` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from records.case import parse
from records.errors import SheetError
from records.kinds.register_sheet import literal
from records.sheet import read_sheet
from records.unreadable import Unreadable
from registry.cells import day
from saraban.answers import LONGEST, year_kept
from saraban.stages import ENGLISH, STAGES, CommitteeSheet, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from records.dates import ThaiDate
    from records.errors import Problem
    from records.sheet import Sheet
    from registry.item import Item
    from registry.keeping.state import DisposalList
    from saraban.stages import DecisionSheet, Stage

FOLDER = "disposal"
# The field of a step in which the records stand that have a word; who waits stands nowhere.
_FIELDS = {
    ("committee", Word.DESTROY): "destroy",
    ("head", Word.DESTROY): "destroy",
    ("archives", Word.AGREED): "agreed",
    ("archives", Word.TRANSFER): "transfer",
    ("exempt", Word.EXEMPT): "entries",
    ("handed_over", Word.TRANSFER): "entries",
}


def draft(listed: DisposalList, name: str, items: Iterable[Item]) -> str:
    """Return a sheet to fill in."""
    return "\n".join((*_draft(listed, name, {item.entry: item for item in items}), ""))


def _draft(listed: DisposalList, name: str, items: Mapping[int, Item]) -> Iterator[str]:
    stage = STAGES[name]
    yield f"# {stage.thai} บัญชีรายการที่ {listed.place} ประจำปี {listed.year}"
    yield f"list: {listed.place}"
    yield f"stage: {name}"
    yield "date:            # วันที่ เช่น 20 ก.พ. 2569"
    for field, note in stage.fields:
        yield f"{field + ':':<16} # {note}"
    if stage.model is CommitteeSheet:
        yield "members:         # ประธานกรรมการเป็นคนแรก รวมแล้วไม่น้อยกว่าสามคน"
        for post in ("ประธานกรรมการ", "กรรมการ", "กรรมการ"):
            yield "  - name:"
            yield f"    post: {post}"
    if not stage.words:
        return
    yield f"# ท้ายเครื่องหมาย : ของแต่ละรายการ เขียนอย่างใดอย่างหนึ่ง: {stage.choices}"
    yield "records:"
    for entry, said in listed.verdicts.items():
        if said in stage.speaks_of:
            yield f"  {entry}:".ljust(18) + f" # {_described(items[entry])}"
    yield "others:          # ใช้กับทุกรายการที่เว้นว่างไว้"
    if stage.model is CommitteeSheet:
        yield "dissent: []      # ความเห็นแย้ง เช่น [{entry: 15, name: ชื่อ, opinion: ความเห็น}]"


def _described(item: Item) -> str:
    received = item.book.startswith("received")
    number = item.their_number if received else item.number
    words = (number, day(item.their_date if received else item.date), item.subject)
    return " ".join(literal(" ".join(word.split())) for word in words if word)[:LONGEST]


def read(path: Path, listed: DisposalList, name: str) -> tuple[ThaiDate, dict[str, Any]]:
    """Return the day of a step and what it decides, as the entry says it.

    Raises:
        SheetError: with every problem of the sheet, each at its line.
    """
    sheet, stage = read_sheet(path), STAGES[name]
    said = parse(stage.model, sheet, {})
    _refuse(_misplaced(sheet, said, listed, name))
    words, unread = _words(sheet, said, stage)
    _refuse([*_unlisted(sheet, said, listed), *unread])
    _refuse(_unsaid(sheet, listed, stage, words))
    return said.date, {"stage": name, **dict(_fields(said, stage)), **_decided(words, name)}


def _refuse(wrong: Iterable[Problem]) -> None:
    in_order = sorted(wrong, key=lambda problem: problem.line)
    if in_order:
        raise SheetError(*in_order)


def _misplaced(
    sheet: Sheet, said: DecisionSheet, listed: DisposalList, name: str
) -> Iterator[Problem]:
    """Yield what belongs to another list or step."""
    if said.place != listed.place:
        sentence = "this sheet is about the list {found}, not {wanted}"
        yield sheet.problem(("list",), sentence, found=said.place, wanted=listed.place)
    elif said.stage != name:
        sentence = "this sheet is for the step `{found}`, not `{wanted}`"
        yield sheet.problem(("stage",), sentence, found=said.stage, wanted=name)


def _unlisted(sheet: Sheet, said: DecisionSheet, listed: DisposalList) -> Iterator[Problem]:
    """Yield records that do not stand on the list."""
    for entry in getattr(said, "records", ()):
        if entry not in listed.verdicts:
            sentence = "{entry} does not stand on the list"
            yield sheet.problem(("records", str(entry)), sentence, entry=entry)


def _words(
    sheet: Sheet, said: DecisionSheet, stage: Stage
) -> tuple[dict[int, Word | int], list[Problem]]:
    """Return what is said about each record, and what cannot be read."""
    found: dict[int, Word | int] = {}
    wrong = []
    others = getattr(said, "others", None)
    for entry, own in getattr(said, "records", {}).items():
        text = own or others
        if text is None:
            continue
        word = _word(text, stage)
        if word is None:
            place = ("records", str(entry)) if own else ("others",)
            sentence = "“{word}” is not one of: {known}"
            wrong.append(sheet.problem(place, sentence, word=text, known=stage.choices))
        else:
            found[entry] = word
    return found, list(dict.fromkeys(wrong))


def _word(text: str, stage: Stage) -> Word | int | None:
    if text in stage.words:
        return Word(text)
    if ENGLISH.get(text.lower()) in stage.words:
        return ENGLISH[text.lower()]
    if not stage.years:
        return None
    try:
        return year_kept(text)
    except Unreadable:
        return None


def _unsaid(
    sheet: Sheet,
    listed: DisposalList,
    stage: Stage,
    words: Mapping[int, Word | int],
) -> Iterator[Problem]:
    """Yield the records about which something must be said and is not."""
    if stage.words and not words:
        sentence = "nothing is said about any record; write one of: {known}"
        yield sheet.problem(("records",), sentence, known=stage.choices)
        return
    for entry, verdict in listed.verdicts.items():
        if stage.whole and verdict in stage.speaks_of and entry not in words:
            sentence = "nothing is said about {entry}; write one of: {known}"
            place = ("records", str(entry))
            yield sheet.problem(place, sentence, entry=entry, known=stage.choices)


def _fields(said: DecisionSheet, stage: Stage) -> Iterator[tuple[str, Any]]:
    """Yield what the sheet says beside the records."""
    for name, _ in stage.fields:
        if value := getattr(said, name):
            yield name, value
    if isinstance(said, CommitteeSheet):
        yield "members", [each.model_dump(exclude_none=True) for each in said.members]
        yield "dissent", [each.model_dump() for each in said.dissent]


def _decided(words: Mapping[int, Word | int], name: str) -> dict[str, Any]:
    """Return what is said about the records, in the fields of the step."""
    by_word: dict[Word, list[int]] = {}
    keep = []
    for entry, word in words.items():
        if isinstance(word, Word):
            by_word.setdefault(word, []).append(entry)
        else:
            keep.append({"entry": entry, "until": word})
    fields: dict[str, Any] = {
        _FIELDS[name, word]: entries for word, entries in by_word.items() if (name, word) in _FIELDS
    }
    return fields | ({"keep": keep} if keep else {})
