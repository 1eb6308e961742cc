"""The page for policy staff lists every file and every field, and no others."""

import re
from pathlib import Path

import pytest

from directory.rules.catalogue import load_catalogue
from directory.rules.catalogue.rows import Fact, Row, TimeLimit
from directory.rules.catalogue.shape import fields_of
from directory.rules.catalogue.tables import BUILT_IN, IN_A_FOLDER, TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
SHARED = set(fields_of(Row)) - {"slug"}
PARTS = {"fact": Fact, "time limit": TimeLimit}


def fields_in(cell: str) -> tuple[set[str], set[str]]:
    """The field names in a cell of the table, and those of them in bold; what is in brackets is not one."""
    plain = cell
    while (outer := re.sub(r"\([^()]*\)", "", plain)) != plain:
        plain = outer
    return set(re.findall(r"`(\w+)`", plain)), set(re.findall(r"\*\*`(\w+)`\*\*", plain))


@pytest.mark.parametrize("table", [*TABLES])
def test_every_file_is_listed_with_its_fields(table: str) -> None:
    name = f"`{table}/*.yaml`" if table in IN_A_FOLDER else f"`{table}.yaml`"
    (line,) = (line for line in PAGE.splitlines() if line.startswith("|") and name in line.split("|")[1])
    if table == "accommodation_types":
        section = PAGE.split("### An accommodation type")[1].split("### Parts")[0]
        cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| ")]
        named, bold = fields_in(" ".join(cells))
    else:
        named, bold = fields_in(line.split("|", 3)[3])
    expected = {field: required for field, (_, required) in fields_of(TABLES[table]).items()}
    assert named == set(expected) - SHARED - {"slug"}
    assert bold == {field for field, required in expected.items() if required and field != "slug"}
    assert ("built in" in line) == (table in BUILT_IN)


@pytest.mark.parametrize("part", [*PARTS])
def test_every_part_is_listed_with_its_fields(part: str) -> None:
    (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| {part} |"))
    named, bold = fields_in(line.split("|", 2)[2])
    expected = {field: required for field, (_, required) in fields_of(PARTS[part]).items()}
    assert named == set(expected)
    assert bold == {field for field, required in expected.items() if required}


def test_the_fields_every_row_may_have_are_listed() -> None:
    (line,) = (line for line in PAGE.splitlines() if line.startswith("Every row may also have"))
    assert fields_in(line)[0] == SHARED | {"retired"}


def test_the_example_of_a_councils_folder_works(tmp_path: Path) -> None:
    examples = PAGE.split("## A council's own folder")[1].split("```yaml\n")[1:]
    for example in examples:
        text = example.split("```")[0]
        (tmp_path / text.split()[1]).write_text(text, encoding="utf-8")
    catalogue = load_catalogue(Path(__file__).parents[2] / "data" / "reference", tmp_path)
    supervision = catalogue.contract_terms["supervision"]
    assert (supervision.thresholds[0].quantity, supervision.thresholds[0].basis) == (4, "own threshold")
    assert (supervision.origin, supervision.verification) == ("local", "unverified")
    assert catalogue.contract_terms["harbour-check"].origin == "local"
    assert [each.slug for each in catalogue.contract_terms["harbour-check"].thresholds] == ["harbour-check"]
    assert "remedies" not in catalogue.contract_terms
