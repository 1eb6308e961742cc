import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import brotli
import msgpack
import pytest

from directory.errors import Unavailable
from directory.postcodes import PostcodeIndex, build, is_current, source

KILLED_HALFWAY = """
import sys, time
from directory.postcodes import build

def stop(done, total):
    print("one letter done", flush=True)
    time.sleep(60)

build(sys.argv[1], stop, letters="JZ")
"""


def box(path: Path, area: str = "") -> list[float]:
    """South, north, west and east of the positions of an area, in degrees."""
    query = (
        "SELECT min(latitude), max(latitude), min(longitude), max(longitude) FROM postcode WHERE text LIKE ?"
    )
    with closing(sqlite3.connect(path)) as file:
        return [edge / 1_000_000 for edge in file.execute(query, (f"{area}%",)).fetchone()]


def test_every_postcode_of_the_source_is_in_the_index(index: PostcodeIndex, letters: str) -> None:
    count = 0
    for letter in letters:
        listed = source.read(source.files()[letter])
        assert index.known(listed.postcodes) == set(listed.postcodes)
        count += len(listed.postcodes)
    assert count == len(index) > 800_000


def test_council_and_position_are_those_of_the_source(index: PostcodeIndex, letters: str) -> None:
    for letter in letters:
        listed = source.read(source.files()[letter])
        some = slice(None, None, 97)
        places = index.places(listed.postcodes[some])
        for postcode, gss, easting in zip(
            listed.postcodes[some], listed.gss[some], listed.easting[some], strict=True
        ):
            place = places[postcode]
            assert place.gss == gss
            assert (place.latitude is None) == (place.longitude is None) == (easting != easting)


def test_every_position_is_in_the_united_kingdom(index_file: Path) -> None:
    south, north, west, east = box(index_file)
    assert 49.8 < south < north < 61
    assert -8.7 < west < east < 1.8


def test_northern_ireland_is_where_it_is(index_file: Path) -> None:
    south, north, west, east = box(index_file, "BT")
    assert 54 < south < north < 55.4
    assert -8.2 < west < east < -5.4


def test_the_file_says_where_it_comes_from(index: PostcodeIndex, letters: str) -> None:
    assert index.about.source == "ONS Postcode Directory"
    assert (index.about.package, index.about.version) == (source.PACKAGE, source.version())
    assert index.about.letters == letters


def test_progress_counts_up_to_the_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build(tmp_path / "new" / "index.sqlite", lambda done, total: told.append((done, total)), letters="zj")
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) == 2
    assert told[-1][0] == told[-1][1] > 0


def test_an_index_is_current_for_its_letters_only(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    assert not is_current(path)
    build(path, letters="Z")
    assert is_current(path, letters="Z")
    assert not is_current(path, letters="J")
    assert not is_current(path)


def test_an_index_of_another_package_version_is_not_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index.sqlite"
    build(path, letters="Z")
    monkeypatch.setattr(source, "version", lambda: "2099.1.1")
    assert not is_current(path, letters="Z")


def test_without_the_package_nothing_is_current_and_nothing_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index.sqlite"
    build(path, letters="Z")
    monkeypatch.setattr(source, "_MODULE", "no_such_module")
    monkeypatch.setattr(source, "PACKAGE", "no-such-package")
    assert not is_current(path, letters="Z")
    with pytest.raises(Unavailable, match="no-such-package is not installed"):
        build(tmp_path / "other.sqlite")
    with pytest.raises(Unavailable, match="no-such-package is not installed"):
        source.version()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"",
        lambda data: b"not an index at all" * 100,
        lambda data: data[:-4096],
        lambda data: data[:50],
        lambda data: data[:68] + b"\0\0\0\0" + data[72:],
        lambda data: data[:60] + b"\0\0\x0f\xff" + data[64:],
    ],
    ids=["empty", "foreign", "cut short", "only a beginning", "another application", "another format"],
)
def test_a_file_that_is_not_a_whole_index_is_not_believed(tmp_path: Path, change: object) -> None:
    path = tmp_path / "index.sqlite"
    build(path, letters="Z")
    assert callable(change)
    path.write_bytes(change(path.read_bytes()))
    assert not is_current(path, letters="Z")
    with pytest.raises(Unavailable, match="build it again"):
        PostcodeIndex(path)
    build(path, letters="Z")
    assert is_current(path, letters="Z")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        brotli.compress(msgpack.packb({"data": {}})),
        brotli.compress(msgpack.packb([1])),
        brotli.compress(
            msgpack.packb({"data": {"pcd": ["ZE1 0AA"], "laua": [], "oseast1m": [], "osnrth1m": []}})
        ),
    ],
    ids=["empty", "nonsense", "no columns", "no table", "ragged"],
)
def test_a_damaged_source_leaves_the_old_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    path = tmp_path / "index.sqlite"
    build(path, letters="Z")
    damaged = tmp_path / "postcodes_Z.msgpack.br"
    damaged.write_bytes(content)
    with monkeypatch.context() as patched:
        patched.setattr(source, "files", lambda: {"Z": damaged})
        with pytest.raises(Unavailable, match="postcodes_Z"):
            build(path, letters="Z")
    assert is_current(path, letters="Z")
    assert not list(tmp_path.glob("*unfinished*")) + list(tmp_path.glob(".*unfinished*"))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="cannot be written"):
        build(tmp_path / "file" / "index.sqlite", letters="Z")


def test_a_builder_killed_halfway_leaves_nothing_that_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    builder = subprocess.Popen([sys.executable, "-c", KILLED_HALFWAY, str(path)], stdout=subprocess.PIPE)
    with builder:
        assert builder.stdout is not None
        assert builder.stdout.readline() == b"one letter done\n"
        builder.send_signal(signal.SIGKILL)
    assert list(tmp_path.glob(".*unfinished*"))
    assert not path.exists()
    assert not is_current(path, letters="JZ")
    build(path, letters="JZ")
    assert is_current(path, letters="JZ")
    assert not list(tmp_path.glob(".*unfinished*"))


def test_a_second_builder_waits_and_takes_the_result_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    begun, go_on = threading.Event(), threading.Event()
    second_worked: list[int] = []

    def hold(done: int, total: int) -> None:
        begun.set()
        assert go_on.wait(10)

    first = threading.Thread(target=build, args=(path, hold), kwargs={"letters": "Z"})
    second = threading.Thread(
        target=build, args=(path, lambda done, _: second_worked.append(done)), kwargs={"letters": "Z"}
    )
    first.start()
    assert begun.wait(10)
    second.start()
    second.join(0.2)
    assert second.is_alive()
    assert not path.exists()
    go_on.set()
    first.join()
    second.join()
    assert is_current(path, letters="Z")
    assert second_worked == []


def test_many_builders_at_once_end_with_one_good_index(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    command = [
        sys.executable,
        "-c",
        "import sys; from directory.postcodes import build; build(sys.argv[1], letters='Z')",
    ]
    builders = [subprocess.Popen([*command, str(path)]) for _ in range(3)]
    assert [builder.wait(60) for builder in builders] == [0, 0, 0]
    assert is_current(path, letters="Z")
    assert len(PostcodeIndex(path).complete("ZE1 0A", 5)) == 5


def test_a_copy_elsewhere_is_an_index_too_whatever_its_path(index_file: Path, tmp_path: Path) -> None:
    odd = tmp_path / "50% of it? #1 é"
    odd.mkdir()
    build(odd / "index.sqlite", letters="Z")
    shutil.copy(odd / "index.sqlite", odd / "copy.sqlite")
    assert is_current(odd / "copy.sqlite", letters="Z")
    assert PostcodeIndex(odd / "copy.sqlite").get("ZE1 0AA")
