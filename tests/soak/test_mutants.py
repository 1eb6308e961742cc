"""The faults that `make mutants` puts into the code, and how it tells what became of them."""

import ast
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from directory.config import PROJECT
from soak.mutants.__main__ import mutants as command
from soak.mutants.changes import variants
from soak.mutants.covering import LONGEST_S, Covering
from soak.mutants.mutant import Mutant, members, mutants_of
from soak.mutants.targets import GROUPS, Group
from soak.mutants.telling import Figures, Tried, page, part_noticed

MODULE = "directory/services/visible.py"


def faults_in(text: str, *, table: bool = False) -> set[str]:
    """What may stand in the place of the whole of a text."""
    parsed = ast.parse(text).body[0]
    node = parsed.value if isinstance(parsed, ast.Expr) and not isinstance(parsed.value, ast.Call) else parsed
    found = variants(node, {"Place": ["NOTHING", "AREA"]}, table=table)
    return {ast.unparse(ast.fix_missing_locations(each.put)).replace("\n    ", " ") for each in found}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a < b", {"a <= b", "a >= b"}),
        ("a == b", {"a != b"}),
        ("a is None", {"a is not None"}),
        ("a in b", {"a not in b"}),
        ("a and b", {"a or b", "a", "b"}),
        ("not a", {"a"}),
        ("a | b", {"a & b"}),
        ("b if a else c", {"b if not a else c"}),
        ("if a: pass", {"if not a: pass"}),
        ("return a.b", {"return None"}),
        ("return a", {"return None", "return not a"}),
        ("raise A", {"pass"}),
        ("a = b()", {"a = None"}),
        ("act(a)", {"pass"}),
        ("continue", {"break"}),
        ("1", {"2"}),
        ("True", {"False"}),
        ("'provider'", {"'XXprovider'"}),
        ("'two words'", set()),
        ("None", set()),
        ("any", {"all"}),
        ("Place.AREA", {"Place.NOTHING"}),
        ("[a, b]", {"[a]", "[b]"}),
        ("{a: b}", {"{}"}),
        ("a, b", set()),
    ],
)
def test_each_thing_has_its_faults(text: str, wanted: set[str]) -> None:
    assert faults_in(text) == wanted


def test_arguments_change_places_and_are_left_out() -> None:
    [call] = ast.parse("f(a, b, c=d)").body
    assert isinstance(call, ast.Expr)
    found = {ast.unparse(each.put) for each in variants(call.value, {}, table=False)}
    assert found == {"f(b, a, c=d)", "f(a, b)"}


def test_a_table_loses_its_rows_one_at_a_time() -> None:
    assert faults_in("a, b", table=True) == {"(a,)", "(b,)"}


def test_every_fault_makes_another_program_that_can_be_read() -> None:
    texts = {ast.unparse(fault.tree()) for fault in mutants_of(MODULE)}
    assert len(texts) == len(mutants_of(MODULE)) == 3
    assert ast.unparse(ast.parse((PROJECT / MODULE).read_text())) not in texts
    for text in texts:
        compile(text, MODULE, "exec")


@pytest.mark.parametrize("module", [module for group in GROUPS.values() for module in group.modules])
def test_no_two_faults_of_a_module_go_by_one_name(module: str) -> None:
    names = [fault.name for fault in mutants_of(module)]
    assert len({*names}) == len(names) > 0


def test_the_members_of_enumerations_are_known() -> None:
    assert members()["Place"] == ["NOTHING", "COUNTY", "AREA", "ADDRESS"]


def test_a_fault_is_put_into_a_function_and_into_a_module() -> None:
    # In a process of its own: what is put in stays.
    program = """
from soak.mutants.applying import put_into_function, put_into_module
from soak.mutants.mutant import mutants_of
from directory.rules import disclosure
from directory.rules.permissions import ANYONE, Reader, Role
found = mutants_of("directory/rules/disclosure.py")
assert not disclosure.may_change(Reader(Role.ORGANISER), disclosure.Owner())
fault = next(each for each in found if each.inside == "may_change()" and each.before == "False")
assert put_into_function(fault)
assert disclosure.may_change(Reader(Role.ORGANISER), disclosure.Owner())
fault = next(each for each in found if each.before == "'public'")
put_into_module(fault)
from directory.rules import disclosure
assert "XXpublic" in disclosure._PUBLIC
assert not disclosure.may_change(Reader(Role.ORGANISER), disclosure.Owner())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def _covering() -> Covering:
    seconds = {"slow": 2.0, "quick": 0.1, "other": 0.1, "endless": LONGEST_S + 1.0}
    lines = {(MODULE, 12): {"slow", "quick", "failing"}, (MODULE, 13): {"other"}}
    return Covering(seconds, lines)


def test_the_quickest_are_asked_first_and_those_that_noticed_before_sooner_still() -> None:
    fault, covering = mutants_of(MODULE)[0], _covering()
    assert fault.first == 12
    assert covering.tests_for(fault, all_of_module=False) == ["quick", "slow"]
    assert covering.tests_for(fault, all_of_module=True) == ["quick", "slow", "other"]
    covering.note(fault, "slow")
    assert covering.tests_for(fault, all_of_module=False) == ["slow", "quick"]


def test_where_nobody_knows_who_runs_a_line_each_file_has_a_turn() -> None:
    quick, other = [f"a::{number}" for number in range(6)], "b::0"
    seconds = dict.fromkeys(quick, 0.1) | {other: 0.5}
    covering = Covering(seconds, {(MODULE, 99): {*quick, other}})
    asked = covering.tests_for(mutants_of(MODULE)[0], all_of_module=True)
    assert asked == [quick[0], other, *quick[1:]]


def test_no_fault_is_asked_about_for_ever() -> None:
    assert _covering().in_time(["quick", "endless", "slow"]) == ["quick"]
    assert _covering().in_time(["endless", "slow"]) == ["endless"]


def test_a_test_that_fails_without_any_fault_is_asked_no_more() -> None:
    fault, covering = mutants_of(MODULE)[0], _covering()
    covering.distrust("quick", all_of_module=False)
    assert covering.tests_for(fault, all_of_module=False) == ["slow"]
    assert covering.tests_for(fault, all_of_module=True) == ["quick", "slow", "other"]


def _tried(*verdicts: str) -> Tried:
    faults = mutants_of(MODULE)[: len(verdicts)]
    group = Group("access", 95, (MODULE,), ())
    return Tried(group, faults, [{"verdict": each, "by": "a test"} for each in verdicts], [], 1.0)


def test_what_nobody_noticed_is_told_with_what_was_changed() -> None:
    tried = _tried("killed", "hung", "survived")
    assert tried.by_module() == {MODULE: Figures(faults=3, killed=1, hung=1, survived=1, equivalent=0)}
    assert part_noticed(tried.by_module()) == pytest.approx(66.7, abs=0.1)
    assert "    - False\n    + True" in tried.told()
    assert "not covered" in _tried("killed", "killed", "not covered").told()


def test_what_nobody_could_notice_is_left_out_and_said_why(monkeypatch: pytest.MonkeyPatch) -> None:
    last = mutants_of(MODULE)[-1]
    monkeypatch.setattr("soak.mutants.telling.EQUIVALENT", {last.name: "An invented reason."})
    tried = _tried("killed", "killed", "survived")
    assert part_noticed(tried.by_module()) == 100
    assert tried.survivors() == []
    assert "An invented reason." in page([tried])
    assert _tried("killed", "killed", "killed").wrongly_listed() == [f"{last.name} (a test)"]


def test_the_page_says_how_it_was_written_and_what_was_not_tried() -> None:
    told = page([_tried("killed", "killed", "killed")])
    assert 'make mutants ARGS="--group access --write"' in told
    assert told.endswith("Not tried that day: records, audit, contracts, addresses.\n")
    assert "Not tried" not in page([replace(_tried(), group=group) for group in GROUPS.values()])


def test_a_page_is_of_whole_groups() -> None:
    answer = CliRunner().invoke(command, ["--write", "--module", "visible"])
    assert (answer.exit_code, "whole groups" in answer.output) == (2, True)


def test_a_fault_of_a_function_knows_where_its_body_is() -> None:
    fault = next(each for each in mutants_of(MODULE) if isinstance(each, Mutant))
    assert {*fault.body()} == {11, 12}
