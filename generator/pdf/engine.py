"""The engine: imports WeasyPrint in a third of its usual time.

Most of that time goes into things that our pages never need: looking for C libraries by names of
other systems (cffi asks the linker and the compiler, 16 times; switched off on Linux), fontTools
(used only where libharfbuzz-subset is missing and for web fonts; a missing library is said), the
style sheets for all of HTML (ours is elements.css), and the fonts of the machine. The last is more
than speed: a font that the printer does not know can never stand in for TH SarabunPSK.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
import warnings
from contextlib import contextmanager
from importlib.resources import files
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PIL import ImageFile

from records.errors import EngineError, PrintError

if TYPE_CHECKING:
    from collections.abc import Iterator

WEASYPRINT = "70.0"
_LATER: dict[str, tuple[str, ...]] = {
    "fontTools.subset": (),
    "fontTools.ttLib": ("TTFont", "ttFont", "woff2"),
    "fontTools.varLib": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}

os.environ["FONTCONFIG_FILE"] = str(files("generator").joinpath("pdf/fonts.conf"))
# libthai reads its dictionary once, at the first Thai break of the process.
os.environ["LIBTHAI_DICTDIR"] = str(files("generator").joinpath("wordlist"))


class _NotNeededError(Exception):
    """Stands for fontTools' own error, which is never raised here."""


def _not_needed(*_: object, **__: object) -> Any:
    raise PrintError(file="fontTools", detail="the printer has no use for it; run saraban doctor")


@contextmanager
def _no_search() -> Iterator[None]:
    """Let cffi take libraries by their own names only."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005  # the signature is ctypes'
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _no_sheets() -> Iterator[None]:
    """Let WeasyPrint's own style sheets be empty."""
    import tinycss2  # noqa: PLC0415  # beside its only use

    parse = tinycss2.parse_stylesheet
    tinycss2.parse_stylesheet = lambda *_, **__: []
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured")
            yield
    finally:
        tinycss2.parse_stylesheet = parse


@contextmanager
def _without_fonttools() -> Iterator[None]:
    """Stand empty modules in for those parts of fontTools that nobody has imported yet."""
    import fontTools  # noqa: PLC0415  # the bare package costs nothing

    missing = [name for name in _LATER if name not in sys.modules]
    for name in missing:
        module = ModuleType(name)
        module.__dict__.update(dict.fromkeys(_LATER[name], _not_needed))
        module.__dict__["TTLibError"] = _NotNeededError
        sys.modules[name] = module
    had_subset = hasattr(fontTools, "subset")
    fontTools.subset = sys.modules["fontTools.subset"]
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]
        if not had_subset:
            del fontTools.subset


with _no_search(), _without_fonttools(), _no_sheets():
    import weasyprint
    from weasyprint.text.ffi import harfbuzz_subset

# WeasyPrint lets pictures be cut short; an evidence picture that is not whole is no evidence.
ImageFile.LOAD_TRUNCATED_IMAGES = False

if weasyprint.__version__ != WEASYPRINT:
    raise EngineError(needed=WEASYPRINT, found=weasyprint.__version__)
if harfbuzz_subset is None:
    raise PrintError(file="libharfbuzz-subset", detail="the library is missing; run saraban doctor")
