from __future__ import annotations

from pathlib import Path

import pytest

from annotator.store import unsafe_places
from annotator.store.unsafe_places import mounted_as, warning

MOUNTS = r"""
sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/export /home/team nfs4 rw 0 0
//server/share /mnt/press\040office cifs rw 0 0
/dev/sdb1 /home/team/local ext4 rw 0 0
malformed
""".splitlines()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/robin/press.annotator", "ext4"),
        ("/home/team/press.annotator", "nfs4"),
        ("/home/teams/press.annotator", "ext4"),
        ("/home/team/local/press.annotator", "ext4"),
        ("/mnt/press office/a/press.annotator", "cifs"),
    ],
)
def test_the_innermost_mount_counts(path: str, kind: str) -> None:
    assert mounted_as(path, MOUNTS) == kind


def test_a_folder_of_this_computer_is_fine(tmp_path: Path) -> None:
    assert warning(tmp_path / "press.annotator", {}) is None


@pytest.mark.parametrize(
    ("folder", "named"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Press Office)", "Dropbox"),
        ("OneDrive - University", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-robin@example.org", "Google Drive"),
        ("Mobile Documents", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_folders_of_syncing_programs_by_their_names(tmp_path: Path, folder: str, named: str) -> None:
    said = warning(tmp_path / folder / "work" / "press.annotator", {})
    assert said is not None
    assert said.startswith(f"press.annotator lies in a folder of {named}, where a project can be damaged")


@pytest.mark.parametrize("marker", unsafe_places._MARKERS)
def test_folders_of_syncing_programs_by_what_they_leave_there(tmp_path: Path, marker: str) -> None:
    (tmp_path / marker).mkdir()
    said = warning(tmp_path / "work" / "press.annotator", {})
    assert said is not None
    assert unsafe_places._MARKERS[marker] in said


def test_a_folder_that_the_system_names(tmp_path: Path) -> None:
    assert warning(tmp_path / "x" / "p", {"OneDriveCommercial": str(tmp_path)}) is not None
    assert warning(tmp_path / "x" / "p", {"OneDriveCommercial": ""}) is None


def test_network_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(unsafe_places, "_MOUNTS", mounts)
    said = warning(tmp_path / "press.annotator", {})
    assert said is not None
    assert "a network folder" in said
    monkeypatch.setattr(unsafe_places, "_MOUNTS", tmp_path / "none")
    assert warning(tmp_path / "press.annotator", {}) is None
    assert warning(Path("//server/share/press.annotator"), {}) is not None
    assert warning(Path(r"\\server\share\press.annotator"), {}) is not None


def test_a_name_that_only_begins_alike_is_fine(tmp_path: Path) -> None:
    assert warning(tmp_path / "Dropbox-articles" / "press.annotator", {}) is None
    assert warning(tmp_path / "Dropbox.annotator", {}) is None
