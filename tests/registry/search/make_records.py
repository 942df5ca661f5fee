"""Makes data/records.jsonl: a made-up office's books of five years, in the seed's words.

Run by hand, once; the questions are about the file as it lies there. The hand-written records in
data/written.yaml come first.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
HOME = "สำนักงานสาธารณสุขอำเภอเมืองตาก"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"]
MONTHS += ["กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"]
FIRST, LAST, COUNT = date(2018, 10, 1), date(2022, 9, 30), 330


def thai_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}".translate(THAI)


def mistype(random: Random, text: str) -> str:
    """Type a text as tired people do: it looks the same on paper."""
    typed = {
        "am": lambda: text.replace("ำ", "\u0e4d\u0e32"),
        "ae": lambda: text.replace("แ", "เเ"),
        "tone": lambda: text.replace("\u0e35\u0e48", "\u0e48\u0e35").replace(
            "\u0e39\u0e49", "\u0e49\u0e39"
        ),
        "joiner": lambda: text.replace("งาน", "\u200bงาน").replace("ข้อ", "ข้\u200bอ"),
        "spaces": lambda: text.replace("สาธารณสุข", "สาธารณสุข ").replace("ประจำปี", "ประจำปี  "),
        "arabic": lambda: text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")),
    }
    return typed[random.choice(sorted(typed))]()


def filled(random: Random, pattern: str, words: dict[str, Any], day: date) -> str:
    fiscal = day.year + 543 + (day.month >= 10)
    facts = {name: random.choice(values) for name, values in words["slots"].items()}
    facts |= {
        "name": random.choice(words["people"]),
        "fiscal": str(fiscal),
        "year": str(day.year + 543),
        "day": thai_day(day + timedelta(days=random.randrange(20))),
        "n": str(random.randrange(1, 40)),
        "people_count": str(random.choice((12, 32, 45, 132, 320))),
        "baht": f"{random.randrange(10, 900) * 500:,}",
    }
    return pattern.format(**facts).translate(THAI)


def numbers() -> Any:
    """Count each series of each year from 1."""
    last: dict[tuple[str, int], int] = {}

    def following(series: str, year: int) -> int:
        last[series, year] = last.get((series, year), 0) + 1
        return last[series, year]

    return following


def line(random: Random, words: dict[str, Any], day: date, following: Any) -> dict[str, Any]:
    year = day.year + 543
    kind = random.choice(
        ("memo",) * 3 + ("letter",) * 2 + ("circular", "order", "announcement") + ("received",) * 4
    )
    pattern = random.choice(words["subjects"])
    record: dict[str, Any] = {
        "date": day.isoformat(),
        "year": year,
        "subject": filled(random, pattern, words, day),
    }
    if kind == "received":
        running = following("received", year)
        sender, code = random.choice(sorted(words["senders"].items()))
        theirs = random.randrange(1, 1500)
        slash = random.choice(("/", " / ", "/ว ", "/ว"))
        written = day - timedelta(days=random.randrange(1, 12))
        record |= {
            "book": "received",
            "running": running,
            "number": str(running).translate(THAI),
            "state": "received",
            "received": day.isoformat(),
            "their_date": written.isoformat(),
            "their_number": f"{code}{slash}{theirs}".translate(THAI),
            "sender": sender,
            "to": random.choice(words["slots"]["post"]),
        }
        del record["date"]
        return record
    signer = random.choice(words["people"])
    body = [
        filled(random, random.choice(words["sentences"]), words, day)
        for _ in range(random.randrange(2, 5))
    ]
    record |= {
        "kind": kind,
        "state": "issued",
        "people": [signer],
        "sender": HOME,
        "text": "\n".join(body),
    }
    if kind in {"order", "announcement"}:
        book = f"{kind}s"
        running = following(book, year)
        record |= {"book": book, "running": running, "number": f"{running}/{year}".translate(THAI)}
    else:
        circular = kind == "circular"
        book = "circulars" if circular else "sent"
        running = following(book, year)
        number = f"ตก 0132/{'ว ' if circular else ''}{running}"
        record |= {
            "book": "sent",
            "running": running,
            "number": number.translate(THAI),
            "kind": "letter" if circular else kind,
            "to": random.choice(words["addressees"]),
        }
    return record


def main() -> None:
    random = Random(2563)  # noqa: S311  # nothing secret is made
    words = yaml.safe_load((DATA / "vocabulary.yaml").read_text(encoding="utf-8"))
    following = numbers()
    days = sorted(
        FIRST + timedelta(days=random.randrange((LAST - FIRST).days)) for _ in range(COUNT)
    )
    records = []
    for place, day in enumerate(days, 101):
        record = {"entry": place, **line(random, words, day, following)}
        if random.random() < 0.2:
            for field in ("subject", "text"):
                if record.get(field):
                    record[field] = mistype(random, record[field])
        if random.random() < 0.03:
            record |= {"state": "voided", "note": "พิมพ์ชื่อเรื่องผิด ขอยกเลิก"}
        records.append(record)
    with (DATA / "records.jsonl").open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
