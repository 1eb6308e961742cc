"""The sample directory: wholly invented, loadable, and full of the cases that matter."""

import csv
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask

from bench.make_sample import AS_OF, build
from bench.sample.folder import COLUMNS
from directory.config import PROJECT
from directory.services import authorities
from directory.services.loading import load

SAMPLE = PROJECT / "data" / "sample"

#: What Ofcom keeps free for drama, without spaces.
DRAMA = re.compile(
    r"01632960\d{3}|02079460\d{3}|011[345678]4960\d{3}|01[2568]14960\d{3}|01914980\d{3}|0808157\d{4}"
    r"|03069990\d{3}|07700900\d{3}"
)

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(name: str, **cells: str) -> list[Row]:
    return [row for row in rows(name) if cells.items() <= row.items()]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_says_that_it_is_invented(name: str) -> None:
    key = {"support": "scheme_id", "contract_terms": "contract_id"}.get(name, "id")
    assert [row for row in rows(name) if not row[key].startswith("invented-")] == []


def test_nobody_can_be_rung_written_to_or_looked_up() -> None:
    phones = [row["phone"] for name in ("providers", "contacts") for row in rows(name) if row["phone"]]
    assert [phone for phone in phones if not DRAMA.fullmatch(phone.replace(" ", ""))] == []
    mails = [row["email"] for name in ("providers", "contacts") for row in rows(name) if row["email"]]
    assert [mail for mail in mails if not mail.endswith(".example")] == []
    assert [row["website"] for row in rows("providers") if not row["website"].endswith(".example/")] == []
    assert [
        row["uprn"] for row in rows("premises") if row["uprn"] and not row["uprn"].startswith("999")
    ] == []
    assert "invented" in (SAMPLE / "README.md").read_text().splitlines()[0].casefold()


def test_it_is_the_size_of_a_county() -> None:
    assert len(rows("providers")) == 60
    assert 280 <= len(rows("schemes")) <= 320
    assert 450 <= len(rows("premises")) <= 550
    assert len({row["accommodation_type"] for row in rows("schemes")}) >= 40


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_it_loads_without_a_fault(in_app: Flask) -> None:
    authorities.align()
    report = load(SAMPLE, date(2026, 11, 23), dry_run=True)
    assert (report.outcome, report.faults) == ("would_load", ())


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    build().write(tmp_path)
    for name in COLUMNS:
        assert (tmp_path / f"{name}.csv").read_bytes() == (SAMPLE / f"{name}.csv").read_bytes()


def test_another_seed_makes_another_directory() -> None:
    assert build(2).rows["premises"] != build(1).rows["premises"]


def test_one_block_has_flats_of_two_providers_and_one_of_neither() -> None:
    flats = {row["sub_building"]: row["scheme_id"] for row in of("premises", building_name="Sprocket House")}
    owners = {row["id"]: row["provider_id"] for row in rows("schemes")}
    assert len({owners[flats[f"Flat {number}"]] for number in range(1, 7)}) == 1
    assert len({owners[flats[f"Flat {number}"]] for number in range(7, 12)}) == 1
    assert owners[flats["Flat 6"]] != owners[flats["Flat 7"]]
    assert "Flat 12" not in flats


def test_next_doors_suffixes_ranges_and_floors_are_there() -> None:
    avenue = of("premises", street="Cockleshaw Avenue")
    assert {"12", "12A", "212", "16-20"} <= {row["number"] for row in avenue}
    assert len({row["scheme_id"] for row in avenue if row["number"] in ("12", "12A")}) == 2
    assert "Ground Floor Flat" in {row["sub_building"] for row in avenue}
    assert {row["building_name"] for row in of("premises", street="Tumbrel Street")} == {
        "Oak House",
        "Oak Court",
    }
    assert len({row["town"] for row in of("premises", street="Snapdragon Road")}) == 2
    assert len({row["scheme_id"] for row in of("premises", street="Gillyfax Close", number="8")}) == 2


def test_services_without_a_place_have_no_premises() -> None:
    placed = {row["scheme_id"] for row in rows("premises")}
    without = [row for row in rows("schemes") if row["accommodation_type"].startswith(("da-", "floating"))]
    assert len(without) > 30
    assert [row["id"] for row in without if row["id"] in placed] == []


def test_of_a_son_of_fifteen_there_is_a_yes_a_no_and_an_unknown() -> None:
    refuges = [row for row in rows("schemes") if row["name"].startswith("Zephyrwyke Re")]
    assert {row["sons_under"] for row in refuges} == {"16", "12", ""}
    filled = [row for row in rows("schemes") if row["sons_under"] or row["daughters_under"]]
    assert len({row["accommodation_type"] for row in filled}) >= 6
    assert of("schemes", accommodation_type="ta-hostel-family", sons_under="", daughters_under="")


def test_posts_are_vacant_past_to_come_failing_stale_and_unconfirmed() -> None:
    posts, today = rows("contacts"), AS_OF.isoformat()
    assert [post for post in posts if post["vacant"] == "yes"]
    assert [post for post in posts if post["valid_to"] and post["valid_to"] < today]
    assert [post for post in posts if post["valid_from"] > today]
    assert [post for post in posts if post["failing_since"]]
    assert [post for post in posts if post["confirmed_on"] == ""]
    assert [post for post in posts if "" < post["confirmed_on"] < "2025-11-20"]
    assert {"24/7", "Mo-Su 17:00-09:00"} <= {post["hours"] for post in posts}


def test_names_are_alike_former_and_succeeded() -> None:
    names = [row["name"] for row in rows("providers")]
    assert {"Brindlestoke Homes", "Brindlestock Homes", "Brindlestoke Housing Trust"} <= set(names)
    assert len(names) == len(set(names))
    assert any(row["successor_id"] and row["valid_to"] for row in rows("providers"))
    assert any(row["former_names"] for row in rows("providers"))
    london = [row for row in rows("schemes") if "E090000" in row["placing_authorities"]]
    assert [row for row in london if row["authority"].startswith("E07")]


def test_schemes_end_and_begin() -> None:
    assert of("schemes", valid_from="2027-04-01")
    assert of("schemes", valid_to="2025-09-30")


def test_every_essex_council_can_be_reached_in_the_sample() -> None:
    by_council = {row["authority"]: set[str]() for row in rows("contacts") if row["authority"]}
    for row in rows("contacts"):
        if row["authority"]:
            by_council[row["authority"]].add(row["role"])
    districts = [f"E070000{number}" for number in range(66, 78)]
    for gss in (*districts, "E06000033", "E06000034"):
        assert {
            "lha-housing-options",
            "lha-s208-inbox",
            "lha-dtr-inbox",
            "lha-ooh-homelessness",
        } <= by_council[gss]
    for gss in ("E10000012", "E06000033", "E06000034"):
        assert "csc-team-manager" in by_council[gss]


def test_ids_follow_one_another() -> None:
    for name in ("providers", "schemes", "premises", "contacts"):
        numbers = [int(row["id"].rpartition("-")[2]) for row in rows(name)]
        assert all(later == earlier + 1 for earlier, later in pairwise(numbers))


def test_forty_providers_have_contracts_good_and_bad() -> None:
    assert len({row["provider_id"] for row in rows("contracts")}) == 40
    today = AS_OF.isoformat()
    assert len([row for row in rows("contracts") if row["valid_to"] and row["valid_to"] < today]) == 10
    terms = [
        sum(term["contract_id"] == row["id"] for term in rows("contract_terms")) for row in rows("contracts")
    ]
    assert min(terms) <= 9
    assert max(terms) >= 33
    texts = [row["clause_text"] for row in rows("contract_terms") if row["clause_text"]]
    assert len(texts) > 500
    assert [text for text in texts if not text.startswith("[Invented wording]")] == []
