"""What a claim gives."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.permissions import Role, Scope
from directory.rules.sign_in import Grant, grant_of, read_grants

CHELMSFORD, COLCHESTER = Scope.parse("authority:E07000070"), Scope.parse("authority:E07000071")
GRANTS = {
    "staff": Grant(Role.PRACTITIONER),
    "stewards of Colchester": Grant(Role.STEWARD, COLCHESTER),
    "stewards of Chelmsford": Grant(Role.STEWARD, CHELMSFORD),
    "all stewards": Grant(Role.STEWARD),
    "admins": Grant(Role.ADMIN),
}


def test_each_value_of_the_setting_gives_a_role_and_perhaps_a_scope() -> None:
    text = '{"S": {"role": "steward", "scope": "authority:E07000070"}, "O": {"role": "organiser"}}'
    assert read_grants(text) == {"S": Grant(Role.STEWARD, CHELMSFORD), "O": Grant(Role.ORGANISER)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "is not a JSON object"),
        ("[]", "is not a JSON object"),
        ('["staff"]', "is not a JSON object"),
        ("7", "is not a JSON object"),
        ("{}", "is not a JSON object"),
        ('{"a": "steward"}', "gives 'a' something else"),
        ('{"a": {"scope": "authority:E07000070"}}', "gives 'a' something else"),
        ('{"a": {"role": "steward", "area": "x"}}', "gives 'a' something else"),
        (
            '{"a": {"role": "wizard"}}',
            "the role 'wizard'; there are practitioner, organiser, commissioner, steward, admin",
        ),
        ('{"a": {"role": null}}', "the role 'None'"),
        ('{"a": {"role": "steward", "scope": "Essex"}}', "the scope 'Essex'; it takes authority:"),
        ('{"a": {"role": "steward", "scope": "provider:12"}}', "the scope 'provider:12'"),
        ('{"a": {"role": "steward", "scope": null}}', "the scope 'None'"),
        ('{"a": {"role": "admin"}, "a": {"role": "steward"}}', "has 'a' twice"),
        (
            '{"b": {"role": "admin"}, "a": {"role": "admin"}, "a": {"role": "admin"}, "b": {}}',
            "has 'b' twice",
        ),
    ],
)
def test_a_setting_that_could_be_misread_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        read_grants(text)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (["staff"], "staff"),
        ("staff", "staff"),
        (["staff", "stewards of Colchester"], "stewards of Colchester"),
        (["stewards of Chelmsford", "stewards of Colchester"], "stewards of Colchester"),
        (["stewards of Chelmsford", "all stewards"], "all stewards"),
        (["admins", "staff", "somebody else's"], "admins"),
    ],
)
def test_the_highest_role_counts_then_the_whole_then_what_was_written_first(
    claim: object, given: str
) -> None:
    assert grant_of(claim, GRANTS) == GRANTS[given]


@pytest.mark.parametrize(
    "claim",
    [None, [], "", "STAFF", " staff", ["staff "], [["staff"]], {"staff": True}, 7, [None, 1], "staff,admins"],
)
def test_what_is_no_value_of_the_setting_gives_nothing(claim: object) -> None:
    assert grant_of(claim, GRANTS) is None


@given(st.lists(st.sampled_from([*GRANTS, "other"])), st.sampled_from([*GRANTS, "other"]))
def test_one_group_more_never_takes_a_role_away(held: list[str], more: str) -> None:
    order = [*Role]
    before, after = grant_of(held, GRANTS), grant_of([*held, more], GRANTS)
    if before is not None:
        assert after is not None
        assert order.index(after.role) >= order.index(before.role)
