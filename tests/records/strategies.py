"""What the records are made of, for Hypothesis: each function is one word of the vocabulary."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from records.dates import FIRST_DAY, LAST_DAY, DateStyle, ThaiDate
from records.docnumber import DocumentNumber, OfficeCode
from records.fiscal import FiscalYear, Quarter

# The first example pays for importing PyThaiNLP, and tests are never timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CONSONANTS = "".join(map(chr, range(0x0E01, 0x0E2F)))
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
SPACES = " \t\n\u00a0\u2003\u3000"
# Everything in the Thai block, what hides between its letters, and other marks that combine.
_THAI_SOUP = "".join(map(chr, range(0x0E01, 0x0E5C))) + INVISIBLE + SPACES + "a1.\u0301\u0323\u00e9"


def thai_text() -> st.SearchStrategy[str]:
    """Thai characters in any order, well spelt or not."""
    return st.text(st.sampled_from(_THAI_SOUP))


def any_text() -> st.SearchStrategy[str]:
    """Text of any script."""
    return st.one_of(thai_text(), st.text())


def days() -> st.SearchStrategy[ThaiDate]:
    """Any day of the Thai solar calendar."""
    return st.dates(FIRST_DAY, LAST_DAY).map(ThaiDate)


def days_of_this_century() -> st.SearchStrategy[ThaiDate]:
    """Days of the years 2500 to 2599, which two digits can name."""
    return st.dates(ThaiDate.from_be(2500, 1, 1).date, ThaiDate.from_be(2599, 12, 31).date).map(
        ThaiDate
    )


def days_with_fiscal_year() -> st.SearchStrategy[ThaiDate]:
    """Days that belong to a fiscal year."""
    return st.dates(FiscalYear(2485).first.date, FiscalYear(2942).last.date).map(ThaiDate)


def unambiguous_styles() -> st.SearchStrategy[DateStyle]:
    """Every style that names the whole year."""
    return st.sampled_from([style for style in DateStyle if style is not DateStyle.SHORT])


def fiscal_years() -> st.SearchStrategy[FiscalYear]:
    """Any fiscal year."""
    return st.integers(2485, 2942).map(FiscalYear)


def quarters() -> st.SearchStrategy[Quarter]:
    """Any quarter."""
    return st.builds(Quarter, fiscal_years(), st.integers(1, 4))


def _digits() -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=1, max_size=6)


def office_codes() -> st.SearchStrategy[OfficeCode]:
    """Codes such as ตก ๐๑๓๒, with and without units and a committee."""
    return st.builds(
        OfficeCode,
        letters=st.text(CONSONANTS, min_size=2, max_size=6),
        owner=_digits(),
        units=st.lists(_digits(), max_size=3).map(tuple),
        committee=st.text(CONSONANTS, max_size=4),
    )


def document_numbers() -> st.SearchStrategy[DocumentNumber]:
    """Numbers of letters, circulars and orders, given or not yet given."""
    running = st.none() | st.integers(1, 10**9 - 1)
    letters = st.builds(
        DocumentNumber, code=office_codes(), circular=st.booleans(), running=running
    )
    orders = st.builds(DocumentNumber, year_be=st.integers(2432, 2942), running=running)
    return letters | orders


def amounts() -> st.SearchStrategy[Decimal]:
    """Amounts in baht and satang, up to a million million on either side of nothing."""
    most = 10**14
    return st.integers(-most, most).map(lambda satang: Decimal(satang).scaleb(-2))
