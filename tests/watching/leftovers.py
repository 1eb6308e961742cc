"""What is left when all tests of a process are over: the files of their folders, and their databases."""

from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.databases import Databases
from tests.watching.net import Net


def look_through_all(net: Net, folder: Path, made: Databases) -> None:
    """The files in the folder of a run, and every database; but not those of tests that plant leaks."""
    with net.after_all():
        look_through(net, folder)
        for address, test in made.made:
            if test in net.tests_aside:
                continue
            url = make_url(address)
            if url.drivername == "sqlite":
                look_through(net, Path(url.database or "").parent)
            else:
                net.look("file", f"PostgreSQL, made by {test}", dump(address))


def look_through(net: Net, folder: Path) -> None:
    """Every file of a folder, byte by byte. Indexes of postcodes, which hold all there are, are left out."""
    for file in sorted(folder.rglob("*")):
        if "postcodes.sqlite" in file.name or not file.is_file() or file.is_symlink():
            continue
        if not any(file.is_relative_to(each) for each in net.folders_aside):
            net.look("file", str(file.relative_to(folder)), file.read_bytes())


def dump(address: str) -> bytes:
    """Every row of every table, as PostgreSQL would write it into a dump."""
    plain = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    rows_of_all = bytearray()
    with psycopg.connect(plain) as connection, connection.cursor() as cursor:
        tables = cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            with cursor.copy(f'COPY "{table}" TO STDOUT'.encode()) as rows:
                for part in rows:
                    rows_of_all += part
    return bytes(rows_of_all)
