"""Good and bad proofs of numbers → `tests/proofs`, for this and any other verifier.

Run `python scripts/proof_cases.py [TARGET]` after the format of proofs was changed. The folder
then holds `good/NAME.json`, `bad/NAME.json` and `cases.json`, which says of each case what it is,
which key (null: none) and witnesses the verifier is given, and what it must answer: the `state`
proven, or the first `step` of docs/log.md that fails. The keys come from fixed seeds, so the files
are always the same.
"""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path

from bad_keys import bad_checkpoints, bad_keys, bad_rotations, bad_signatures
from bad_leaves import bad_entries, bad_numbers, bad_spellings, bad_states
from bad_proofs import bad_fields, bad_files, bad_series
from good_proofs import Case, good_cases

TARGET = Path(__file__).parents[1] / "tests" / "proofs"
INDEX = "cases.json"
_BAD = (
    *(bad_files, bad_fields, bad_keys, bad_rotations, bad_signatures, bad_checkpoints),
    *(bad_series, bad_numbers, bad_states, bad_entries, bad_spellings),
)


def cases() -> dict[str, Case]:
    """Return every case by the name of its file, such as bad/truncated.json."""
    bad = chain.from_iterable(each() for each in _BAD)
    found = [(f"good/{case.name}.json", case) for case in good_cases()]
    found += [(f"bad/{case.name}.json", case) for case in bad]
    if len(dict(found)) != len(found):
        raise ValueError
    return dict(found)


def files() -> dict[str, bytes]:
    """Return every file of the set by its name."""
    found = cases()
    index = {name: _entry(case) for name, case in found.items()}
    text = json.dumps(index, ensure_ascii=False, indent=1)
    return {INDEX: f"{text}\n".encode(), **{name: case.data for name, case in found.items()}}


def main(target: Path) -> None:
    """Write the set into a folder, and remove what no longer belongs to it."""
    written = files()
    for folder in ("good", "bad"):
        (target / folder).mkdir(parents=True, exist_ok=True)
        for path in (target / folder).glob("*.json"):
            if f"{folder}/{path.name}" not in written:
                path.unlink()
    for name, data in written.items():
        (target / name).write_bytes(data)


def _entry(case: Case) -> dict[str, object]:
    answer: dict[str, object] = {"step": case.step} if case.step else {"state": case.state}
    return {"says": case.says, "key": case.key, "witnesses": case.witnesses, **answer}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else TARGET)
