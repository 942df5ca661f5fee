"""`saraban new`: begins a new sheet, from options or from questions on a terminal."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saraban.cli.counter import Counter, counter_of
from saraban.cli.written import tell_names

if TYPE_CHECKING:
    from saraban.draft import Draft

HELP = """\
Begin a new document: a sheet with every usual field and a comment on each.

What no option says is asked on a terminal; elsewhere the sheet holds words to replace."""
EXAMPLE = """\
saraban new memo -o cases/website-2568/01-order-memo.yaml
saraban new ประกาศ --subject "มาตรการประหยัดพลังงาน" --date "9 มกราคม 2568\""""

INTERRUPTED = 130
QUESTIONS = {
    "subject": "Subject",
    "to": "To",
    "number": "Number (may stay empty)",
    "date": "Date",
    "fiscal_year": "Fiscal year",
    "signer": "Signer (a person of office.yaml)",
}


KindName = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help="The kind of document in English or Thai: memo, letter, order, announcement, "
        "certificate, minutes, request_form, report, annex, evidence_sheet.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="The file to write; else it is shown."),
]
Subject = Annotated[
    str | None, typer.Option("--subject", metavar="TEXT", help="The subject or title.")
]
To = Annotated[str | None, typer.Option("--to", metavar="TEXT", help="To whom it is written.")]
Number = Annotated[
    str | None, typer.Option("--number", metavar="TEXT", help="The document's number.")
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="TEXT", help="Its date; today if none is given.")
]
Year = Annotated[str | None, typer.Option("--fiscal-year", metavar="YEAR", help="The fiscal year.")]
Signer = Annotated[
    str | None,
    typer.Option("--signer", metavar="ID", help="Who signs: a person's id of office.yaml."),
]
Json = Annotated[bool, typer.Option("--json", help="Give the result as JSON.")]


def new(  # noqa: PLR0913  # one option for each answer
    context: typer.Context,
    kind: KindName,
    *,
    out: Out = None,
    subject: Subject = None,
    to: To = None,
    number: Number = None,
    date: Date = None,
    fiscal_year: Year = None,
    signer: Signer = None,
    json: Json = False,
) -> None:
    """Begin a new sheet."""
    from saraban.desk import Desk  # noqa: PLC0415  # heavy, and --help must not wait
    from saraban.draft import kind_of  # noqa: PLC0415  # the same

    counter = counter_of(context)
    found = kind_of(kind)
    desk = Desk.around(out.absolute().parent if out else Path.cwd())
    draft = desk.draft(found)
    given = dict(zip(QUESTIONS, (subject, to, number, date, fiscal_year, signer), strict=True))
    answers = {field: text for field, text in given.items() if text is not None}
    if sys.stdin.isatty() and not json:
        answers |= _asked(counter, draft, answers)
    if out:
        desk.write_draft(draft, answers, out)
        tell_names(counter, (out,), json=json)
    elif json:
        counter.answer_json({"sheet": draft.text(answers)})
    else:
        typer.echo(draft.text(answers), nl=False)


def _asked(counter: Counter, draft: "Draft", known: Mapping[str, str]) -> dict[str, str]:
    """Ask for what is not known; an answer that cannot be is asked for again."""
    answers: dict[str, str] = {}
    for field in draft.fields:
        while field not in known and field not in answers:
            answer = _answer(counter.language.text(QUESTIONS[field]), draft.usual(field))
            if answer and (problem := draft.problem(field, answer)):
                typer.echo(counter.language.say("{problem}", problem=problem), err=True)
            else:
                answers[field] = answer
    return {field: answer for field, answer in answers.items() if answer}


def _answer(question: str, usual: str) -> str:
    """Ask one question on standard error: standard output is for the result."""
    shown = f"{question} [{usual}]: " if usual else f"{question}: "
    typer.echo(shown, err=True, nl=False)
    line = sys.stdin.readline()
    if not line:  # Ctrl-D: the clerk has thought better of it
        raise typer.Exit(INTERRUPTED)
    return line.strip() or usual
