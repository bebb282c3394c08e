"""Hostile and damaged archives are refused before anything is used or written."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from bilingual.engines import archive
from bilingual.engines.archive import open_archive
from bilingual.errors import ModelError

GOOD = {"p/metadata.json": b"{}", "p/model/model.bin": b"weights"}


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def test_a_good_archive_opens_and_unpacks(tmp_path):
    opened = open_archive(zipped(tmp_path / "a.argosmodel", GOOD))
    opened.unpack(tmp_path / "out")
    assert opened.top == "p"
    assert opened.read("model/model.bin") == b"weights"
    assert (tmp_path / "out/model/model.bin").read_bytes() == b"weights"


@pytest.mark.parametrize(
    "name",
    [
        "p/../../evil",
        "../evil",
        "/etc/evil",
        "p/./evil",
        "p\\evil",
        "C:/evil",
        "p/ev\til",
        "p/../evil",
    ],
)
def test_paths_that_lead_out_of_the_folder_are_refused(tmp_path, name):
    with pytest.raises(ModelError, match="unsafe path"):
        open_archive(zipped(tmp_path / "a.argosmodel", {**GOOD, name: b"x"}))


def test_a_name_cut_by_a_null_byte_is_refused(tmp_path):
    path = zipped(tmp_path / "a.argosmodel", {**GOOD, "p/evilXpng": b"x"})
    path.write_bytes(path.read_bytes().replace(b"p/evilXpng", b"p/evil\0png"))
    with pytest.raises(ModelError, match=r"unsafe path|not a usable"):
        open_archive(path)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_are_refused(tmp_path, kind):
    path = tmp_path / "a.argosmodel"
    with zipfile.ZipFile(path, "w") as out:
        info = zipfile.ZipInfo("p/link")
        info.external_attr = (kind | 0o777) << 16
        out.writestr(info, "/etc/passwd")
    with pytest.raises(ModelError, match="a link or a device"):
        open_archive(path)


def test_a_bomb_is_refused_by_its_ratio(tmp_path):
    files = {**GOOD, "p/model/bomb": b"\0" * (4 << 20)}
    with pytest.raises(ModelError, match="zip bomb"):
        open_archive(zipped(tmp_path / "a.argosmodel", files))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 10)
    with pytest.raises(ModelError, match="would unpack to more"):
        open_archive(zipped(tmp_path / "a.argosmodel", {"p/a": b"x" * 11}))


def test_an_archive_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    files = {f"p/{number}": b"" for number in range(4)}
    with pytest.raises(ModelError, match="holds 4 files"):
        open_archive(zipped(tmp_path / "a.argosmodel", files))


@pytest.mark.parametrize(
    "files",
    [
        {"p/metadata.json": b"{}", "q/evil": b""},
        {"metadata.json": b"{}"},
        {"p/metadata.json": b"{}", "loose": b""},
        {},
    ],
)
def test_anything_but_one_top_folder_is_refused(tmp_path, files):
    with pytest.raises(ModelError, match="exactly one folder at its top"):
        open_archive(zipped(tmp_path / "a.argosmodel", files))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["p/metadata.json", "p/METADATA.json"])
def test_the_same_path_twice_is_refused(tmp_path, second):
    path = tmp_path / "a.argosmodel"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("p/metadata.json", "{}")
        out.writestr(second, '{"other": 1}')
    with pytest.raises(ModelError, match="same path twice"):
        open_archive(path)


def test_a_file_below_a_file_is_refused(tmp_path):
    with pytest.raises(ModelError, match="below a file"):
        open_archive(zipped(tmp_path / "a.argosmodel", {"p/model": b"", "p/model/x": b""}))


def test_an_encrypted_file_is_refused(tmp_path):
    path = zipped(tmp_path / "a.argosmodel", {"p/metadata.json": b"{}"})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, central + 8, 0x1)
    path.write_bytes(bytes(data))
    with pytest.raises(ModelError, match="encrypted"):
        open_archive(path)


def test_bytes_that_do_not_match_their_checksum_are_an_error(tmp_path):
    path = zipped(tmp_path / "a.argosmodel", GOOD, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"weights", b"wEights"))
    opened = open_archive(path)
    with pytest.raises(ModelError, match="CRC"):
        opened.read("model/model.bin")
    with pytest.raises(ModelError, match="CRC"):
        opened.unpack(tmp_path / "out")


def test_a_file_larger_than_it_claims_is_not_written_out(tmp_path):
    path = zipped(tmp_path / "a.argosmodel", {"p/a": b"x" * 5000})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 10)
    path.write_bytes(bytes(data))
    with pytest.raises(ModelError, match=r"larger than it claims|CRC|not a usable"):
        open_archive(path).unpack(tmp_path / "out")


@pytest.mark.parametrize("keep", [0, 10, 120])
def test_a_file_that_is_no_zip_or_was_cut_off_says_so(tmp_path, keep):
    path = zipped(tmp_path / "a.argosmodel", GOOD)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ModelError, match=r"not a usable \.argosmodel"):
        open_archive(path)


def test_an_absent_file_says_so(tmp_path):
    with pytest.raises(ModelError, match="no such file"):
        open_archive(tmp_path / "none.argosmodel")


def test_a_compression_python_does_not_know_is_an_error(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("p/a", b"x")
    data = bytearray(buffer.getvalue())
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 99)
    struct.pack_into("<H", data, 8, 99)
    (tmp_path / "a.argosmodel").write_bytes(bytes(data))
    with pytest.raises(ModelError):
        open_archive(tmp_path / "a.argosmodel").read("a")
