"""The scripts that set up, run and test: they parse, they can be called, and they install what Qt needs."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    ROOT / "scripts" / "run",
    ROOT / "scripts" / "test",
    ROOT / "scripts" / "bench",
    ROOT / ".ci" / "run",
]
SETUP = ROOT / "scripts" / "lib" / "setup.sh"

needs_sh = pytest.mark.skipif(os.name == "nt", reason="the scripts are for systems with sh")


def packages() -> ModuleType:
    """scripts/lib/system_packages.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("system_packages", ROOT / "scripts/lib/system_packages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_setup(code: str, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run shell code with scripts/lib/setup.sh read in, for a project in ``root``."""
    command = f'set -eu; ROOT="$1"; . "{SETUP}"; {code}'
    env = {**os.environ, **environment}
    return subprocess.run(
        ["sh", "-c", command, "sh", root], capture_output=True, text=True, check=False, env=env
    )


@needs_sh
@pytest.mark.parametrize("shell", ["sh", "bash", "dash"])
@pytest.mark.parametrize("script", [*COMMANDS, SETUP], ids=lambda path: path.name)
def test_every_shell_can_read_the_scripts(shell: str, script: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    subprocess.run([shell, "-n", script], check=True)


@needs_sh
def test_the_commands_can_be_called() -> None:
    assert [command.name for command in COMMANDS if not os.access(command, os.X_OK)] == []


def test_the_readme_names_scripts_that_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bscripts/\w+", readme))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_pictures_of_the_guide_are_those_that_the_script_makes() -> None:
    script = (ROOT / "scripts" / "screenshots").read_text(encoding="utf-8")
    compile(script, "screenshots", "exec")
    listed = script.split("KEPT: ", 1)[1].split(')\n"""', 1)[0]
    kept = {f"{scene}-{theme}.png" for scene, theme in re.findall(r'\("([\w-]+)", "(\w+)"\)', listed)}
    images = ROOT / "docs" / "images"
    assert {path.name for path in images.glob("*.png")} == kept
    assert [path.name for path in images.glob("*.png") if path.stat().st_size > 250_000] == []
    guide = [*(ROOT / "docs" / "guide").glob("*.md"), ROOT / "README.md"]
    shown = {name for page in guide for name in re.findall(r"images/([\w-]+\.png)", page.read_text("utf-8"))}
    assert shown <= kept


def test_the_notice_names_every_dependency() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        declared = tomllib.load(file)["project"]["dependencies"]
    names = [re.split(r"[<>=!;\s]", each)[0] for each in declared]
    # The window has a chapter of its own, under the name of the product.
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").replace("PySide6 Essentials", "pyside6-essentials")
    assert [name for name in names if name not in notice] == []


@needs_sh
def test_a_python_that_is_too_old_or_broken_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "python3.13").write_text("#!/bin/sh\nexit 1\n")
    # Called as: python3.12 -c CODE
    older = "import sys; code = sys.argv[1]; sys.version_info = (3, 10, 9); exec(code)"
    (tmp_path / "python3.12").write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{older}' \"$2\"\n")
    for name in ("python3.13", "python3.12"):
        (tmp_path / name).chmod(0o755)
    (tmp_path / "python3.11").symlink_to(sys.executable)
    found = in_setup("find_python", tmp_path, PATH=f"{tmp_path}:/usr/bin:/bin", PYTHON="")
    assert found.stdout.strip() == "python3.11"


@needs_sh
def test_a_changed_pyproject_or_a_moved_folder_is_installed_again(tmp_path: Path) -> None:
    scripts = tmp_path / ".venv" / "bin"
    scripts.mkdir(parents=True)
    for name in ("python", "annotator"):
        (scripts / name).write_text("#!/bin/sh\nexit 0\n")
        (scripts / name).chmod(0o755)
    (tmp_path / "pyproject.toml").write_text("one")
    assert in_setup("up_to_date run", tmp_path).returncode != 0
    in_setup('printf "run %s" "$(fingerprint)" >"$STAMP"', tmp_path)
    assert in_setup("up_to_date run", tmp_path).returncode == 0
    assert in_setup("up_to_date test", tmp_path).returncode != 0

    (tmp_path / "pyproject.toml").write_text("two")
    assert in_setup("up_to_date run", tmp_path).returncode != 0
    assert in_setup("usable_venv", tmp_path).returncode == 0

    (tmp_path / ".venv" / ".installed").write_text("run 1 3 in /elsewhere")
    assert in_setup("usable_venv", tmp_path).returncode != 0


def test_a_missing_library_is_told_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    module = packages()
    monkeypatch.setattr(module, "WINDOW_LIBRARIES", {"libnowhere.so.1": "libnowhere1"})
    monkeypatch.setattr(module, "_any_font", lambda: True)
    assert list(module.missing("run")) == [("libnowhere.so.1", "libnowhere1")]


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("readelf") is None, reason="needs Linux's readelf (binutils)"
)
def test_every_library_qt_links_to_has_a_package() -> None:
    import PySide6

    qt = Path(PySide6.__file__).parent / "Qt"
    names = ("Core", "Gui", "Widgets", "Svg", "PrintSupport", "Network", "DBus", "XcbQpa", "WaylandClient")
    files = [qt / "lib" / f"libQt6{name}.so.6" for name in names]
    files += [qt / "plugins" / "platforms" / f"libq{name}.so" for name in ("xcb", "wayland", "offscreen")]
    files += (qt / "plugins" / "xcbglintegrations").glob("*.so")
    command = ["readelf", "-d", *map(str, files)]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", listing))
    from_libc_or_qt = re.compile(r"lib(Qt6\w+|icu\w+|c|m|dl|pthread|rt|resolv|gcc_s)\.so|ld-linux")
    known = packages().WINDOW_LIBRARIES
    assert "libxcb-cursor.so.0" in needed
    assert sorted(name for name in needed if name not in known and not from_libc_or_qt.match(name)) == []
