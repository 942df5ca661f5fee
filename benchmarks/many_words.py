"""Many words: gives the words of memos, a paragraph a line, for those who set them otherwise.

One line of JSON on standard input: {"count": N}.
"""

from __future__ import annotations

import json
import sys

from benchmarks.papers import memos
from generator.compose import words_of

if __name__ == "__main__":
    wanted = json.load(sys.stdin)["count"]
    print(json.dumps({"words": [words_of(document) for document in memos(wanted)]}))
