"""Compile PyThaiNLP's word list and our own into the dictionary of libthai's line breaks.

Usage: python scripts/word_list.py [TARGET]   (default: generator/wordlist/thbrk.tri)

Needs `trietool` (Debian: libdatrie1-bin). libthai's own list knows fewer words: with it 15 % of
line ends fell inside a word, with this one 4 %. The word list is in the public domain (CC0).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pythainlp.corpus import thai_words
from pythainlp.tokenize.newmm import segment
from pythainlp.util import Trie

HOME = Path(__file__).parents[1] / "generator" / "wordlist" / "thbrk.tri"
OFFICE_WORDS = HOME.with_name("office_words.txt")
LONGEST = 16
LEAST = 3
ALPHABET = "[0x0e01,0x0e3a]\n[0x0e40,0x0e4e]\n"
_THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")


def _compounds(words: set[str]) -> set[str]:
    """Return the long words that are made of shorter ones: a narrow column must break them.

    A word that libthai knows whole and a line cannot hold is broken between any two letters.
    """
    short = Trie(word for word in words if len(word) <= LONGEST)
    return {
        word
        for word in words
        if len(word) > LONGEST
        and all(part in short and len(part) >= LEAST for part in segment(word, custom_dict=short))
    }


def compile_words(target: Path) -> None:
    """Write the compiled dictionary."""
    lines = OFFICE_WORDS.read_text("utf-8").splitlines()
    own = {line for line in lines if not line.startswith("#")}
    known = {word for word in thai_words() | own if _THAI.fullmatch(word)}
    words = sorted(known - _compounds(known))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "thbrk.abm").write_text(ALPHABET, "ascii")
        (place / "words").write_text("\n".join(words) + "\n", "utf-8")
        command = ["trietool", "thbrk", "add-list", "-e", "utf-8", "words"]
        subprocess.run(command, cwd=place, check=True, capture_output=True)  # noqa: S603  # our own
        shutil.copyfile(place / "thbrk.tri", target)


if __name__ == "__main__":
    compile_words(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME)
