"""What was written: turns printed files into the lines, or the JSON, of a command's result."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from saraban.cli.counter import Counter
    from saraban.desk import Written


def tell(counter: Counter, written: Sequence[Written], *, json: bool) -> None:
    """Say which files were written; as JSON: {"written": [{file, document, pages, sha256}]}."""
    if json:
        counter.answer_json({"written": [_entry(each) for each in written]})
        return
    for each in written:
        if each.pages is None:
            counter.answer("{file}", file=each.file)
        elif each.pages == 1:
            counter.answer("{file} (1 page)", file=each.file)
        else:
            counter.answer("{file} ({pages} pages)", file=each.file, pages=each.pages)


def _entry(written: Written) -> dict[str, object]:
    return {
        "file": str(written.file),
        "document": written.document,
        "pages": written.pages,
        "sha256": written.sha256,
    }


def tell_names(counter: Counter, files: Sequence[Path], *, json: bool) -> None:
    """Say which files were written, when nothing was printed; as JSON: {"written": [{file}]}."""
    if json:
        counter.answer_json({"written": [{"file": str(file)} for file in files]})
        return
    for file in files:
        counter.answer("{file}", file=file)
