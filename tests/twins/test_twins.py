"""Twin databases that differ in what is hidden answer everybody who must not know of it alike.

Status, headers and bytes of every answer are compared: of look-ups, lists with their order, totals and pages,
single records, tags, and what is said when something is refused. Left out are the moment of an answer (Date),
and headers that count somebody's requests.
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask import Flask

from tests.access.readers import every_reader
from tests.access.table import ANYONE, LEAST
from tests.editors import NEVER, an_editor
from tests.factories import CHELMSFORD, COLCHESTER
from tests.twins.asking import BATCH, Answers, answers, finds, look_ups, plans, reads, searches
from tests.twins.conftest import Twins
from tests.twins.world import AREA, CASES, NOW, SUPPRESSED, UPRN, World, build, drawn_from

#: Everybody reads what there is. One who may know of nothing hidden asks every look-up too, and every list by
#: every parameter; and so does one who edits for another council, the look-ups in one call.
SEARCHING, EDITING = "practitioner", "steward of another council"
#: One who plans meetings and may know of nothing hidden either.
PLANNING = "organiser"

EDITORS = {"steward", "steward of the council", "steward of the provider", "admin", "admin of the council"}

#: Who may know of what is hidden, by how the addresses that tell it begin. All else is alike for them too.
MAY_KNOW: dict[str, tuple[set[str], tuple[str, ...]]] = {
    **dict.fromkeys(SUPPRESSED, (EDITORS, ("GET /api/v1/suppressions",))),
    "contract of another council": (
        {"commissioner", "commissioner of another council", "steward", "steward of another council", "admin"},
        # Whose contracts one may read decides whose figures, too.
        (
            *("GET /api/v1/contracts", "GET /api/v1/engagement", "GET /api/v1/assurance"),
            "GET /api/v1/reorganisation",
        ),
    ),
    "lift of another scope": ({"steward", "admin"}, ("GET /api/v1/lifts",)),
}
#: The log is of everything, for those who look after everything; that it is alike cannot be asked of it.
LOG = "GET /api/v1/audit"
#: What is hidden at the lodge is of the other council, and its steward's.
OF_THE_LODGE = (
    "suppressed premises a slip away from a street",
    "suppressed premises at an address that is shown",
    "suppressed premises of a street's namesake",
)


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _answers(app: Flask, world: World) -> Answers:
    """What everybody is answered by a directory, and those who search to more than the rest are."""
    with drawn_from("tokens"):
        readers = every_reader(app, CHELMSFORD, COLCHESTER, world.provider)
    found = answers(readers, reads(app, world, is_open=False))
    for name, questions in {
        "nobody": [*reads(app, world, is_open=True), *searches(world), BATCH],
        SEARCHING: [*reads(app, world, is_open=True), *searches(world), *look_ups(), *finds(), BATCH],
        EDITING: [*searches(world), BATCH],
        PLANNING: [*plans(world)],
    }.items():
        found |= answers({name: readers[name]}, questions)
    return found


def _of_twin_that_hides_nothing(twins: Twins) -> Answers:
    if not twins.answered:
        with twins.plain.app_context():
            world = build()
        twins.answered["everything"] = _answers(twins.plain, world)
    return twins.answered["everything"]


def _of_twin_that_hides(twins: Twins, case: str) -> Answers:
    with twins.hiding.app_context():
        world = build(case)
    return _answers(twins.hiding, world)


def _may_know(case: str, reader: str, question: str) -> bool:
    if question.startswith(LOG):
        return reader == "admin"
    if case == "confidential scheme":
        # Found by provider, kind and need, and by no address and no distance.
        by_them = (
            "GET /api/v1/schemes",
            "GET /api/v1/providers",
            "GET /api/v1/contacts",
            "HEAD /api/v1/schemes",
            "GET /schemes",
            "GET /find-accommodation/compare",
            "POST /find-accommodation",
        )
        if question.startswith("POST /api/v1/meeting-plans"):
            return "'scheme':" in question  # a meeting may be planned with it by name
        near = "near=" in question or "'near'" in question
        return reader != "nobody" and question.startswith(by_them) and not near
    if case == AREA:
        # A meeting with it by name goes by its county, as whoever opens it alone is told; no list tells it.
        return question.startswith("POST /api/v1/meeting-plans") and "'scheme':" in question
    readers, told = MAY_KNOW[case]
    if question.endswith("/if-it-stops"):
        told = ("GET /api/v1/providers/",) if case == "contract of another council" else ()
    if case in OF_THE_LODGE:
        readers = {"steward", "admin", "steward of another council"}
    return reader in readers and question.startswith(told)


@pytest.mark.parametrize("case", CASES)
def test_whoever_must_not_know_is_answered_as_if_it_were_not_there(twins: Twins, case: str) -> None:
    plain, hiding = _of_twin_that_hides_nothing(twins), _of_twin_that_hides(twins, case)
    assert plain.keys() == hiding.keys()
    differing = [key for key in plain if plain[key] != hiding[key]]
    assert [key for key in differing if not _may_know(case, *key)] == []
    # And it is there: whoever may know of it is told.
    assert {reader for reader, question in differing if not question.startswith(LOG)}


#: Some questions, by their ends, that each suppressed thing would change if it were shown.
TELL_TALES = {
    "suppressed scheme": (
        "q=house",
        "'7 Quenchlark Lane, Chelmsford'}",
        "'5 Merrithought Lane CO1 1AA'}",
        "'41 Thistlequay Road, Chelmsford'}",
        "near=CM1+1AA",
        "support=childcare",
        "accessible=true",
        "q=quenchlark",
        "page_size=1&page=2",
        f"'{UPRN}'}}",
    ),
    "suppressed premises with a street of its own": (
        "'7 Quenchlork Lane, Chelmsford'}",
        "'7 Quenchlark Lane CM1 1AA'}",
    ),
    "suppressed premises a slip away from a street": (
        "'5 Merrithought Lane CO1 1AA'}",
        "'5 Merrithought Lane, Colchester'}",
    ),
    "suppressed premises at an address that is shown": (f"'{UPRN}'}}", "'CM1 1AA'}"),
    "suppressed premises of a street's namesake": (
        "'41 Thistlequay Road, Chelmsford'}",
        "radius_km=0.5",
    ),
    "suppressed contact of a scheme": ("'41 Thistlequay Road CM1 1AA'}",),
    "suppressed contact of a provider": ("'41 Thistlequay Road CM1 1AA'}",),
    "suppressed contact of a council": ("postcode=CM1+1AA",),
}


@pytest.mark.parametrize("twins", ["sqlite"], indirect=True)
@pytest.mark.parametrize("case", TELL_TALES)
def test_the_same_would_be_seen_if_it_were_shown(twins: Twins, case: str) -> None:
    plain = _of_twin_that_hides_nothing(twins)
    with twins.hiding.app_context():
        world = build(case, suppressed=False)
    reader = {SEARCHING: an_editor(twins.hiding, role="practitioner")}
    showing = answers(reader, [*searches(world), *look_ups()])
    differing = [name for (reader, name), told in showing.items() if told != plain[reader, name]]
    for tell_tale in TELL_TALES[case]:
        assert any(name.endswith(tell_tale) for name in differing), tell_tale
    assert set(TELL_TALES) == set(SUPPRESSED)


#: Lists of what is hidden from nobody, or of nothing that can be hidden.
NOT_SEARCHED = ("/api/v1/sessions", "/api/v1/audit")


@pytest.mark.parametrize("twins", ["sqlite"], indirect=True)
def test_every_list_is_searched_by_each_of_its_parameters(twins: Twins) -> None:
    described = twins.plain.test_client().get("/api/v1/openapi.json").get_json()["paths"]
    takes = {
        (path, parameter["name"])
        for path, operations in described.items()
        for parameter in operations.get("get", {}).get("parameters", [])
        if parameter.get("in") == "query" and LEAST.get(f"GET {path}") not in (None, ANYONE)
    }
    asked = {
        (url.path, name)
        for question in searches(World({"providers": [NEVER], "schemes": []}))
        for url in [urlsplit(question.path)]
        for name in parse_qs(url.query)
    }
    assert {each for each in takes - asked if each[0] not in NOT_SEARCHED} == set()
