"""Rotation (การเปลี่ยนกุญแจ): another key signs the register from here on.

1. The next key is made, in a file of its own (`keys.prepare`).
2. One transaction enters `rotated`, which names it, and seals the log with both keys.
3. The next key takes the place of the old one (`keys.adopt`), and the checkpoint is laid out.

Whoever dies between two steps leaves a register that goes on: until 2 the old key signs, from
there on the next one, which `sealing.signer` then puts into its place. Rotating again finishes
what was begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry import denial, keys, sealing
from registry.acts import Rotated
from registry.register import KEY

if TYPE_CHECKING:
    from datetime import datetime

    from registry.note import Note
    from registry.register import Register


def rotate(register: Register, now: datetime, by: str, reason: str) -> Note:
    """Change the key of a register, and return the checkpoint signed by the old and the new one.

    `now` is UTC. A change that was interrupted is finished, and no other is begun.

    Raises:
        NumberError: there is no reason.
        KeyFileError: a key file cannot be read or written.
        RegisterError: the register cannot be written.
    """
    if not reason.strip():
        raise denial.ReasonMissingError(number="")
    path = register.folder / KEY
    with register.writing(now, by) as pen:
        unfinished = sealing.waiting(path, pen.writer)
        if unfinished is None:
            # Made within the transaction, so that of two who rotate at once one waits.
            old, new = keys.load(path), keys.prepare(path)
            pen.append(Rotated, key=str(new.verifier), reason=reason.strip())
            sealing.seal(pen.writer, register.origin, now, (old, new))
    return register.seal(now)
