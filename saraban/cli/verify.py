"""`saraban verify`: checks a register, or the proof of a number, trusting nobody."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.clerk import Json
from saraban.cli.counter import Counter, counter_of

if TYPE_CHECKING:
    from registry.finding import Report
    from registry.verdict import Verdict

HELP = """\
Check the whole register of an office, or the proof of a number (.json); nothing is changed and \
nobody is trusted.

Of a register everything is read again: each entry, each frozen record, each printed file, each \
attachment, and the hashes and signatures over them. What was cut off from the end is seen only \
with a later checkpoint: give every one that you hold with --checkpoint, also proofs.

The exit code is 0 if the answer is "passed", else 1."""
EXAMPLE = """\
saraban verify .
saraban verify /media/usb/office --checkpoint received-in-may.txt --key office.pub
saraban verify proof.json --key office.pub"""

# The answers as people read them.
SENTENCES = {
    "passed": "Passed: nothing contradicts what the register says.",
    "failed": "Failed: the register is not what it was, or was not kept rightly.",
    "indeterminate": "Indeterminate: nothing contradicts, but not everything could be examined.",
}


def verify(  # noqa: PLR0913  # a command has as many options as it has
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="OFFICE|PROOF", help="The office folder, or a proof.")
    ],
    *,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", metavar="FILE", help="A checkpoint or proof that you hold."),
    ] = None,
    key: Annotated[
        str,
        typer.Option("--key", metavar="KEY", help="The register's first public key, or its file."),
    ] = "",
    witness: Annotated[
        list[str] | None,
        typer.Option("--witness", metavar="KEY", help="The public key of a witness, or its file."),
    ] = None,
    json: Json = False,
) -> None:
    """Verify."""
    from saraban import audit  # noqa: PLC0415  # heavy, and --help must not wait

    counter = counter_of(context)
    first = audit.key_of("--key", key) if key else None
    witnesses = [audit.key_of("--witness", each) for each in witness or ()]
    if path.is_file():
        verdict = audit.proof(path, first, witnesses)
        _tell_verdict(counter, verdict, json=json)
        raise typer.Exit(0 if verdict.is_proven else 1)
    notes = [audit.checkpoint_of(file) for file in checkpoint or ()]
    report = audit.register(
        path,
        notes,
        first,
        witnesses,
        lambda what, done, whole: counter.progress(
            "{what}: {done} of {whole}", what=counter.language.text(what), done=done, whole=whole
        ),
    )
    counter.progress_ends()
    _tell_report(counter, report, json=json)
    raise typer.Exit(0 if report.answer.value == "passed" else 1)


def _tell_report(counter: Counter, report: "Report", *, json: bool) -> None:
    from saraban.cli.findings import report_json, tell_report  # noqa: PLC0415  # heavy, as above

    if json:
        counter.answer_json(report_json(counter, report))
        return
    tell_report(counter, report)
    counter.answer(
        "Examined: {counts}",
        counts=", ".join(
            f"{counter.language.text(name)} {count:,}" for name, count in report.counts.items()
        ),
    )
    counter.answer(SENTENCES[report.answer.value])


def _tell_verdict(counter: Counter, verdict: "Verdict", *, json: bool) -> None:
    from saraban.cli.proving import tell_verdict, verdict_json  # noqa: PLC0415  # heavy, as above

    if json:
        counter.answer_json(verdict_json(counter, verdict))
    else:
        tell_verdict(counter, verdict)
