"""docs/loading.md says of every column what it is, and of no column that there is not."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from flask import Flask

from directory.config import PROJECT
from directory.equipment import equipment
from directory.services.loading import columns, contract_columns
from directory.services.loading.reading import FILES
from directory.services.loading.report import Fault, Report, as_text

PAGE = (PROJECT / "docs" / "loading.md").read_text()


def told(file: str) -> dict[str, bool]:
    """The columns that the page lists for a file, and whether it calls them necessary."""
    section = PAGE.partition(f"### {file}\n")[2].partition("\n#")[0]
    return {name: star == "*" for name, star in re.findall(r"^\| `(\w+)`(\*?) \|", section, re.M)}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_column_is_described(in_app: Flask) -> None:
    have, today = equipment(), date(2026, 11, 23)
    real: dict[str, Sequence[columns.Column]] = {
        "providers.csv": columns.provider_columns(),
        "schemes.csv": columns.scheme_columns(have.catalogue, have.authorities, today),
        "premises.csv": columns.premises_columns(),
        "support.csv": columns.support_columns(have.catalogue, today),
        "contacts.csv": columns.contact_columns(have.catalogue, have.authorities, today),
        "contracts.csv": contract_columns.contract_columns(have.authorities),
        "contract_terms.csv": contract_columns.term_columns(have.catalogue),
    }
    assert tuple(real) == FILES
    for file, expected in real.items():
        assert told(file) == {column.name: column.required for column in expected}


def test_the_report_is_described() -> None:
    report = Report(outcome="refused", files={}, faults=(Fault("a.csv", 2, "b", "c"),))
    for field in report.__dataclass_fields__:
        assert f"`{field}`" in PAGE
    assert as_text(report).splitlines()[0] in PAGE
