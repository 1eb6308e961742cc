"""A fault in a reference file stops the start, and names the file and the line to mend."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from directory.errors import BadReference
from directory.rules.catalogue import load_catalogue

SHIPPED = Path(__file__).parents[2] / "data" / "reference"
Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "reference"))


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    def spoil(name: str, old: str, new: str) -> Path:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return spoil


def fault_in(folder: Path) -> BadReference:
    with pytest.raises(BadReference) as caught:
        load_catalogue(folder)
    return caught.value


def line_of(path: Path, text: str) -> int:
    """The number of the first line that holds `text`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


BNB = "accommodation_types/homelessness_ta.yaml"

FAULTS = {
    "unknown field": (
        BNB,
        "    tenure: Licence by",
        "    tenur: Licence by",
        "tenur:",
        "did you mean 'tenure'",
    ),
    "missing field": (
        BNB,
        "    short_name: Shared B&B\n",
        "",
        "  ta-bnb-shared:",
        "'short_name' is missing",
    ),
    "empty field": (BNB, "short_name: Shared B&B", "short_name:", "short_name:", "must not be empty"),
    "empty text": (BNB, "short_name: Shared B&B", 'short_name: ""', "short_name:", "must not be empty"),
    "dangling source": (BNB, "sources: HJA-6W", "sources: HJA-7W", "HJA-7W", "did you mean 'HJA-6W'"),
    "dangling policy": (
        BNB,
        "location_policy: area_only_public",
        "location_policy: area_only",
        "location_policy: area_only",
        "no location policy",
    ),
    "dangling support type": (
        BNB,
        "      play-outdoor: no",
        "      play-outdors: no",
        "play-outdors",
        "no support type",
    ),
    "dangling support level": (
        BNB,
        "level: none, note: A reception",
        "level: nil, note: A reception",
        "level: nil",
        "no support level",
    ),
    "dangling code": (BNB, "    ta_categories: bb", "    ta_categories: bbb", "bbb", "no ta category"),
    "dangling profile": (
        BNB,
        "  duty_profile: lha",
        "  duty_profile: lhaa",
        "duty_profile: lhaa",
        "no duty profile",
    ),
    "bad offered": (BNB, "      play-outdoor: no", "      play-outdoor: none", "none", "yes, no, ask"),
    "bad limit unit": (
        BNB,
        "        unit: weeks",
        "        unit: fortnights",
        "fortnights",
        "must be one of",
    ),
    "bad limit number": (BNB, "quantity: 6", "quantity: six", "quantity: six", "must be a number such as 6"),
    "bad verification": (
        BNB,
        "        verification: secondary\n        sources: HJA-6W",
        "        verification: certain\n        sources: HJA-6W",
        "verification: certain",
        "verified, secondary, unverified",
    ),
    "claim above its source": (
        BNB,
        "        verification: secondary\n        sources: HJA-6W",
        "        verification: verified\n        sources: HJA-6W",
        "verification: verified",
        "more than its sources carry (HJA-6W)",
    ),
    "a list where a word belongs": (
        BNB,
        "short_name: Shared B&B",
        "short_name: [Shared, B&B]",
        "short_name:",
        "one value, not a list",
    ),
    "a word where parts belong": (
        "meeting_types.yaml",
        "- {what: Confirm, kind: deadline, quantity: 2, unit: hours, starts: the invitation, "
        "verification: unverified, sources: OWN}",
        "- Confirm",
        "- Confirm",
        "`name: value` pairs",
    ),
    "same value twice": (BNB, "aliases: [TA,", "aliases: [TA, TA,", "aliases: [TA, TA", "has 'TA' twice"),
    "bad yes or no": (BNB, "supported_any: no", "supported_any: perhaps", "perhaps", "must be yes or no"),
    "bad date": (
        "sources.yaml",
        "as_of: 2026-11-23",
        "as_of: 23/11/2026",
        "23/11/2026",
        "such as 2026-11-23",
    ),
    "bad whole number": ("general_questions.yaml", "order: 3", "order: third", "third", "whole number"),
    "same order twice": ("general_questions.yaml", "order: 3", "order: 2", "order: 2", "order 2"),
    "a field worked out by us": (
        BNB,
        "    short_name: Shared B&B\n",
        "    short_name: Shared B&B\n    holds_location: yes\n",
        "holds_location",
        "no field 'holds_location'",
    ),
    "dangling meeting": (
        "invite_rules.yaml",
        "R001: {meeting: strategy-discussion",
        "R001: {meeting: strategy",
        "R001",
        "no meeting type",
    ),
    "dangling group": (
        "invite_rules.yaml",
        "group:homelessness_ta",
        "group:homelessness",
        "group:homelessness,",
        "no accommodation group; did you mean 'homelessness_ta'",
    ),
    "dangling role": (
        "invite_rules.yaml",
        "role: provider-dsl,",
        "role: dsl,",
        "role: dsl,",
        "no contact role",
    ),
    "dangling circumstance": (
        "invite_rules.yaml",
        "circumstance: nrpf",
        "circumstance: nrfp",
        "nrfp",
        "no circumstance",
    ),
    "dangling reason": (
        "invite_rules.yaml",
        "because: hotel-building-facts",
        "because: hotel-facts",
        "because: hotel-facts",
        "no rule reason",
    ),
    "dangling type": (
        "invite_rules.yaml",
        "accommodation: ta-bnb-shared",
        "accommodation: bnb",
        "accommodation: bnb",
        "no accommodation type",
    ),
    "bad level": ("invite_rules.yaml", "level: required", "level: needed", "level: needed", "must be one of"),
    "bad force": (
        "invite_rules.yaml",
        "force: law_assist_only",
        "force: laws",
        "force: laws",
        "no rule force",
    ),
    "law without a section": (
        "invite_rules.yaml",
        "    provision: Housing Act 1996 s.208\n",
        "",
        "force: law\n",
        "needs the `provision`",
    ),
    "unverified law": (
        "invite_rules.yaml",
        "    verification: secondary\n    sources: HA96-208",
        "    verification: unverified\n    sources: HA96-208",
        "force: law\n",
        "nothing unverified",
    ),
    "protocol as verified": (
        "invite_rules.yaml",
        "because: hotel-building-facts}",
        "because: hotel-building-facts, verification: secondary, sources: PQ-24407}",
        "R107",
        "stays unverified",
    ),
    "protocol with a section": (
        "invite_rules.yaml",
        "because: hotel-building-facts}",
        "because: hotel-building-facts, provision: s.1}",
        "R107",
        "only a rule of law",
    ),
    "the same case twice": (
        "invite_rules.yaml",
        "  R107:",
        "  R900: {meeting: any, accommodation: ta-bnb-shared, role: owner-operator, level: required,"
        " because: privileged}\n  R107:",
        "  R107",
        "same case as 'R900'",
    ),
    "fallback to itself": (
        "role_fallbacks.yaml",
        "steps: [rp-safeguarding-lead,",
        "steps: [housing-officer-rp,",
        "steps: [housing",
        "cannot stand in for itself",
    ),
    "fallback to nobody": (
        "role_fallbacks.yaml",
        "steps: [rp-safeguarding-lead, provider-dsl]",
        "steps: []",
        "steps: []",
        "names nobody",
    ),
    "fallback of no role": (
        "role_fallbacks.yaml",
        "  refuge-manager:",
        "  refuge-boss:",
        "refuge-boss",
        "no contact role",
    ),
    "dangling framework": (
        "contract_terms.yaml",
        "frameworks: [S11, LDCC, SAREG]",
        "frameworks: [S12]",
        "frameworks: [S12]",
        "no contract framework",
    ),
    "dangling term": (
        "contract_thresholds.yaml",
        "term: named-lead",
        "term: named-leed",
        "term: named-leed",
        "did you mean 'named-lead'",
    ),
    "a shipped number of a council's own": (
        "contract_thresholds.yaml",
        "basis: proposal",
        "basis: own threshold",
        "basis: own threshold",
        "is for a council's own folder",
    ),
    "a number nobody has set": (
        "contract_thresholds.yaml",
        "    quantity: 90\n",
        "",
        "  meeting-attendance:",
        "is left out where the basis is 'local choice', and only there",
    ),
    "a local choice with a number": (
        "contract_thresholds.yaml",
        "    sense: at_least\n    unit: hours_per_month",
        "    sense: at_least\n    quantity: 21\n    unit: hours_per_month",
        "quantity: 21",
        "is left out where the basis is 'local choice', and only there",
    ),
    "more than all": (
        "contract_thresholds.yaml",
        "quantity: 90",
        "quantity: 101",
        "quantity: 101",
        "101 is more than all there is",
    ),
    "one measure in two kinds of unit": (
        "contract_thresholds.yaml",
        "    quantity: 2\n    unit: hours\n",
        "    quantity: 2\n    unit: hours_per_month # here\n",
        "unit: hours_per_month # here",
        "in working_days in 'response-time', which does not compare",
    ),
    "one measure in two senses": (
        "contract_thresholds.yaml",
        "    sense: at_most\n    quantity: 2\n    unit: hours\n",
        "    sense: at_least # here\n    quantity: 2\n    unit: hours\n",
        "sense: at_least # here",
        "the same measure is at_most in 'response-time'",
    ),
    "a yes with a number": (
        "contract_thresholds.yaml",
        "    sense: exactly\n",
        "    sense: exactly\n    quantity: 7\n",
        "quantity: 7",
        "a yes_no is met by a yes",
    ),
    "a yes at least": (
        "contract_thresholds.yaml",
        "    sense: exactly\n",
        "    sense: at_least # here\n",
        "  payment:",
        "the sense is exactly",
    ),
    "a yes in its own unit": (
        "contract_thresholds.yaml",
        "also: [gbp_per_hour",
        "also: [yes_no",
        "also: [yes_no",
        "names other units than its own",
    ),
    "another unit of a number": (
        "contract_thresholds.yaml",
        "unit: people\n",
        "unit: people\n    also: [percent]\n",
        "also: [percent]",
        "only a yes_no can be answered in other units",
    ),
    "a threshold for those the term leaves out": (
        "contract_thresholds.yaml",
        "    unit: days\n",
        "    unit: days\n    concerns: adults\n",
        "concerns: adults",
        "the term 'child-seen' concerns children only",
    ),
    "an assumption in the wrong unit": (
        "capacity_assumptions.yaml",
        "unit: hours_per_meeting",
        "unit: hours_per_week # here",
        "unit: hours_per_week # here",
        "preparation is in hours_per_meeting",
    ),
    "an assumption above what may be put in its place": (
        "capacity_assumptions.yaml",
        "quantity: 0.1\n",
        "quantity: 10.5\n",
        "quantity: 10.5",
        "10.5 is not from 0 to 10",
    ),
    "an assumption below what may be put in its place": (
        "capacity_assumptions.yaml",
        "quantity: 5\n    unit: percent",
        "quantity: 0.05\n    unit: percent",
        "quantity: 0.05",
        "0.05 is not from 0.1 to 50",
    ),
    "a rate of no cases": (
        "capacity_assumptions.yaml",
        "    case: child_protection\n",
        "",
        "  rate-strategy-discussion:",
        "a rate names the cases",
    ),
    "cases of what is no rate": (
        "capacity_assumptions.yaml",
        "    part: travel\n",
        "    part: travel\n    case: care_leaver # here\n",
        "case: care_leaver # here",
        "and nothing else does",
    ),
    "a rate of no meeting": (
        "capacity_assumptions.yaml",
        "    meeting: strategy-discussion\n",
        "",
        "  rate-strategy-discussion:",
        "a rate names its meeting",
    ),
    "supervision of one meeting": (
        "capacity_assumptions.yaml",
        "    part: supervision\n",
        "    part: supervision\n    meeting: lac-review # here\n",
        "meeting: lac-review # here",
        "supervision is not of one meeting",
    ),
    "two assumptions about the same": (
        "capacity_assumptions.yaml",
        "    part: preparation\n    meeting: rcpc",
        "    part: preparation # here\n    meeting: icpc",
        "part: preparation # here",
        "is about the same as 'initial-conference-preparation'",
    ),
    "bad basis": (
        "contract_terms.yaml",
        "basis: local choice",
        "basis: guess",
        "basis: guess",
        "must be one of",
    ),
    "bad side": (
        "contact_roles.yaml",
        "side: provider",
        "side: supplier",
        "side: supplier",
        "must be one of",
    ),
    "bad family": ("support_types.yaml", "family: core", "family: corn", "family: corn", "no support family"),
    "proposed names no field": (
        "contact_roles.yaml",
        "proposed: definition",
        "proposed: meaning",
        "proposed: meaning",
        "names no field 'meaning'",
    ),
    "bad key": ("circumstances.yaml", "  nrpf:", "  no recourse:", "no recourse", "cannot be a row's key"),
    "a slug as a field": (
        "circumstances.yaml",
        "  nrpf:\n",
        "  nrpf:\n    slug: nrpf\n",
        "slug: nrpf",
        "the name before the colon",
    ),
    "unknown part of a file": (
        "circumstances.yaml",
        "rows:",
        "row:\n\nrows:",
        "row:",
        "`defaults:` and `rows:`",
    ),
    "a tag": (
        "circumstances.yaml",
        "    asked: no",
        "    asked: !!python/name:os.system no",
        "asked",
        "the tag",
    ),
    "an alias": (
        "circumstances.yaml",
        "name: Tenancy or licence may end",
        "name: &x Tenancy\n    note: *x",
        "&x",
        "anchors and aliases",
    ),
    "broken YAML": ("circumstances.yaml", "  nrpf:", "  nrpf: [", "name: Home Office accommodation", "YAML"),
    "an invisible character": (
        "circumstances.yaml",
        "name: Tenancy or",
        "name: Ten\u200bancy or",
        "\u200b",
        "U+200B",
    ),
}


@pytest.mark.parametrize("name", [*FAULTS])
def test_a_fault_names_its_file_and_line(name: str, folder: Path, spoil: Spoil) -> None:
    file, old, new, marker, message = FAULTS[name]
    path = spoil(file, old, new)
    fault = fault_in(folder)
    assert message in fault.message
    assert fault.file == str(path)
    if name != "broken YAML":
        first, *_ = marker.split("\n")
        lines = path.read_text(encoding="utf-8").splitlines()
        assert first in lines[(fault.line or 0) - 1], (fault.line, fault.message)


def test_a_fault_reads_as_file_line_message(folder: Path, spoil: Spoil) -> None:
    path = spoil("circumstances.yaml", "    asked: no", "    asked: maybe")
    line = line_of(path, "    asked: maybe")
    assert str(fault_in(folder)) == (
        f"{path}:{line}: circumstance 'refuge': 'asked' is 'maybe', but must be yes or no"
    )


def test_broken_yaml_names_a_line_of_the_file(folder: Path, spoil: Spoil) -> None:
    path = spoil("circumstances.yaml", "  nrpf:", "  nrpf: [")
    fault = fault_in(folder)
    assert fault.line is not None
    assert abs(fault.line - line_of(path, "nrpf: [")) <= 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rows:\n  a: " + "[" * 100_000, "nested more than 12 deep"),
        ("rows:\n  a: {name: x}\n---\nb: c\n", "a second document"),
        ('rows:\n  a: {name: "x\\u202e", meaning: y}\n', "invisible character, U+202E"),
        ("rows:\n  a: {name: x, meaning: y, as_of: 2026-W48-1}\n", "must be a date"),
        ("rows:\n  a: {name: x, meaning: y, as_of: 2026-02-30}\n", "must be a date"),
        ("rows:\n  a: {<<: {name: x}}\n", "no field '<<'"),
        (f"rows:\n  a: {{name: x, meaning: {'y' * 5000}}}\n", "longer than 4000"),
        ("rows:\n  a: {? [b] : c}\n", "one plain word"),
    ],
)
def test_what_cannot_be_seen_or_borne_is_refused(folder: Path, text: str, message: str) -> None:
    (folder / "circumstances.yaml").write_text(text, encoding="utf-8")
    fault = fault_in(folder)
    assert message in fault.message
    assert fault.line in (2, 3)


def test_a_row_given_twice_names_both_lines(folder: Path) -> None:
    path = folder / "circumstances.yaml"
    first = line_of(path, "  pregnant:")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "  pregnant:\n    name: x\n    meaning: y\n", encoding="utf-8")
    fault = fault_in(folder)
    assert fault.line == text.count("\n") + 1
    assert fault.message == f"'pregnant' is given twice, first on line {first}"


def test_a_type_in_two_files_names_both_files(folder: Path) -> None:
    path = folder / "accommodation_types" / "zz.yaml"
    path.write_text("rows:\n\n  rfc:\n    name: x\n", encoding="utf-8")
    fault = fault_in(folder)
    first = folder / "accommodation_types" / "parent_child_assessment.yaml"
    assert (fault.file, fault.line) == (str(path), 3)
    assert f"first in {first}:{line_of(first, '  rfc:')}" in fault.message


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "support_levels.yaml").unlink()
    fault = fault_in(folder)
    assert (fault.file, fault.line) == (str(folder / "support_levels.yaml"), None)


def test_an_empty_file_is_named(folder: Path) -> None:
    (folder / "support_levels.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert "the file is empty" in fault_in(folder).message


def test_a_file_without_rows_is_named(folder: Path) -> None:
    (folder / "support_levels.yaml").write_text("defaults: {note: x}\n", encoding="utf-8")
    assert "`rows:` is missing" in fault_in(folder).message


def test_a_file_that_is_not_utf8_names_the_line(folder: Path) -> None:
    path = folder / "circumstances.yaml"
    text = path.read_text(encoding="utf-8").replace("Pregnancy or newborn", "Grossesse, né")
    path.write_bytes(text.encode("latin-1"))
    fault = fault_in(folder)
    assert fault.message.startswith("not UTF-8")
    assert fault.line == text[: text.index("Grossesse")].count("\n") + 1


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Path) -> None:
    path = folder / "circumstances.yaml"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert len(load_catalogue(folder).circumstances) == 15


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no such folder" in fault_in(tmp_path / "nowhere").message


def test_the_slow_yaml_parser_finds_the_same_rows_and_lines(
    monkeypatch: pytest.MonkeyPatch, folder: Path, spoil: Spoil
) -> None:
    import yaml

    fast = load_catalogue(folder)
    monkeypatch.setattr("directory.rules.catalogue.sheets._LOADER", yaml.SafeLoader)
    assert load_catalogue(folder) == fast
    path = spoil("circumstances.yaml", "    asked: no", "    asked: maybe")
    assert fault_in(folder).line == line_of(path, "    asked: maybe")


def test_every_shipped_line_number_is_right(folder: Path) -> None:
    """Renaming a field to an unknown one, anywhere, is reported on exactly that line."""
    path = folder / "support_types.yaml"
    original = path.read_text(encoding="utf-8").splitlines(keepends=True)
    spots = [n for n, line in enumerate(original) if re.match(r"    family:", line)]
    for spot in spots[::8]:
        path.write_text(
            "".join(
                line.replace("family:", "famly:") if n == spot else line for n, line in enumerate(original)
            ),
            encoding="utf-8",
        )
        assert fault_in(folder).line == spot + 1
