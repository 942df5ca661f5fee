"""Verdicts at the counter: what the proof of a number shows, as lines or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from registry.verdict import Verdict
    from saraban.cli.counter import Counter

# What a number is, by its state.
SENTENCES = {
    "never_given": "The number was never given.",
    "reserved": "The number is reserved and not yet used.",
    "issued": "The number was issued.",
    "voided": "The number was voided and is never used again.",
    "received": "The number was given to a document that was received.",
    "transcribed": "The number came in from an older register.",
    "lost": "The number was given, but what it was given to is lost.",
}


def tell_verdict(counter: Counter, verdict: Verdict) -> None:
    """Say what is proven, by whom and as of when, or which step failed."""
    if not verdict.is_proven:
        why = counter.language.say(verdict.sentence, **dict(verdict.facts))
        counter.answer("✗ Not proven (step {step}): {why}", step=verdict.step, why=why)
        return
    counter.answer("✓ {state}", state=counter.language.text(SENTENCES[verdict.state]))
    if verdict.checkpoint:
        counter.answer(
            "As of the checkpoint over {size} entries of {origin}, {time}",
            size=verdict.checkpoint.size,
            origin=verdict.checkpoint.origin,
            time=moment(verdict.checkpoint.time),
        )
    for key, _ in verdict.witnesses:
        counter.answer("Countersigned by {name}", name=key.name)
    if not verdict.is_compared:
        counter.remark(
            "The proof begins with this key; compare it with the one that the office gives: {key}",
            key=verdict.first_key,
        )


def verdict_json(counter: Counter, verdict: Verdict) -> dict[str, object]:
    """Return a verdict for scripts."""
    why = counter.language.say(verdict.sentence, **dict(verdict.facts)) if verdict.code else None
    return {
        "proven": verdict.is_proven,
        "state": verdict.state or None,
        "since": verdict.since,
        "step": verdict.step or None,
        "code": verdict.code or None,
        "message": why,
        "size": verdict.checkpoint.size if verdict.checkpoint else None,
        "origin": verdict.checkpoint.origin if verdict.checkpoint else None,
        "key": str(verdict.first_key) if verdict.first_key else None,
        "compared": verdict.is_compared,
    }


def moment(time: datetime) -> str:
    """Return a moment as people of the office read it: Thai date, Bangkok time."""
    from records.dates import ThaiDate  # noqa: PLC0415  # heavy, and --help must not wait
    from registry.irregularity import BANGKOK  # noqa: PLC0415  # the same

    local = time.astimezone(BANGKOK)
    return f"{ThaiDate(local.date())} {local:%H:%M}"
