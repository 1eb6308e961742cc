"""Loading a folder: what it puts into the directory, and that it is all of it or nothing."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from directory.db import db
from directory.errors import Conflict, NotFound, Unavailable
from directory.rules.addresses import keys_of
from directory.services import authorities
from directory.services.loading import Report, load
from directory.services.loading.store import Store
from tests.load_folders import (
    CHELMSFORD,
    COLCHESTER,
    TODAY,
    Row,
    a_contact,
    a_premises,
    a_provider,
    a_scheme,
    a_support,
    small,
    write,
)

TABLES = ("providers", "provider_names", "schemes", "premises", "support_offered", "contacts")


@pytest.fixture(autouse=True)
def councils(in_app: Flask) -> None:
    authorities.align()


def loaded(folder: Path, dry_run: bool = False) -> Report:
    return load(folder, TODAY, dry_run=dry_run)


def rows(query: str) -> list[dict[str, object]]:
    with db.engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def everything() -> dict[str, list[dict[str, object]]]:
    return {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def version() -> int:
    with db.engine.connect() as connection:
        return int(connection.execute(text("SELECT version FROM directory_state")).scalar_one())


def pairs(table: str, link: str) -> dict[object, object]:
    """Which row of a table points to which, by reference."""
    joined = f"{table} a LEFT JOIN {table} b ON b.id = a.{link}"
    return {row["one"]: row["two"] for row in rows(f"SELECT a.reference one, b.reference two FROM {joined}")}


def test_each_file_lands_in_its_table(tmp_path: Path) -> None:
    report = loaded(small(tmp_path))
    assert report.outcome == "loaded"
    assert {file: tally.added for file, tally in report.files.items()} == {
        "providers.csv": 1,
        "schemes.csv": 1,
        "premises.csv": 1,
        "support.csv": 1,
        "contacts.csv": 1,
    }
    assert [len(rows(f"SELECT * FROM {table}")) for table in TABLES] == [1, 0, 1, 1, 1, 1]


def test_a_whole_load_is_one_step_of_the_version(tmp_path: Path) -> None:
    before = version()
    loaded(small(tmp_path))
    assert version() == before + 1


def test_premises_get_the_position_of_their_postcode_and_keys_to_be_found_by(tmp_path: Path) -> None:
    loaded(small(tmp_path, premises=[a_premises(building_name="Oak House", postcode="cm11aa")]))
    [row] = rows("SELECT * FROM premises")
    assert row["postcode"] == CHELMSFORD
    assert (row["latitude"], row["longitude"]) == (
        pytest.approx(51.73, abs=0.05),
        pytest.approx(0.47, abs=0.05),
    )
    assert row["cell"] is not None
    keys = keys_of("Oak House", "12", "Thistlequay Road")
    assert (row["street_key"], row["building_key"], row["number_from"]) == (keys.street, keys.building, 12)


def test_premises_with_a_sub_building_are_a_unit_and_others_a_building(tmp_path: Path) -> None:
    loaded(
        small(
            tmp_path,
            premises=[
                a_premises("A1"),
                a_premises("A2", sub_building="Flat 2"),
                a_premises("A3", covers="unit"),
            ],
        )
    )
    assert {row["reference"]: row["covers"] for row in rows("SELECT * FROM premises")} == {
        "A1": "building",
        "A2": "unit",
        "A3": "unit",
    }


def test_a_position_that_is_given_is_kept(tmp_path: Path) -> None:
    loaded(small(tmp_path, premises=[a_premises(latitude="51.7301", longitude="0.4802")]))
    [row] = rows("SELECT latitude, longitude FROM premises")
    assert (row["latitude"], row["longitude"]) == (51.7301, 0.4802)


def test_the_second_time_nothing_changes(tmp_path: Path) -> None:
    folder = small(
        tmp_path,
        providers=[a_provider(trading_names="BH;Brindle", former_names="Old Brindle"), a_provider("P2")],
        premises=[
            a_premises(valid_from="2025-01-31", uprn="999000000001", latitude="51.73", longitude="0.48")
        ],
        support=[a_support(hours_per_week="37.5", level="visiting", evidence_date="2026-01-31")],
        contacts=[a_contact("C1", covered_by="C2", vacant="yes"), a_contact("C2", hours="24/7")],
    )
    loaded(folder)
    before, steps = everything(), version()
    report = loaded(folder)
    assert report.outcome == "nothing_new"
    assert [(tally.unchanged, tally.added + tally.changed) for tally in report.files.values()] == [
        (2, 0),
        (1, 0),
        (1, 0),
        (1, 0),
        (2, 0),
    ]
    assert (everything(), version()) == (before, steps)


def test_the_same_rows_in_another_order_are_nothing_new(tmp_path: Path) -> None:
    premises = [a_premises(f"A{number}", number=number) for number in range(1, 40)]
    contacts = [a_contact(f"C{number}", covered_by=f"C{number % 39 + 1}") for number in range(1, 40)]
    loaded(small(tmp_path, premises=premises, contacts=contacts))
    before = everything()
    report = loaded(small(tmp_path, premises=premises[::-1], contacts=contacts[7:] + contacts[:7]))
    assert report.outcome == "nothing_new"
    assert everything() == before


def test_a_changed_row_keeps_its_identity(tmp_path: Path) -> None:
    loaded(small(tmp_path))
    before = everything()
    report = loaded(
        write(
            tmp_path,
            providers=[a_provider(phone="01632 960123")],
            schemes=[a_scheme(capacity="8")],
            premises=[a_premises(number="14")],
            support=[a_support(offered="no")],
            contacts=[a_contact(email="duty@brindlestoke.example")],
        )
    )
    assert report.outcome == "loaded"
    assert [tally.changed for tally in report.files.values()] == [1, 1, 1, 1, 1]
    after = everything()
    for table in ("providers", "schemes", "premises", "contacts"):
        assert after[table][0]["id"] == before[table][0]["id"]
    assert after["premises"][0]["number_from"] == 14
    assert after["support_offered"][0]["offered"] == "no"


def test_what_is_empty_or_left_out_becomes_unknown(tmp_path: Path) -> None:
    loaded(small(tmp_path, providers=[a_provider(phone="01632 960123", trading_names="BH")]))
    loaded(write(tmp_path / "again", providers=[a_provider()]))
    assert rows("SELECT phone FROM providers") == [{"phone": None}]
    assert rows("SELECT * FROM provider_names") == []


def test_rows_that_no_file_names_are_left_alone(tmp_path: Path) -> None:
    loaded(small(tmp_path))
    loaded(write(tmp_path / "again", providers=[a_provider("P2")]))
    assert [row["reference"] for row in rows("SELECT reference FROM providers ORDER BY reference")] == [
        "P1",
        "P2",
    ]
    assert len(rows("SELECT * FROM premises")) == 1


def test_further_names_follow_the_file(tmp_path: Path) -> None:
    loaded(write(tmp_path, providers=[a_provider(trading_names="BH; Brindle ;BH", former_names="Old")]))
    loaded(write(tmp_path, providers=[a_provider(trading_names="Brindle;Stoke", former_names="Old")]))
    names = {(row["kind"], row["name"]) for row in rows("SELECT kind, name FROM provider_names")}
    assert names == {("trading", "Brindle"), ("trading", "Stoke"), ("former", "Old")}


def test_a_file_alone_may_point_to_what_the_directory_has(tmp_path: Path) -> None:
    loaded(small(tmp_path))
    report = loaded(
        write(
            tmp_path / "more",
            schemes=[a_scheme("S2")],
            premises=[a_premises("A2", scheme_id="S2"), a_premises("A3", scheme_id="S1", number="3")],
            support=[a_support(support_type="child-voice")],
            contacts=[a_contact("C2", scheme_id="S1", covered_by="C1", role="support-worker")],
        )
    )
    assert report.outcome == "loaded"
    assert pairs("contacts", "covered_by_id")["C2"] == "C1"


def test_rows_may_point_up_and_down_their_own_file(tmp_path: Path) -> None:
    loaded(
        small(
            tmp_path,
            providers=[
                a_provider("P1", successor_id="P2"),
                a_provider("P2"),
                a_provider("P3", successor_id="P1"),
            ],
            contacts=[a_contact("C1", covered_by="C3"), a_contact("C2", covered_by="C1"), a_contact("C3")],
        )
    )
    assert pairs("contacts", "covered_by_id") == {"C1": "C3", "C2": "C1", "C3": None}
    assert pairs("providers", "successor_id") == {"P1": "P2", "P2": None, "P3": "P1"}


@pytest.mark.parametrize(("cover", "changes"), [("C2", 0), ("C3", 1), ("", 1)])
def test_a_new_cover_is_a_change_of_the_post(tmp_path: Path, cover: str, changes: int) -> None:
    posts = [a_contact("C2"), a_contact("C3", role="provider-ooh")]
    loaded(small(tmp_path, contacts=[a_contact("C1", covered_by="C2"), *posts]))
    report = loaded(small(tmp_path, contacts=[a_contact("C1", covered_by=cover), *posts]))
    assert report.files["contacts.csv"].changed == changes
    assert pairs("contacts", "covered_by_id")["C1"] == (cover or None)


def test_a_cover_that_is_new_itself_can_replace_another(tmp_path: Path) -> None:
    loaded(small(tmp_path, contacts=[a_contact("C1", covered_by="C2"), a_contact("C2")]))
    report = loaded(small(tmp_path, contacts=[a_contact("C1", covered_by="C9"), a_contact("C9")]))
    tally = report.files["contacts.csv"]
    assert (tally.added, tally.changed, tally.unchanged) == (1, 1, 0)


def test_rows_without_an_id_are_known_by_what_they_say(tmp_path: Path) -> None:
    folder = small(
        tmp_path,
        premises=[a_premises(""), a_premises("", number="14")],
        contacts=[a_contact("", holder="Mocka Tadpolling"), a_contact("", holder="Testo Nutmegger")],
    )
    assert loaded(folder).outcome == "loaded"
    assert loaded(folder).outcome == "nothing_new"
    assert len(rows("SELECT * FROM premises")) == len(rows("SELECT * FROM contacts")) == 2


def test_one_bad_row_of_many_changes_nothing_and_is_named(tmp_path: Path) -> None:
    loaded(small(tmp_path))
    before, steps = everything(), version()
    many: list[Row] = [a_premises(f"A{number}", number=number) for number in range(1, 4_500)]
    many[4_321] = a_premises("A4322", postcode="CM1 1ZZ")
    report = loaded(write(tmp_path / "many", providers=[a_provider("P9")], premises=many))
    assert report.outcome == "refused"
    [fault] = report.faults
    assert (fault.file, fault.row, fault.column) == ("premises.csv", 4_323, "postcode")
    assert fault.message.startswith("'CM1 1ZZ' is not a postcode that exists; did you mean ")
    assert (everything(), version()) == (before, steps)


def test_a_dry_run_says_what_would_happen_and_writes_nothing(tmp_path: Path) -> None:
    loaded(small(tmp_path))
    before, steps = everything(), version()
    folder = small(
        tmp_path / "next",
        premises=[a_premises("A1"), a_premises("A2", number="14")],
        contacts=[a_contact("C1", covered_by="C2"), a_contact("C2")],
    )
    tried = loaded(folder, dry_run=True)
    assert tried.outcome == "would_load"
    assert (everything(), version()) == (before, steps)
    done = loaded(folder)
    assert done.outcome == "loaded"
    assert done.files == tried.files


def test_in_a_dry_run_faults_are_faults(tmp_path: Path) -> None:
    assert loaded(small(tmp_path, schemes=[a_scheme(age_from="x")]), dry_run=True).outcome == "refused"


def test_whole_buildings_may_share_an_address_with_units_of_another_scheme(tmp_path: Path) -> None:
    report = loaded(
        small(
            tmp_path,
            schemes=[a_scheme("S1"), a_scheme("S2")],
            premises=[a_premises("A1"), a_premises("A2", scheme_id="S2", sub_building="Flat 2")],
        )
    )
    assert report.ok


def test_a_scheme_may_stand_anywhere_or_have_no_place(tmp_path: Path) -> None:
    report = loaded(
        small(
            tmp_path,
            schemes=[
                a_scheme("S1", authority="E07000070", placing_authorities="E09000025;E09000031"),
                a_scheme("S2", accommodation_type="floating-support"),
            ],
            premises=[a_premises("A1"), a_premises("A2", postcode=COLCHESTER, town="Colchester")],
        )
    )
    assert report.ok
    [row] = rows("SELECT placing_authorities FROM schemes WHERE reference = 'S1'")
    assert row == {"placing_authorities": "E09000025;E09000031"}


def test_progress_is_told_up_to_the_last_row(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    load(small(tmp_path), TODAY, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == [1, 2, 3, 4, 5]
    assert all(done <= total for done, total in told)


def test_without_councils_in_the_database_nothing_is_loaded(tmp_path: Path) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM authorities"))
    with pytest.raises(Unavailable, match="prepare"):
        loaded(small(tmp_path))


def test_a_folder_with_nothing_to_load_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        loaded(tmp_path / "nowhere")
    (tmp_path / "README.md").write_text("nothing here")
    with pytest.raises(NotFound, match=r"providers\.csv"):
        loaded(tmp_path)


def test_what_the_database_refuses_is_a_conflict_that_repeats_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(small(tmp_path))
    before = everything()
    # As if another load had put the same rows in between the look and the write.
    monkeypatch.setattr(Store, "is_empty", lambda store, shape: True)
    with pytest.raises(Conflict) as refused:
        loaded(small(tmp_path))
    assert "P1" not in str(refused.value)
    assert "Brindlestoke" not in str(refused.value)
    assert everything() == before
