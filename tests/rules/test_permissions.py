"""Roles, what each may do, and scopes."""

import pytest

from directory.rules.permissions import ANYONE, PUBLIC, Permission, Reader, Role, Scope, permissions_of


def test_each_role_may_do_all_that_the_one_before_may_and_one_thing_more() -> None:
    before = permissions_of(None)
    for role in Role:
        held = permissions_of(role)
        assert before < held
        assert len(held - before) == 1
        before = held


def test_an_admin_may_do_everything() -> None:
    assert permissions_of(Role.ADMIN) == set(Permission)


def test_without_a_token_there_is_the_reference_catalogue_and_nothing_else() -> None:
    assert {permission for permission in Permission if ANYONE.may(permission)} == PUBLIC
    assert {Permission.READ_REFERENCE} == PUBLIC


@pytest.mark.parametrize(
    ("role", "permission"),
    [
        (Role.PRACTITIONER, Permission.LOOK_UP),
        (Role.ORGANISER, Permission.PLAN_MEETINGS),
        (Role.COMMISSIONER, Permission.READ_CONTRACTS),
        (Role.STEWARD, Permission.EDIT_DIRECTORY),
        (Role.ADMIN, Permission.ADMINISTER),
    ],
)
def test_a_permission_is_held_from_its_role_upwards(role: Role, permission: Permission) -> None:
    roles = list(Role)
    for each in roles:
        assert Reader(each).may(permission) == (roles.index(each) >= roles.index(role))


@pytest.mark.parametrize("text", ["authority:E10000012", "provider:5b0d2c0e-6f0a-4d5e-9b57-0a4c3f6f8f11"])
def test_a_scope_reads_back_as_it_was_written(text: str) -> None:
    assert str(Scope.parse(text)) == text


@pytest.mark.parametrize("text", ["", "E10000012", "authority:", "county:Essex", "provider:12"])
def test_what_is_no_scope_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Scope.parse(text)
