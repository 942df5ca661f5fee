"""Templates: turns the files of templates_th into compiled templates, in Jinja's sandbox.

Compiling takes as long as a memo's layout, so what was compiled is kept beside the files in
__pycache__, as Python does with its modules: checked against the source's digest, never written
where Python may not write bytecode, and missed by nobody where it cannot be written.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_NAME = re.compile(r"[a-z_]+\.(?:html\.j2|css\.j2|css)")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment that reads templates_th only, and where a template cannot run wild.

    What it asks for and does not get is an error; a text cannot be multiplied to any length.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(
            loader=FunctionLoader(_source),
            undefined=StrictUndefined,
            bytecode_cache=_Compiled(),
            **options,
        )
        self.globals.clear()

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Let numbers be multiplied, and nothing else."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator != "*" or not numbers:
            raise SecurityError(f"a template may not use {operator} here")
        return super().call_binop(context, operator, left, right)


def _source(name: str) -> str | None:
    if not _NAME.fullmatch(name):
        return None
    path = files("templates_th").joinpath(name)
    return path.read_text("utf-8") if path.is_file() else None


class _Compiled(BytecodeCache):
    """Compiled templates in templates_th/__pycache__."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was compiled from this very source, if it is there."""
        with suppress(OSError), _path(bucket).open("rb") as stream:
            bucket.load_bytecode(stream)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, whole or not at all."""
        if sys.dont_write_bytecode:
            return
        path = _path(bucket)
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
                bucket.write_bytecode(stream)
            os.replace(stream.name, path)  # noqa: PTH105  # the name is a string


def _path(bucket: Bucket) -> Path:
    folder = Path(str(files("templates_th"))) / "__pycache__"
    return folder / f"{bucket.key}.{sys.implementation.cache_tag}.jinja"
