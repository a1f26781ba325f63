"""Makes the virtual environment of a peer, from exact pins, once; runs programs in it with settings of their own.

The environments stand in benchmarks/.peers/ and belong to the peers alone: nothing of this project is installed there.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLACE = HERE.parent / ".peers"


class PeerError(Exception):
    """A peer cannot be installed or run; its text is one sentence."""


class Environment:
    """One peer's environment. `home` is where its programs look for settings: an empty folder of the measurement's."""

    def __init__(self, name: str, home: Path) -> None:
        self.folder = PLACE / name
        self.home = home
        self._pins = HERE / f"{name}.txt"
        self._install()

    def _install(self) -> None:
        digest = hashlib.sha256(self._pins.read_bytes()).hexdigest()
        ready = self.folder / "ready"
        if ready.is_file() and ready.read_text() == digest:
            return
        print(f"Installing {self._pins.name} into an environment of its own, once ...", flush=True)
        venv.create(self.folder, with_pip=True, clear=True)
        command = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(self._pins)]
        done = subprocess.run([self.python, *command], capture_output=True, text=True, check=False)
        if done.returncode:
            said = done.stderr.strip().splitlines() or ["pip said nothing"]
            raise PeerError(f"{self._pins.name} cannot be installed: {said[-1]}")
        ready.write_text(digest)

    @property
    def python(self) -> str:
        return str(self.folder / "bin" / "python")

    @property
    def versions(self) -> dict[str, str]:
        """Of the packages that its file names first, above the blank line."""
        head = self._pins.read_text(encoding="utf-8").split("\n\n")[0]
        lines = (line for line in head.splitlines() if line and not line.startswith("#"))
        return dict(line.split("==") for line in lines)

    def run(self, *arguments: str, cwd: Path, check: bool = True) -> int:
        """Run the environment's Python. Raises PeerError where it fails and that is to be checked."""
        places = {"HOME": str(self.home), "JUPYTER_CONFIG_DIR": str(self.home), "IPYTHONDIR": str(self.home)}
        data = {"JUPYTER_DATA_DIR": str(self.home / "data"), "JUPYTER_RUNTIME_DIR": str(self.home / "runtime")}
        path = os.pathsep.join([str(self.folder / "bin"), os.environ.get("PATH", os.defpath)])
        kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
        done = subprocess.run(
            [self.python, *arguments],
            cwd=cwd,
            env=kept | places | data | {"PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode:
            last = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
            raise PeerError(f"`{' '.join(arguments[1:4])}` ended with status {done.returncode}: {last}")
        return done.returncode
