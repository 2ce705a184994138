from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.brat_files import Found, look


def folder(root: Path, *names: str) -> Path:
    """Files of these names; a text says its own name unless that begins with “same”."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("same" if path.stem.startswith("same") else name, "utf-8")
    return root


def whose(found: Found, root: Path) -> dict[str, tuple[str, str]]:
    """By .ann file: text and annotator."""
    return {
        pair.ann.relative_to(root).as_posix(): (pair.text.relative_to(root).as_posix(), pair.annotator)
        for pair in found.pairs
    }


def reasons(found: Found) -> dict[str, str]:
    return {Path(failure.origin).name: failure.reason for failure in found.failures}


def test_a_suffix_names_the_annotator(tmp_path: Path) -> None:
    root = folder(
        tmp_path, "text/a.txt", "text/a_b.txt", "ann/a_kim.ann", "ann/a_b_robin.ann", "ann/a_b.ro.ann"
    )
    assert whose(look([root], None), root) == {
        "ann/a_kim.ann": ("text/a.txt", "kim"),
        "ann/a_b_robin.ann": ("text/a_b.txt", "robin"),
        "ann/a_b.ro.ann": ("text/a_b.txt", "ro"),
    }


@pytest.mark.parametrize(
    "names",
    [
        ["a.txt", "ann/a.ann", "robin/a.ann"],
        ["text/a.txt", "all/ann/a.ann", "all/robin/a.ann"],
        ["ann/same.txt", "ann/same.ann", "robin/same.txt", "robin/same.ann"],
        ["ann/x/same.txt", "ann/x/same.ann", "robin/x/same.txt", "robin/x/same.ann"],
        ["a.txt", "b.txt", "ann/a.ann", "robin/b.ann"],
    ],
)
def test_a_folder_names_the_annotator(tmp_path: Path, names: list[str]) -> None:
    root = folder(tmp_path, *names)
    assert sorted(pair.annotator for pair in look([root], None).pairs) == ["ann", "robin"]


@pytest.mark.parametrize(
    "names",
    [
        ["a.txt", "a.ann", "b.txt", "b.ann"],
        ["text/a.txt", "ann/a.ann"],
        # The same names, but other articles: folders of a collection, not annotators.
        ["one/a.txt", "one/a.ann", "two/a.txt", "two/a.ann"],
    ],
)
def test_where_nothing_says_whose_they_are_it_has_to_be_said(tmp_path: Path, names: list[str]) -> None:
    root = folder(tmp_path, *names)
    with pytest.raises(UserError, match="name the annotator"):
        look([root], None)
    found = look([root], "Kim")
    assert {pair.annotator for pair in found.pairs} == {"Kim"}
    assert all(pair.text.parent == pair.ann.parent for pair in found.pairs) or names[0] == "text/a.txt"


def test_a_name_takes_only_the_files_that_have_it(tmp_path: Path) -> None:
    root = folder(tmp_path, "a.txt", "b.txt", "a_kim.ann", "a_robin.ann", "b_Kim.ann")
    assert whose(look([root], "kim"), root) == {"a_kim.ann": ("a.txt", "kim")}
    assert whose(look([root], "KIM"), root) == {"a_kim.ann": ("a.txt", "KIM"), "b_Kim.ann": ("b.txt", "KIM")}
    assert len(look([root], "kim").texts) == 2  # articles are everybody's


def test_another_name_takes_all_but_several_on_one_text(tmp_path: Path) -> None:
    root = folder(tmp_path, "a.txt", "b.txt", "a_kim.ann", "a_robin.ann", "b_kim.ann")
    found = look([root], "Team")
    assert whose(found, root) == {"b_kim.ann": ("b.txt", "Team")}
    assert reasons(found).keys() == {"a_kim.ann", "a_robin.ann"}
    assert "2 .ann files (kim, robin)" in reasons(found)["a_kim.ann"]


def test_an_ann_without_text_and_one_of_nobody_are_named(tmp_path: Path) -> None:
    root = folder(tmp_path, "a.txt", "a.ann", "a_kim.ann", "c_kim.ann")
    found = look([root, tmp_path / "nothing"], None)
    assert list(whose(found, root)) == ["a_kim.ann"]
    assert "no text c_kim.txt" in reasons(found)["c_kim.ann"]
    assert "Nothing says whose it is" in reasons(found)["a.ann"]
    assert "check the path" in reasons(found)["nothing"]


def test_several_texts_of_one_name(tmp_path: Path) -> None:
    root = folder(tmp_path, "one/a.txt", "two/a.txt", "ann/a_kim.ann", "two/a_robin.ann")
    found = look([root], None)
    assert whose(found, root) == {"two/a_robin.ann": ("two/a.txt", "robin")}
    assert "Several texts have its name" in reasons(found)["a_kim.ann"]


def test_single_files_bring_their_texts(tmp_path: Path) -> None:
    root = folder(tmp_path, "a.txt", "b.txt", "a_kim.ann", "b_kim.ann")
    found = look([root / "a_kim.ann"], None)
    assert whose(found, root) == {"a_kim.ann": ("a.txt", "kim")}
    assert found.texts == [root / "a.txt"]


def test_a_folder_without_annotations(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no \.ann file"):
        look([folder(tmp_path, "a.txt")], None)
