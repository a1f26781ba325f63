"""What is distributed, under which name and licence. On the package index `autograder` is another project's program."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import tomllib
from pathlib import Path

from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]


def test_the_name_and_licence_of_the_distribution():
    """The distribution has a name of its own and says its licence, which is in the repository."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["name"] == "backprop-by-hand"
    assert project["license"] == "BSD-3-Clause"
    assert (ROOT / "LICENSE").read_text().startswith("BSD 3-Clause License")
    assert "license: BSD-3-Clause" in (ROOT / "CITATION.cff").read_text()
    assert (ROOT / "CONTRIBUTING.md").is_file()


def test_nobody_is_told_to_install_another_projects_program():
    """No message and no page says to install a distribution of the name `autograder` from an index."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    told = []
    for name in listed.split("\0"):
        path = ROOT / name
        if not name or path.suffix in (".png", ".zip", ".gz") or path == Path(__file__) or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        told += [
            f"{name}: {match[0]}"
            for match in re.finditer(r"(?:pip|uv|pipx)\s+(?:tool )?install\b[^\n]*\bautograder\b", text)
        ]

    assert told == []


def test_what_is_pinned_can_be_installed_on_the_oldest_python_that_is_promised():
    """README, Makefile and pyproject promise one oldest Python; no pinned distribution refuses its first release."""
    [oldest] = SpecifierSet(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"])
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE))
    refused = []
    for name, version in pinned.items():
        try:
            found = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        needs = found.get("Requires-Python") if found["Version"] == version else None
        if needs and not SpecifierSet(needs).contains(f"{oldest.version}.0"):
            refused.append(f"{name} {version} needs Python {needs}")

    assert refused == []
    assert oldest.version == "3.11"
    for file in ("README.md", "CONTRIBUTING.md", "docs/instructors.md", "Makefile"):
        assert f"Python {oldest.version} or newer" in (ROOT / file).read_text(), file
