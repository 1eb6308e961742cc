"""A steward changes what is within their scope; all else is as if it were not there."""

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.editors import (
    API,
    NEVER,
    an_editor,
    delete,
    faults,
    patch,
    post,
    premises_body,
    scheme_body,
    tag_of,
)
from tests.factories import (
    CHELMSFORD,
    COLCHESTER,
    ESSEX,
    a_contact,
    a_contract,
    a_council,
    a_premises,
    a_provider,
    a_scheme,
)


@dataclass
class World:
    """Two providers and two councils, with one of everything each; and somebody who may change all."""

    admin: FlaskClient
    one: uuid.UUID
    other: uuid.UUID
    ours: dict[str, str]
    theirs: dict[str, str]


@pytest.fixture
def world(in_app: Flask) -> World:
    for gss in (CHELMSFORD, COLCHESTER, ESSEX):
        a_council(gss)
    one, other = a_provider("Brindlestoke Homes"), a_provider("Mallowquay Trust")
    return World(
        an_editor(in_app, role="admin"),
        one,
        other,
        _everything(one, CHELMSFORD),
        _everything(other, COLCHESTER),
    )


def _everything(provider: uuid.UUID, council: str) -> dict[str, str]:
    scheme = a_scheme(provider=provider, council=council)
    return {
        "provider": f"providers/{provider}",
        "scheme": f"schemes/{scheme}",
        "premises": f"premises/{a_premises(scheme=scheme)}",
        "contact of the scheme": f"contacts/{a_contact(scheme=scheme)}",
        "contact of the provider": f"contacts/{a_contact(provider=provider)}",
        "contact of the council": f"contacts/{a_contact(council=council)}",
        "contract": f"contracts/{a_contract(provider=provider, council=council)}",
    }


ENDED = {"valid_to": "2027-01-31"}

#: What a steward of one council, and one of one provider, may change of what is theirs.
MAY = {
    "authority": {"scheme", "premises", "contact of the scheme", "contact of the council", "contract"},
    "provider": {"provider", "scheme", "premises", "contact of the scheme", "contact of the provider"},
}


@pytest.mark.parametrize("kind", MAY)
def test_a_steward_changes_what_is_theirs_and_knows_of_nothing_else(
    in_app: Flask, world: World, kind: str
) -> None:
    steward = an_editor(in_app, f"authority:{CHELMSFORD}" if kind == "authority" else f"provider:{world.one}")
    for name, path in world.ours.items():
        answer = patch(steward, path, tag_of(world.admin, path), **ENDED)
        assert (answer.status_code == 200) == (name in MAY[kind]), name
        if name not in MAY[kind]:
            _is_as_if_never_there(steward, path, answer)
    for path in world.theirs.values():
        _is_as_if_never_there(steward, path, patch(steward, path, tag_of(world.admin, path), **ENDED))
        _is_as_if_never_there(steward, path, delete(steward, path, tag_of(world.admin, path)))
        assert world.admin.get(f"{API}/{path}").get_json()["valid_to"] is None


def _is_as_if_never_there(steward: FlaskClient, path: str, answer: TestResponse) -> None:
    never = patch(steward, f"{path.partition('/')[0]}/{NEVER}", '"a.b"', **ENDED)
    assert (answer.status_code, answer.data) == (never.status_code, never.data) == (404, never.data)
    assert sorted(answer.headers.items()) == sorted(never.headers.items())


def test_what_is_wrong_with_a_request_does_not_tell_what_is_there(in_app: Flask, world: World) -> None:
    steward = an_editor(in_app, f"authority:{CHELMSFORD}")
    for fields in ({"postcode": "CM1 1ZZ"}, {"valid_from": "2027-01-31", "valid_to": "2026-01-31"}):
        theirs = patch(steward, world.theirs["premises"], '"a.b"', **fields)
        assert theirs.data == patch(steward, f"premises/{NEVER}", '"a.b"', **fields).data
    assert steward.patch(f"{API}/{world.theirs['premises']}", json={}).status_code == 428
    assert steward.patch(f"{API}/premises/{NEVER}", json={}).status_code == 428


@pytest.mark.parametrize("role", ["steward", "admin"])
def test_without_a_scope_a_steward_changes_everything(in_app: Flask, world: World, role: str) -> None:
    editor = an_editor(in_app, role=role)
    for path in (*world.ours.values(), *world.theirs.values()):
        assert patch(editor, path, **ENDED).status_code == 200


@pytest.mark.parametrize("role", ["practitioner", "organiser", "commissioner"])
def test_below_a_steward_nobody_changes_anything(in_app: Flask, world: World, role: str) -> None:
    reader = an_editor(in_app, role=role)
    for path in world.ours.values():
        tag = tag_of(world.admin, path)
        for answer in (
            patch(reader, path, tag, **ENDED),
            delete(reader, path, tag),
            post(reader, path.partition("/")[0]),
            reader.put(f"{API}/{path}/suppression"),
        ):
            assert answer.status_code in (403, 404)
        assert tag_of(world.admin, path).partition(".")[0] == tag.partition(".")[0]


def _id(path: str) -> str:
    return path.partition("/")[2]


@pytest.mark.parametrize(
    ("scope", "path", "field", "theirs"),
    [
        ("authority", "scheme", "authority", COLCHESTER),
        ("authority", "scheme", "authority", ESSEX),
        ("authority", "contact of the council", "authority", COLCHESTER),
        ("authority", "contact of the council", "provider_id", "other"),
        ("authority", "contact of the council", "scheme_id", "theirs"),
        ("authority", "premises", "scheme_id", "theirs"),
        ("authority", "contract", "commissioner", COLCHESTER),
        ("provider", "scheme", "provider_id", "other"),
        ("provider", "premises", "scheme_id", "theirs"),
        ("provider", "contact of the provider", "provider_id", "other"),
        ("provider", "contact of the provider", "authority", CHELMSFORD),
        ("provider", "contact of the provider", "scheme_id", "theirs"),
    ],
)
def test_nobody_moves_a_record_into_a_scope_that_is_not_theirs(
    in_app: Flask, world: World, scope: str, path: str, field: str, theirs: str
) -> None:
    steward = an_editor(
        in_app, f"authority:{CHELMSFORD}" if scope == "authority" else f"provider:{world.one}"
    )
    named = {"other": str(world.other), "theirs": _id(world.theirs["scheme"])}.get(theirs, theirs)
    nobody = str(NEVER) if field.endswith("_id") else "E99999999"
    tag = tag_of(world.admin, world.ours[path])
    refused = patch(steward, world.ours[path], tag, **{field: named})
    never = patch(steward, world.ours[path], tag, **{field: nobody})
    assert faults(refused) == faults(never)
    assert refused.data == never.data
    assert tag_of(world.admin, world.ours[path]).partition(".")[0] == tag.partition(".")[0]


def test_nobody_moves_a_record_out_of_their_scope(in_app: Flask, world: World) -> None:
    steward = an_editor(in_app, f"authority:{CHELMSFORD}")
    answer = patch(steward, world.ours["scheme"], authority=None)
    assert "must name the authority" in faults(answer)["authority"][0]
    moved = an_editor(in_app, f"provider:{world.one}")
    assert patch(moved, world.ours["scheme"], authority=COLCHESTER).status_code == 200
    assert patch(steward, world.ours["scheme"], name="Back again").status_code == 404


@pytest.mark.parametrize("scope", ["authority", "provider"])
def test_to_add_a_record_elsewhere_is_answered_as_if_the_owner_were_not_there(
    in_app: Flask, world: World, scope: str
) -> None:
    steward = an_editor(
        in_app, f"authority:{CHELMSFORD}" if scope == "authority" else f"provider:{world.one}"
    )
    their_scheme, contact = uuid.UUID(_id(world.theirs["scheme"])), {"role": "support-worker"}
    contract = {"title": "Support", "valid_from": "2026-04-01", "provider_id": str(world.one)}
    tried: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
        ("premises", "scheme_id", premises_body(their_scheme), premises_body(NEVER)),
        (
            "contacts",
            "scheme_id",
            contact | {"scheme_id": str(their_scheme)},
            contact | {"scheme_id": str(NEVER)},
        ),
        (
            "contacts",
            "provider_id",
            contact | {"provider_id": str(world.other)},
            contact | {"provider_id": str(NEVER)},
        ),
        ("contacts", "authority", contact | {"authority": COLCHESTER}, contact | {"authority": "E99999999"}),
        (
            "contracts",
            "commissioner",
            contract | {"commissioner": COLCHESTER},
            contract | {"commissioner": "E99999999"},
        ),
    ]
    if scope == "authority":
        theirs = scheme_body(world.one, authority=COLCHESTER)
        tried.append(("schemes", "authority", theirs, scheme_body(world.one, authority="E99999999")))
    else:
        tried.append(("schemes", "provider_id", scheme_body(world.other), scheme_body(NEVER)))
    for noun, field, elsewhere, nowhere in tried:
        refused, never = post(steward, noun, **elsewhere), post(steward, noun, **nowhere)
        assert list(faults(refused)) == [field]
        assert refused.data == never.data


def test_a_steward_adds_what_will_be_theirs(in_app: Flask, world: World) -> None:
    steward = an_editor(in_app, f"authority:{CHELMSFORD}")
    made = post(steward, "schemes", **scheme_body(world.other))
    assert made.status_code == 201
    assert post(steward, "premises", **premises_body(made.get_json()["id"])).status_code == 201
    assert post(steward, "contacts", authority=CHELMSFORD, role="support-worker").status_code == 201
    nowhere = post(steward, "schemes", **scheme_body(world.other, authority=None))
    assert list(faults(nowhere)) == ["authority"]
    theirs = an_editor(in_app, f"provider:{world.one}")
    assert post(theirs, "schemes", **scheme_body(world.one, authority=COLCHESTER)).status_code == 201
    assert post(theirs, "contacts", provider_id=str(world.one), role="support-worker").status_code == 201


def test_providers_are_added_by_those_who_look_after_everything(in_app: Flask, world: World) -> None:
    for scope in (f"authority:{CHELMSFORD}", f"provider:{world.one}"):
        for role in ("steward", "admin"):
            answer = post(an_editor(in_app, scope, role), "providers", name="Sprocket Trust")
            assert answer.status_code == 403
    assert post(an_editor(in_app, role="admin"), "providers", name="Sprocket Trust").status_code == 201


def test_contracts_are_read_by_their_two_sides_and_by_nobody_else(in_app: Flask, world: World) -> None:
    ours, theirs = world.ours["contract"], world.theirs["contract"]
    for scope in (f"authority:{CHELMSFORD}", f"provider:{world.one}"):
        reader = an_editor(in_app, scope, "commissioner")
        assert reader.get(f"{API}/{ours}").status_code == 200
        hidden, never = reader.get(f"{API}/{theirs}"), reader.get(f"{API}/contracts/{NEVER}")
        assert (hidden.status_code, hidden.data) == (404, never.data)
        assert sorted(hidden.headers.items()) == sorted(never.headers.items())
        listed = reader.get(f"{API}/contracts").get_json()
        assert ([item["id"] for item in listed["items"]], listed["total"]) == ([_id(ours)], 1)
        for query in (f"provider={world.other}", f"authority={COLCHESTER}"):
            assert reader.get(f"{API}/contracts?{query}").get_json()["total"] == 0
    everything = an_editor(in_app, role="commissioner")
    assert everything.get(f"{API}/contracts").get_json()["total"] == 2
    assert everything.get(f"{API}/contracts?provider={world.one}").get_json()["total"] == 1
    assert everything.get(f"{API}/contracts?ending_before=2030-01-01").get_json()["total"] == 0
    patch(world.admin, ours, valid_to="2027-03-31")
    assert everything.get(f"{API}/contracts?ending_before=2030-01-01").get_json()["total"] == 1


def test_a_provider_reads_its_contract_and_cannot_change_it(in_app: Flask, world: World) -> None:
    provider = an_editor(in_app, f"provider:{world.one}")
    answer = patch(provider, world.ours["contract"], title="Ours")
    _is_as_if_never_there(provider, world.ours["contract"], answer)
