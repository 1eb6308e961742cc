"""A council's own folder adds, changes and retires rows, and never touches ours."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import BadReference
from directory.rules.catalogue import Catalogue, examine, load_catalogue
from directory.rules.catalogue.folders import merge
from directory.rules.catalogue.sheets import Cell, RawRow

SHIPPED = Path(__file__).parents[2] / "data" / "reference"


@pytest.fixture
def ours() -> Catalogue:
    return load_catalogue(SHIPPED)


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return tmp_path


def with_local(local: Path, **files: str) -> Catalogue:
    for name, text in files.items():
        path = local / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_catalogue(SHIPPED, local)


def fault_of(local: Path, **files: str) -> BadReference:
    with pytest.raises(BadReference) as caught:
        with_local(local, **files)
    return caught.value


def test_an_empty_folder_changes_nothing(local: Path, ours: Catalogue) -> None:
    assert load_catalogue(SHIPPED, local) == ours


def test_a_row_can_be_added(local: Path, ours: Catalogue) -> None:
    merged = with_local(
        local,
        contact_roles="""
            rows:
              harbour-warden:
                name: Harbour warden
                side: landlord
                definition: Looks after the moorings.
            """,
    )
    added = merged.contact_roles["harbour-warden"]
    assert (added.origin, added.verification, added.sources) == ("local", "unverified", ())
    assert [*merged.contact_roles] == [*ours.contact_roles, "harbour-warden"]


def test_one_field_can_be_changed_and_the_rest_is_kept(local: Path, ours: Catalogue) -> None:
    merged = with_local(
        local,
        contact_roles="rows:\n  support-worker:\n    name: Family coach\n",
    )
    changed, was = merged.contact_roles["support-worker"], ours.contact_roles["support-worker"]
    assert (changed.name, changed.origin) == ("Family coach", "local")
    assert (changed.definition, changed.side) == (was.definition, was.side)
    assert merged.contact_roles["provider-dsl"].origin == "shipped"


def test_a_changed_row_is_no_longer_verified_unless_it_says_so(local: Path) -> None:
    merged = with_local(
        local,
        contact_roles="""
            rows:
              mappa-single-point:
                definition: Our housing lead for MAPPA.
              lha-dtr-inbox:
                definition: The inbox we read again.
                verification: verified
              lha-safeguarding-lead:
                note: Only a remark.
            """,
    )
    assert merged.contact_roles["mappa-single-point"].verification == "unverified"
    assert merged.contact_roles["mappa-single-point"].sources == ("MAPPA-3",)
    assert merged.contact_roles["lha-dtr-inbox"].verification == "verified"
    assert merged.contact_roles["lha-safeguarding-lead"].verification == "verified"


def test_a_changed_row_of_law_must_be_verified_again(local: Path) -> None:
    fault = fault_of(local, invite_rules="rows:\n  R111:\n    level: recommended\n")
    assert "nothing unverified may have the force 'law'" in fault.message


def test_an_optional_field_can_be_emptied(local: Path, ours: Catalogue) -> None:
    assert ours.accommodation_types["da-refuge"].ta_note
    merged = with_local(
        local, accommodation_types__ours="rows:\n  da-refuge:\n    ta_note:\n    ta_categories:\n"
    )
    refuge = merged.accommodation_types["da-refuge"]
    assert (refuge.ta_note, refuge.ta_categories) == (None, ())
    assert refuge.facts == ours.accommodation_types["da-refuge"].facts


def test_a_list_is_replaced_as_a_whole(local: Path) -> None:
    merged = with_local(local, accommodation_types__ours="rows:\n  rfc:\n    questions:\n      - Who pays?\n")
    assert merged.accommodation_types["rfc"].questions == ("Who pays?",)


def test_a_types_file_may_have_any_name(local: Path) -> None:
    merged = with_local(
        local, accommodation_types__essex_names="rows:\n  foyer:\n    aliases: [Swan House style]\n"
    )
    assert merged.types_called("swan house style") == (merged.accommodation_types["foyer"],)


def test_a_local_source_can_back_a_local_row(local: Path) -> None:
    merged = with_local(
        local,
        sources="""
            rows:
              ESSEX-PROTOCOL:
                title: Housing and safeguarding protocol
                kind: local
                held: The partnership's intranet
                read: whole
                verification: verified
            """,
        support_types="""
            rows:
              safe-sleep:
                verification: verified
                sources: ESSEX-PROTOCOL
            """,
    )
    assert merged.support_types["safe-sleep"].verification == "verified"


def test_the_defaults_of_a_local_file_reach_added_rows_only(local: Path, ours: Catalogue) -> None:
    merged = with_local(
        local,
        contract_terms="""
            defaults: {note: Agreed in March}
            rows:
              supervision: {basis: own threshold}
              new-term:
                name: New
                definition: New.
                concerns: both
                unit: y/n
                benchmark: Local
                basis: own threshold
                suggested_wording: Draft.
            """,
    )
    assert merged.contract_terms["new-term"].note == "Agreed in March"
    assert merged.contract_terms["supervision"].note == ours.contract_terms["supervision"].note
    assert merged.contract_terms["supervision"].basis == "own threshold"


def test_a_row_can_be_retired_and_is_still_known(local: Path, ours: Catalogue) -> None:
    merged = with_local(local, invite_rules="rows:\n  R224: {retired: true}\n")
    assert "R224" not in merged.invite_rules
    assert len(merged.invite_rules) == len(ours.invite_rules) - 1
    assert merged.retired["invite_rules"]["R224"].origin == "local"


def test_retiring_what_others_name_is_a_fault_at_who_names_it(local: Path) -> None:
    fault = fault_of(local, contact_roles="rows:\n  asb-officer:\n    retired: true\n")
    assert fault.file == str(SHIPPED / "role_fallbacks.yaml")
    assert f"retired in {local / 'contact_roles.yaml'}:2" in fault.message


def test_a_role_can_be_retired_with_every_rule_that_names_it(local: Path) -> None:
    merged = with_local(
        local,
        contact_roles="rows:\n  asb-officer: {retired: yes}\n",
        role_fallbacks="rows:\n  asb-officer: {retired: yes}\n",
        invite_rules="rows:\n  R132: {retired: yes}\n  R146: {retired: yes}\n  R160: {retired: yes}\n",
    )
    assert merged.retired["contact_roles"]["asb-officer"]
    assert {"R132", "R146", "R160"} == set(merged.retired["invite_rules"])


# --- What is refused


@pytest.mark.parametrize(
    ("files", "line", "message"),
    [
        ({"circumstances": "rows:\n  pregnent:\n    retired: true\n"}, 3, "did you mean 'pregnant'?"),
        ({"circumstances": "rows:\n  pregnant:\n    retired: perhaps\n"}, 3, "retired must be true or false"),
        ({"hard_rules": "rows:\n  H1:\n    rule: Sometimes.\n"}, 2, "hard rule 'H1' is built in"),
        ({"hard_rules": "rows:\n  H1:\n    retired: true\n"}, 2, "hard rule 'H1' is built in"),
        ({"location_policies": "rows:\n  confidential: {holds_location: yes}\n"}, 2, "is built in"),
        ({"rule_forces": "rows:\n  protocol: {shown_as: law}\n"}, 2, "rule force 'protocol' is built in"),
        (
            {"accommodation_types__x": "rows:\n  da-refuge:\n    location_policy: public\n"},
            3,
            "may only be stricter than 'confidential'",
        ),
        (
            {"accommodation_types__x": "rows:\n  da-refuge:\n    group: supported_housing\n"},
            3,
            "is safe accommodation, so its group is 'domestic_abuse'",
        ),
        (
            {"accommodation_types__x": "rows:\n  foyer:\n    da_category: refuge\n"},
            3,
            "accommodation type 'foyer': is safe accommodation",
        ),
        (
            {"circumstances": "rows:\n  pregnant: {belongs_to: case}\n"},
            2,
            "belongs_to cannot be changed",
        ),
        (
            {"circumstances": "rows:\n  domestic-abuse: {belongs_to: household}\n"},
            2,
            "belongs_to cannot be changed",
        ),
        ({"contact_roles": "rows:\n  idva: {for_victims: no}\n"}, 2, "for_victims stays yes"),
        ({"meeting_types": "rows:\n  marac: {implies: }\n"}, 2, "implies may only be added to"),
        ({"meeting_types": "rows:\n  marac: {implies: pregnant}\n"}, 2, "implies may only be added to"),
        (
            {"accommodation_types__x": "rows:\n  da-sanctuary:\n    location_policy: not_listed\n"},
            3,
            "may only be stricter than 'confidential_home'",
        ),
        ({"invite_rules": "rows:\n  R300: {meeting: icpc}\n"}, 2, "'accommodation' is missing"),
        ({"circumstances": "rows:\n  pregnant: {nam: x}\n"}, 2, "did you mean 'name'?"),
        ({"circumstances": "rows: none\n"}, 1, "must be `name: value` pairs"),
        ({"circumstances": "rows:\n  pregnant: yes\n"}, 2, "'pregnant' must be `name: value` pairs"),
        (
            {"accommodation_types__x": "rows:\n  rfc:\n    support_normal: [key-work]\n"},
            3,
            "`support_type: offered` pairs",
        ),
        ({"circumstances": "rows:\n  pregnant:\n    name: [a, b]\n"}, 3, "one value, not a list"),
        ({"circumstances": "rows:\n  pregnant:\n    [a, b]: c\n"}, 3, "one plain word"),
    ],
)
def test_a_fault_in_a_local_file_names_that_file(
    local: Path, files: dict[str, str], line: int, message: str
) -> None:
    fault = fault_of(local, **files)
    (name,) = files
    assert fault.file == str(local / f"{name.replace('__', '/')}.yaml")
    assert fault.line == line
    assert message in fault.message


def test_what_the_service_works_out_by_itself_cannot_be_retired(local: Path) -> None:
    named = ("split-household", "domestic-abuse", "refuge", "out-of-area")
    rows = "".join(f"  {each}: {{retired: yes}}\n" for each in (*named, "pregnant"))
    (local / "circumstances.yaml").write_text(f"rows:\n{rows}", encoding="utf-8")
    said = [fault.message for fault in examine(SHIPPED, local).faults]
    refused = [message for message in said if "cannot be retired" in message]
    assert len(refused) == len(named)
    assert all(any(f"'{each}'" in message for message in refused) for each in named)


def test_what_keeps_two_sides_apart_may_be_added_to(local: Path) -> None:
    merged = with_local(
        local,
        accommodation_types__x="rows:\n  msvcc-safe-house: {group: domestic_abuse}\n",
        contact_roles="rows:\n  support-worker: {for_victims: yes}\n",
        meeting_types="rows:\n  marac: {implies: [pregnant, domestic-abuse]}\n",
        circumstances="rows:\n  hearing-fixed: {name: Hearing, meaning: Fixed., belongs_to: case}\n",
    )
    assert merged.accommodation_types["msvcc-safe-house"].is_refuge
    assert merged.meeting_types["marac"].implies == ("pregnant", "domestic-abuse")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("suport_types.yaml", "did you mean support_types.yaml?"),
        ("support_types.yml", "did you mean support_types.yaml?"),
        ("accommodation_types.yaml", "did you mean a file in accommodation_types/?"),
        ("accomodation_types/x.yaml", "did you mean a file in accommodation_types/?"),
    ],
)
def test_a_misspelt_file_is_a_fault_and_not_silently_left_out(local: Path, name: str, hint: str) -> None:
    path = local / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("rows: {}\n", encoding="utf-8")
    with pytest.raises(BadReference, match=hint.replace("?", r"\?")):
        load_catalogue(SHIPPED, local)


def test_other_files_in_the_folder_are_left_alone(local: Path, ours: Catalogue) -> None:
    for name in ("authorities.csv", "notes.txt", ".hidden.yaml", "~lock.yaml"):
        (local / name).write_text("not for us", encoding="utf-8")
    (local / "papers").mkdir()
    assert load_catalogue(SHIPPED, local) == ours


def test_a_confidential_type_may_be_made_stricter(local: Path) -> None:
    merged = with_local(
        local, accommodation_types__x="rows:\n  da-sanctuary:\n    location_policy: confidential\n"
    )
    assert merged.accommodation_types["da-sanctuary"].location_policy == "confidential"
    assert not merged.accommodation_types["da-sanctuary"].holds_location


def test_a_type_that_holds_a_place_may_stop_holding_it(local: Path) -> None:
    merged = with_local(local, accommodation_types__x="rows:\n  rfc:\n    location_policy: confidential\n")
    assert not merged.accommodation_types["rfc"].holds_location


# --- Whatever the rows are

KEYS = st.sampled_from(["a", "b", "c", "d", "e"])
CELLS = st.dictionaries(
    st.sampled_from(["name", "note", "meaning", "verification"]), st.sampled_from(["x", "y"]), min_size=1
)
OURS, THEIRS = Path("ours.yaml"), Path("theirs.yaml")


def raw_table(path: Path, rows: dict[str, dict[str, Any]]) -> dict[str, RawRow]:
    return {
        key: RawRow(key, path, line, {name: Cell(path, line, text) for name, text in cells.items()})
        for line, (key, cells) in enumerate(rows.items(), 1)
    }


def texts(row: RawRow) -> dict[str, Any]:
    return {name: cell.content for name, cell in row.cells.items()}


ROWS = st.dictionaries(KEYS, CELLS)


@given(ROWS, ROWS)
def test_merging_loses_no_row_and_invents_none(shipped: dict[str, Any], local: dict[str, Any]) -> None:
    merged = merge("circumstances", raw_table(OURS, shipped), raw_table(THEIRS, local))
    assert [*merged] == [*shipped, *(key for key in local if key not in shipped)]


@given(ROWS, ROWS)
def test_what_the_local_file_gives_wins_and_the_rest_is_kept(
    shipped: dict[str, Any], local: dict[str, Any]
) -> None:
    merged = merge("circumstances", raw_table(OURS, shipped), raw_table(THEIRS, local))
    for key, row in merged.items():
        wanted = {**shipped.get(key, {}), **local.get(key, {})}
        if key in shipped and {"name", "meaning"} & set(local.get(key, {})):
            wanted.setdefault("verification", "unverified")
            if "verification" not in local[key]:
                wanted["verification"] = "unverified"
        assert texts(row) == wanted
        assert row.local == (key in local)


@given(ROWS, ROWS)
def test_merging_twice_is_merging_once(shipped: dict[str, Any], local: dict[str, Any]) -> None:
    theirs = raw_table(THEIRS, local)
    once = merge("circumstances", raw_table(OURS, shipped), theirs)
    again = merge("circumstances", once, theirs)

    def read(table: dict[str, RawRow]) -> dict[str, dict[str, Any]]:
        return {key: {"verification": "unverified", **texts(row)} for key, row in table.items()}

    assert read(again) == read(once)


@given(ROWS)
def test_our_rows_are_never_altered_in_place(shipped: dict[str, Any]) -> None:
    table = raw_table(OURS, shipped)
    before = {key: (texts(row), row.path, row.line, row.local) for key, row in table.items()}
    merge("circumstances", table, raw_table(THEIRS, {key: {"name": "z"} for key in shipped}))
    assert {key: (texts(row), row.path, row.line, row.local) for key, row in table.items()} == before


@given(ROWS, ROWS)
def test_a_fault_in_a_changed_field_points_to_the_local_file(
    shipped: dict[str, Any], local: dict[str, Any]
) -> None:
    merged = merge("circumstances", raw_table(OURS, shipped), raw_table(THEIRS, local))
    for key, row in merged.items():
        for name, cell in row.cells.items():
            changed_here = name in local.get(key, {}) or (key in local and name not in shipped.get(key, {}))
            if changed_here:
                assert cell.path == THEIRS


def test_a_councils_own_number_is_its_own_and_unverified(local: Path, ours: Catalogue) -> None:
    merged = with_local(
        local,
        contract_thresholds="rows:\n  report-initial-conference: {quantity: 72, basis: own threshold}\n",
        capacity_assumptions="rows:\n  travel: {quantity: 2, basis: own threshold}\n",
    )
    own = merged.contract_thresholds["report-initial-conference"]
    assert (own.quantity, own.unit, own.basis, own.verification) == (
        72,
        "hours",
        "own threshold",
        "unverified",
    )
    assert own in merged.contract_terms["report-standard"].thresholds
    assert ours.contract_thresholds["report-initial-conference"].verification == "secondary"
    assert merged.capacity_assumptions["travel"].quantity == 2


@pytest.mark.parametrize(
    ("file", "row", "field"),
    [
        ("contract_thresholds", "response-time: {quantity: 2}", "quantity: 2"),
        ("contract_thresholds", "response-time: {unit: days, measure: Reply}", "unit: days"),
        ("contract_thresholds", "handover: {sense: at_least}", "sense: at_least"),
        ("capacity_assumptions", "travel: {quantity: 2}", "quantity: 2"),
    ],
)
def test_a_changed_number_must_say_what_it_rests_on(local: Path, file: str, row: str, field: str) -> None:
    fault = fault_of(local, **{file: f"rows:\n  {row}\n"})
    assert fault.message.endswith("say what the number rests on, such as `basis: own threshold`")
    assert (fault.file, fault.line) == (str(local / f"{file}.yaml"), 2), field


def test_what_a_threshold_is_called_may_be_changed_alone(local: Path) -> None:
    merged = with_local(local, contract_thresholds="rows:\n  handover: {measure: Handing over}\n")
    assert merged.contract_thresholds["handover"].basis == "proposal"


def test_a_part_of_the_estimate_cannot_be_retired(local: Path) -> None:
    fault = fault_of(local, capacity_assumptions="rows:\n  cover: {retired: true}\n")
    assert "no capacity assumption is left with the part 'cover'" in fault.message


def test_a_threshold_is_retired_alone_or_with_its_term(local: Path) -> None:
    merged = with_local(local, contract_thresholds="rows:\n  response-time-strategy: {retired: true}\n")
    assert [each.slug for each in merged.contract_terms["response-time"].thresholds] == ["response-time"]
    fault = fault_of(local, contract_terms="rows:\n  handover: {retired: true}\n")
    assert fault.file == str(SHIPPED / "contract_thresholds.yaml")


def test_whoever_writes_numbers_is_told_every_fault_in_them(local: Path) -> None:
    (local / "contract_thresholds.yaml").write_text(
        "rows:\n"
        "  handover: {quantity: 2}\n"
        "  named-leads: {unit: guesses}\n"
        "  meeting-attendance: {sense: at_most}\n"
    )
    (local / "capacity_assumptions.yaml").write_text(
        "rows:\n  travel: {quantity: 99, basis: own threshold}\n  cover: {retired: true}\n"
    )
    (local / "contract_terms.yaml").write_text("rows:\n  child-seen: {concerns: nobody}\n")
    faults = [fault.message for fault in examine(SHIPPED, local).faults]
    assert len(faults) == 6
    for part in (
        "'handover': say what",
        "'guesses'",
        "'meeting-attendance': say what",
        "99 is not from 0 to 24",
        "the part 'cover'",
        "'nobody'",
    ):
        assert any(part in fault for fault in faults), part
