"""A crowd of clerks: processes that work on one register at the same time.

crowd.py issue FOLDER PROCESSES NUMBERS    each keeps the register open and issues numbers
crowd.py mixed FOLDER PROCESSES NUMBERS    each opens it anew for every act, of any sort
"""

from __future__ import annotations

import os
import random
import sys
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from clerks import Clerk

from registry.errors import NumberError
from registry.register import Register

LARGE = b"%PDF" * 20_000


def issue(folder: Path, who: int, numbers: int) -> None:
    """Issue numbers as fast as the others let one."""
    clerk = Clerk(Register.open(folder), by=f"clerk {who}")
    for each in range(numbers):
        clerk.issue(record=b'{"clerk":%d,"letter":%d}' % (who, each))
    clerk.register.close()


def mixed(folder: Path, who: int, numbers: int) -> None:
    """Do acts of every sort, opening and closing the register each time."""
    choice = random.Random(who)  # noqa: S311  # the same mixture in every run
    for each in range(numbers):
        register = Register.open(folder)
        clerk = Clerk(register, by=f"clerk {who}")
        acts = (
            clerk.issue,
            lambda: clerk.issue(book="orders", kind="order"),  # noqa: B023  # called at once
            lambda: clerk.issue("ตก ๐๑๓๒.๐๐๓/", record=LARGE + b"%d" % choice.randrange(9)),  # noqa: B023
            lambda: clerk.reserve(count=choice.randrange(1, 4)),  # noqa: B023
            lambda: clerk.void(f"ตก ๐๑๓๒/{choice.randrange(1, 9)}"),  # noqa: B023
            clerk.receive,
            lambda: register.seal(clerk.now),  # noqa: B023
        )
        with suppress(NumberError):
            acts[(who + each) % len(acts)]()
        register.close()


def main(what: str, folder: str, processes: str, numbers: str) -> int:
    """Start all, let them go at the same moment, and say how many failed."""
    work = {"issue": issue, "mixed": mixed}[what]
    gate, starter = os.pipe()
    children = []
    for who in range(int(processes)):
        child = os.fork()
        if child == 0:
            os.close(starter)
            os.read(gate, 1)
            work(Path(folder), who, int(numbers))
            sys.stdout.flush()
            os._exit(0)
        children.append(child)
    os.close(starter)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
