"""Many: turns many documents into renditions on several processes, in the documents' order.

A second process needs half a second to load the printer, so few documents are printed in this one.
The processes are started afresh (spawned), never forked: Pango and its font map do not survive a
fork. As everywhere with spawned processes, a script that calls this keeps its own work under
``if __name__ == "__main__":``.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from generator.printing import Printer
from records.errors import PrintError, SarabanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from generator.printing import Form, Rendition
    from records.case import Document
    from records.office import Office
    from records.page import PageSettings

    Batch = tuple[Document, ...]

FEW = 48
"""Fewer documents than this are sooner printed than a second process is ready."""

_BATCH = 8
_AHEAD = 3  # batches for each process that are printed or wait: bounds the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What became of one document: its rendition, or the error that stood in the way."""

    document: Document
    rendition: Rendition | None = None
    error: SarabanError | None = None

    def result(self) -> Rendition:
        """Return the rendition.

        Raises:
            SarabanError: there is none; this is why.
        """
        if self.rendition is None:
            raise self.error or SarabanError(detail=str(self.document.path))
        return self.rendition


@dataclass(frozen=True, slots=True)
class _Failure:
    """An error on its way between processes, where exceptions with named facts cannot go."""

    kind: type[SarabanError]
    state: dict[str, Any]

    def error(self) -> SarabanError:
        error = self.kind.__new__(self.kind)
        error.__dict__.update(self.state)
        return error


def print_many(
    documents: Iterable[Document], form: Form, workers: int | None = None, mark: str = ""
) -> Iterator[Printed]:
    """Yield each document with its rendition or its error, in order.

    `workers` is the number of processes, by default one for each core that may be used. Only a few
    documents are read ahead, so that `documents` may be a generator of any length; closing the
    iterator early ends the processes.

    Raises:
        PrintError: a process was ended from outside.
    """
    workers = workers or _cores()
    waiting = iter(documents)
    first = tuple(islice(waiting, FEW if workers > 1 else 0))
    if len(first) < FEW:
        for document in chain(first, waiting):
            yield _printed(document, _outcome(document, form, mark))
        return
    yield from _abroad(_batches(chain(first, waiting)), form, workers, mark)


def _batches(documents: Iterator[Document]) -> Iterator[Batch]:
    while batch := tuple(islice(documents, _BATCH)):
        yield batch


def _abroad(batches: Iterator[Batch], form: Form, workers: int, mark: str) -> Iterator[Printed]:
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    queue: deque[tuple[Batch, Future[list[Rendition | _Failure]]]] = deque()
    try:
        for batch in batches:
            queue.append((batch, pool.submit(_outcomes, batch, form, mark)))
            if len(queue) >= workers * _AHEAD:
                yield from _collected(*queue.popleft())
        while queue:
            yield from _collected(*queue.popleft())
    except BrokenProcessPool as error:
        file = str(queue[0][0][0].path) if queue else ""
        raise PrintError(file=file, detail="a printing process was ended from outside") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _collected(batch: Batch, future: Future[list[Rendition | _Failure]]) -> Iterator[Printed]:
    for document, outcome in zip(batch, future.result(), strict=True):
        yield _printed(document, outcome)


def _outcomes(batch: Batch, form: Form, mark: str) -> list[Rendition | _Failure]:
    """Print one batch: this is what another process is asked to do."""
    return [_outcome(document, form, mark) for document in batch]


def _outcome(document: Document, form: Form, mark: str) -> Rendition | _Failure:
    try:
        return _printers().of(document.office).print(document, form, mark)
    except SarabanError as error:
        return _Failure(type(error), vars(error))


def _printed(document: Document, outcome: Rendition | _Failure) -> Printed:
    if isinstance(outcome, _Failure):
        return Printed(document=document, error=outcome.error())
    return Printed(document=document, rendition=outcome)


class _Printers:
    """The printers of this process, one for each choice of measures."""

    def __init__(self) -> None:
        self._made: dict[PageSettings, Printer] = {}

    def of(self, office: Office) -> Printer:
        if office.page not in self._made:
            self._made[office.page] = Printer(office)
        return self._made[office.page]


@cache
def _printers() -> _Printers:
    return _Printers()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
