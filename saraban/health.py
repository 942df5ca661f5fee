"""Health: turns the machine that the program runs on into checks: what is there, what is missing.

A check that fails says how to get what is missing; nothing here may fail itself because of it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import sys
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from records.errors import Problem, SarabanError
from saraban.delivery import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PYTHON = (3, 11)
# Library as the linker knows it, and the Debian package that holds it.
LIBRARIES = (
    ("Pango", "pango-1.0", "libpango-1.0-0"),
    ("PangoFT2", "pangoft2-1.0", "libpangoft2-1.0-0"),
    ("HarfBuzz", "harfbuzz", "libharfbuzz0b"),
    ("HarfBuzz subset", "harfbuzz-subset", "libharfbuzz-subset0"),
    ("libthai", "thai", "libthai0"),
)
# Two words for Debian's own list of words, one for ours.
WORD = "หน่วยงาน"
NAMES = (WORDS, OUTPUT) = ("List of Thai words", "Folder to print into")


class OtherWordListError(SarabanError):
    """libthai reads another list of words than ours."""

    sentence = "another list is in use, which breaks lines inside words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at: its name, whether it is well, what was found, the remedy."""

    name: str
    passed: bool
    found: Problem
    remedy: Problem | None = None


def checks(folder: Path) -> Iterator[Check]:
    """Look at everything that printing needs; `folder` is where the user wants to print."""
    yield _python()
    for name, library, package in LIBRARIES:
        yield _library(name, library, package)
    anew = said("the program must be installed anew")
    yield _attempt("WeasyPrint", _press, anew)
    yield _attempt("TH SarabunPSK", _fonts, anew)
    yield _attempt(WORDS, _word_list, anew)
    other = said("choose a folder that you may write to")
    yield _attempt(OUTPUT, lambda: _writable(folder), other)


def said(sentence: str, **facts: object) -> Problem:
    """Return a sentence with its facts, to be said in the reader's language."""
    return Problem(file="", line=0, sentence=sentence, facts=(*facts.items(),))


def _python() -> Check:
    return Check(
        name="Python",
        passed=sys.version_info >= PYTHON,
        found=said("version {version}", version=platform.python_version()),
        remedy=said("Python {version} or later is needed", version="3.11"),
    )


def _library(name: str, library: str, package: str) -> Check:
    path = ctypes.util.find_library(library)
    return Check(
        name=name,
        passed=path is not None,
        found=said("found: {file}", file=path) if path else said("it is missing"),
        remedy=said("Debian and Ubuntu: apt install {package}", package=package),
    )


def _attempt(name: str, look: Callable[[], Problem], remedy: Problem) -> Check:
    try:
        return Check(name=name, passed=True, found=look())
    except SarabanError as error:
        found = said(error.sentence, **error.facts)
    except (OSError, ImportError, AttributeError) as error:
        found = said("it cannot be used: {detail}", detail=str(error))
    return Check(name=name, passed=False, found=found, remedy=remedy)


def _press() -> Problem:
    import generator.pdf.press  # noqa: F401, PLC0415  # heavy, and it may be what is missing

    return said("version {version}", version=version("weasyprint"))


def _fonts() -> Problem:
    from generator.font import STYLES, face  # noqa: PLC0415  # part of the check

    for style in STYLES:
        face(style)
    return said("{count} files, whole by their SHA-256", count=len(STYLES))


def _word_list() -> Problem:
    if not _keeps_whole(WORD):
        raise OtherWordListError
    path = files("generator").joinpath("wordlist", "thbrk.tri")
    return said("in use: {file}", file=str(path))


def _keeps_whole(word: str) -> bool:
    """Ask libthai itself: the list in use shows in where it breaks a word."""
    _press()  # names the word list to libthai, which reads it once
    library = ctypes.CDLL(ctypes.util.find_library("thai"))
    places = (ctypes.c_int * len(word))()
    return int(library.th_brk(word.encode("tis-620"), places, len(word))) == 0


def _writable(folder: Path) -> Problem:
    with Delivery(folder):
        return said("writable: {file}", file=str(folder.resolve()))
