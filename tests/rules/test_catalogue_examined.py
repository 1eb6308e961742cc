"""Whoever writes reference files is told everything that is wrong with them at once."""

import shutil
from pathlib import Path

import pytest

from directory.errors import BadReference
from directory.rules.catalogue import examine, load_catalogue

SHIPPED = Path(__file__).parents[2] / "data" / "reference"


def faults(folder: Path, **files: str) -> list[tuple[str, int | None, str]]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    found = examine(SHIPPED, folder)
    assert found.catalogue is None
    return [(Path(fault.file).name, fault.line, fault.message) for fault in found.faults]


def test_what_is_right_makes_the_catalogue() -> None:
    found = examine(SHIPPED)
    assert (found.catalogue, found.faults) == (load_catalogue(SHIPPED), ())
    file, line = found.place_of("invite_rules", "R002")
    assert "R002:" in Path(file).read_text(encoding="utf-8").splitlines()[line - 1]


def test_every_fault_of_every_file_is_told_in_order(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        invite_rules="""rows:
  R013:
    levl: required
    force: lwa
  E1: {meeting: icpc}
""",
        circumstances="""rows:
  pregnant:
    asked: perhaps
""",
    )
    assert [(file, line) for file, line, _ in told] == [
        ("circumstances.yaml", 3),
        ("invite_rules.yaml", 3),
        ("invite_rules.yaml", 4),
        *[("invite_rules.yaml", 5)] * 5,
    ]
    assert [message.partition(": ")[2] for *_, message in told[-5:]] == [
        f"'{name}' is missing" for name in ("accommodation", "role", "level", "force", "because")
    ]


def test_a_fault_inside_a_part_is_told_beside_others(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        meeting_types="""rows:
  core-group:
    time_limits:
      - {what: x, kind: soon, quantity: few, unit: days, verification: unverified, sources: OWN}
    attendance: sometimes
""",
    )
    assert [line for _, line, _ in told] == [4, 4, 5]


def test_rows_that_contradict_others_are_all_told(tmp_path: Path) -> None:
    rule = "{meeting: icpc, accommodation: foyer, role: idva, level: required, because: sees-the-family"
    told = faults(
        tmp_path,
        invite_rules=f"""rows:
  E1: {rule}, force: law}}
  E2: {rule}, force: protocol}}
  E3: {rule}, force: protocol, verification: verified}}
""",
    )
    assert [line for _, line, _ in told] == [2, 3, 4, 4]


def test_while_a_file_cannot_be_read_what_names_its_rows_is_not_called_wrong(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        contact_roles="rows: [",
        circumstances="rows:\n  nobody: {retired: yes}\n",
        misspelt="rows: {}\n",
        hard_rules="rows:\n  H1: {rule: Sometimes.}\n  H2: {rule: Never.}\n",
        invite_rules="rows:\n  R013: {role: harbour-warden, meeting: tea-party, levl: required}\n",
    )
    assert [file for file, *_ in told] == [
        "circumstances.yaml",
        "contact_roles.yaml",
        "hard_rules.yaml",
        "hard_rules.yaml",
        "invite_rules.yaml",
        "misspelt.yaml",
    ]
    assert "no field 'levl'" in told[4][2]


def test_a_file_that_cannot_be_read_excuses_only_the_names_that_it_may_hold(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        sources="rows: [",
        contact_role="rows: {}\n",
        invite_rules="rows:\n  R013: {role: harbour-warden, meeting: tea-party, verification: verified}\n",
    )
    assert [message.partition(",")[0] for *_, message in told] == [
        "nothing in the reference folder has this name; did you mean contact_roles.yaml?",
        "invite rule 'R013': 'meeting' is 'tea-party'",
        "not readable as YAML: did not find expected node content",
    ]


def test_the_first_fault_told_alone_is_one_of_all(tmp_path: Path) -> None:
    all_of_them = faults(tmp_path, invite_rules="rows:\n  R013: {levl: x, force: y}\n  R014: {level: z}\n")
    with pytest.raises(BadReference) as caught:
        load_catalogue(SHIPPED, tmp_path)
    assert caught.value.message in [message for *_, message in all_of_them]
    assert len(all_of_them) == 3


def test_a_file_of_ours_that_is_missing_is_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "reference"))
    for name in ("hard_rules", "circumstances"):
        (folder / f"{name}.yaml").unlink()
    assert len(examine(folder).faults) == 2


def test_a_folder_that_is_not_there_cannot_be_examined(tmp_path: Path) -> None:
    with pytest.raises(BadReference, match="no such folder"):
        examine(SHIPPED, tmp_path / "nowhere")
