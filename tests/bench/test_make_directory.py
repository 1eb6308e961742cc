"""The invented directory: complete, repeatable, and plainly invented."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import yaml

from bench import organisations
from bench.make_directory import make_directory
from bench.postcodes import ESSEX, Register
from bench.towns import town_of
from tests.bench.conftest import PREMISES

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
FILES = ("providers", "schemes", "premises", "support", "contacts")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def test_the_same_arguments_give_the_same_bytes(load_folder: Path, tmp_path: Path) -> None:
    make_directory(tmp_path, PREMISES, seed=3)
    assert all(
        (tmp_path / f"{name}.csv").read_bytes() == (load_folder / f"{name}.csv").read_bytes()
        for name in FILES
    )


def test_another_seed_gives_another_directory(load_folder: Path, tmp_path: Path) -> None:
    make_directory(tmp_path, PREMISES, seed=4)
    assert (tmp_path / "premises.csv").read_bytes() != (load_folder / "premises.csv").read_bytes()


def test_it_has_as_many_premises_as_were_asked_for(load_folder: Path) -> None:
    assert len(rows(load_folder, "premises")) == PREMISES


def test_every_row_names_an_owner_that_is_there(load_folder: Path) -> None:
    providers = {row["id"] for row in rows(load_folder, "providers")}
    schemes = {row["id"] for row in rows(load_folder, "schemes")}
    assert {row["provider_id"] for row in rows(load_folder, "schemes")} <= providers
    assert {row["scheme_id"] for row in rows(load_folder, "premises")} <= schemes
    assert {row["scheme_id"] for row in rows(load_folder, "support")} <= schemes
    for contact in rows(load_folder, "contacts"):
        assert bool(contact["provider_id"]) != bool(contact["scheme_id"])
        assert contact["provider_id"] in providers | {""}
        assert contact["scheme_id"] in schemes | {""}


def test_the_cover_of_a_contact_is_a_contact(load_folder: Path) -> None:
    contacts = rows(load_folder, "contacts")
    assert {row["covered_by"] for row in contacts} <= {row["id"] for row in contacts} | {""}


def test_every_postcode_is_real_and_of_its_town(load_folder: Path) -> None:
    register = Register()
    for row in rows(load_folder, "premises"):
        assert register.exists(row["postcode"])
        assert row["town"] in (town_of(row["postcode"][:-4]), "")


def test_a_small_directory_stays_within_greater_essex(load_folder: Path) -> None:
    assert {row["authority"] for row in rows(load_folder, "schemes")} <= ESSEX | {""}


def test_a_uprn_is_fictional_and_shared_only_by_one_address(load_folder: Path) -> None:
    addresses = defaultdict(set)
    for row in rows(load_folder, "premises"):
        assert re.fullmatch(r"999\d{9}", row["uprn"])
        address = tuple(
            row[part] for part in ("sub_building", "building_name", "number", "street", "postcode")
        )
        addresses[row["uprn"]].add(address)
    assert all(len(found) == 1 for found in addresses.values())


def test_nobody_can_be_rung_or_written_to(load_folder: Path) -> None:
    drama = re.compile(r"01632 960\d{3}|(0113|0121|0161) 496 0\d{3}|020 7946 0\d{3}|07700 900\d{3}")
    for row in [*rows(load_folder, "providers"), *rows(load_folder, "contacts")]:
        assert drama.fullmatch(row["phone"])
        assert re.fullmatch(r"[a-z0-9-]+@[a-z0-9]+(-[a-z0-9]+)*\.example", row["email"])


def test_nothing_narrows_down_where_a_refuge_is(load_folder: Path) -> None:
    refuges = [row for row in rows(load_folder, "schemes") if row["accommodation_type"] == "da-refuge"]
    assert refuges
    assert {row["authority"] for row in refuges} == {""}
    with_premises = {row["scheme_id"] for row in rows(load_folder, "premises")}
    assert not with_premises & {row["id"] for row in refuges}


def test_what_makes_addresses_hard_is_in_it(load_folder: Path) -> None:
    premises = rows(load_folder, "premises")
    numbers = {(row["street"], row["postcode"], row["number"]) for row in premises}
    assert any((street, postcode, f"{number}A") in numbers for street, postcode, number in numbers)
    assert any("-" in row["number"] for row in premises)
    assert any(row["covers"] == "building" for row in premises)
    assert any(row["building_name"] and not row["number"] for row in premises)
    units = {row["sub_building"].split(" ")[0] for row in premises}
    assert {"Flat", "Room", "Apartment", "Ground"} <= units
    same = Counter(
        tuple(row[part] for part in ("sub_building", "number", "street", "uprn")) for row in premises
    )
    assert same.most_common(1)[0][1] == 2
    towns = defaultdict(set)
    places = defaultdict(set)
    for row in premises:
        towns[row["street"]].add(row["town"])
        places[row["street"], row["town"]].add(row["locality"])
    assert any(len(found) > 2 for found in towns.values())
    assert any(len(found) > 1 for found in places.values())
    schemes = defaultdict(set)
    for row in premises:
        if row["sub_building"]:
            schemes[row["building_name"], row["number"], row["postcode"]].add(row["scheme_id"])
    assert any(len(found) > 1 for found in schemes.values())


def test_types_of_schemes_with_premises_are_in_the_catalogue_and_may_hold_an_address() -> None:
    policies: dict[str, str] = {}
    for path in (REFERENCE / "accommodation_types").glob("*.yaml"):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        for slug, entry in sheet["rows"].items():
            policies[slug] = {**sheet["defaults"], **entry}["location_policy"]
    used = {slug for kinds in organisations.TYPES_BY_SHAPE.values() for slug, _ in kinds}
    assert {policies[slug] for slug in used} <= {
        "address_professional",
        "area_only_public",
        "professional_only",
        "public",
    }
    assert set(organisations.TYPES_WITHOUT_ADDRESS) <= set(policies)
