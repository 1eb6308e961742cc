"""What is erased is gone from the database's files, and not only from its tables."""

import random
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from directory.db import db
from directory.model import Premises
from directory.rules.permissions import SERVICE
from directory.services import authorities, editing
from directory.services.changes import change
from directory.services.loading import load
from tests.factories import ESSEX, a_premises, a_scheme
from tests.load_folders import TODAY, a_refuge, small, write
from tests.load_folders import a_premises as a_premises_row

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)

STREET = "Canaryseed Erasable Road"


def bytes_of(app: Flask) -> bytes:
    """All that is in the files of the database."""
    with app.app_context():
        path = Path(db.engine.url.database or "")
    files = [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def is_in_the_files(app: Flask) -> bool:
    found = bytes_of(app)
    return any(word.encode() in found for word in ("Canaryseed", "canaryseed"))


@pytest.fixture
def crowded(in_app: Flask) -> uuid.UUID:
    """A scheme whose addresses lie among thousands of others, written one after another."""
    scheme, other = a_scheme(council=ESSEX), a_scheme(council=ESSEX)
    drawn = random.Random(7)
    for _ in range(4):
        with change(SERVICE) as session:
            for number in range(700):
                ours = number % 50 == 7
                session.add(
                    Premises(
                        id=uuid.UUID(int=drawn.getrandbits(128)),
                        scheme_id=scheme if ours else other,
                        number=str(number),
                        street=STREET if ours else f"Thistlequay Road {'x' * drawn.randrange(40)}",
                        street_key="canaryseederasableroad" if ours else f"thistlequay{number}",
                        postcode="CM1 1AA",
                        covers="building",
                    )
                )
    return scheme


def test_an_address_erased_by_an_edit_is_in_no_file_of_the_database(app: Flask, crowded: uuid.UUID) -> None:
    assert is_in_the_files(app)
    revision = editing.revision(editing.SCHEMES, crowded)
    assert revision is not None
    given = {"accommodation_type": "da-refuge"}
    editing.change_record(editing.SCHEMES, crowded, given, SERVICE, [revision], datetime.now(UTC))
    assert not is_in_the_files(app)


def test_an_address_erased_by_a_load_is_in_no_file_of_the_database(
    app: Flask, in_app: Flask, tmp_path: Path
) -> None:
    authorities.align()
    rows = [a_premises_row(f"A{number}", number=str(number), street=STREET) for number in range(300)]
    others = [a_premises_row(f"B{number}", number=str(number), street="Mallow Way") for number in range(300)]
    load(small(tmp_path / "first", premises=[*rows, *others]), TODAY)
    assert is_in_the_files(app)
    load(write(tmp_path / "turned", schemes=[a_refuge("S1")]), TODAY)
    assert not is_in_the_files(app)


def test_a_single_address_that_is_removed_is_overwritten_too(app: Flask, in_app: Flask) -> None:
    key = a_premises(f"12 {STREET}")
    revision = editing.revision(editing.PREMISES, key)
    assert revision is not None
    editing.remove_record(editing.PREMISES, key, SERVICE, [revision], datetime.now(UTC))
    assert not is_in_the_files(app)
