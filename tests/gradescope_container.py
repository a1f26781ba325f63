"""Gradescope's container, rebuilt: a root file system of its own in which setup.sh and run_autograder run as there.

Source of the layout: https://gradescope-autograders.readthedocs.io/en/latest/specs/ and .../submission_metadata/: the
zip file lies unpacked in /autograder/source, run_autograder is copied to /autograder, the submission is in
/autograder/submission, the working folder is /autograder, the output is caught in /autograder/results/stdout. The
capabilities are those that Docker leaves to root. Instead of downloading libraries, a stand-in for pip notes what it is
asked for and lends the libraries that are installed here.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

_CAPABILITIES = (
    *("CAP_AUDIT_WRITE", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD"),
    *("CAP_NET_BIND_SERVICE", "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID"),
    "CAP_SYS_CHROOT",
)
_PIP = """
import sys, sysconfig
from pathlib import Path
libraries = Path(sysconfig.get_path("purelib"))
(libraries / "lent.pth").write_text("/opt/lent\\n")
(libraries / "asked.txt").write_text("\\n".join(sys.argv[1:]))
"""
METADATA = {
    "id": 123456,
    "created_at": "2018-07-01T14:22:32.365935-07:00",
    "assignment": {"id": 25828, "title": "One weight", "total_points": "12.0", "group_submission": False},
    "submission_method": "upload",
    "users": [{"email": "ada@example.com", "id": 1234, "name": "Ada"}],
    "previous_submissions": [],
}


class Run(NamedTuple):
    """What Gradescope's harness finds when run_autograder has ended and some seconds have gone by."""

    status: int
    results: Any
    stdout: str


class Container:
    """A container in a folder of this machine. Needs bubblewrap and root."""

    def __init__(self, folder: Path, zip_file: bytes) -> None:
        self.root = folder / "autograder"
        self._environment = folder / "environment"
        self._stand_in = folder / "stand-in"
        for path in (self.root, self._environment, self._stand_in):
            path.mkdir()
        (self._stand_in / "pip").mkdir()
        (self._stand_in / "pip" / "__init__.py").write_text("")
        (self._stand_in / "pip" / "__main__.py").write_text(_PIP)
        with zipfile.ZipFile(io.BytesIO(zip_file)) as archive:
            archive.extractall(self.root / "source")  # without the archive's modes, which a harness may not keep
        shutil.copy(self.root / "source" / "run_autograder", self.root)
        os.chmod(self.root / "run_autograder", 0o755)

    def set_up(self) -> tuple[int, str]:
        """Run setup.sh as root; gives its exit status and output."""
        done = self._bash("bash /autograder/source/setup.sh", {"PYTHONPATH": "/opt/stand-in"})
        return done.returncode, done.stdout

    def asked(self) -> list[str]:
        """The arguments that pip got."""
        return next(self._environment.rglob("asked.txt")).read_text().splitlines()

    def grade(self, files: dict[str, str | Path], *, wait: int = 0, user: int = 0, **environment: str) -> Run:
        """Hand in files, or links to paths, and run run_autograder as a user; then `wait` seconds pass."""
        for name in ("submission", "results"):
            shutil.rmtree(self.root / name, ignore_errors=True)
            (self.root / name).mkdir()
        for name, content in files.items():
            file = self.root / "submission" / name
            file.symlink_to(content) if isinstance(content, Path) else file.write_text(content)
        (self.root / "submission_metadata.json").write_text(json.dumps(METADATA))
        for path in (self.root, *self.root.rglob("*")):
            os.chown(path, user, user, follow_symlinks=False)
        become = f"setpriv --reuid={user} --regid={user} --clear-groups " if user else ""
        run = f"{become}./run_autograder >results/stdout 2>&1; status=$?; sleep {wait}; exit $status"
        done = self._bash(f"cd /autograder && {run}", environment)
        results = self.root / "results" / "results.json"
        read = json.loads(results.read_bytes()) if results.is_file() else None
        stdout = self.root / "results" / "stdout"
        return Run(done.returncode, read, (stdout.read_text() if stdout.is_file() else "") + done.stdout)

    def _bash(self, script: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        base = str(Path(sys.base_prefix).resolve())
        command = ["bwrap", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net", "--die-with-parent"]
        command += ["--clearenv", "--setenv", "PATH", f"{base}/bin:/usr/bin:/bin", "--setenv", "LANG", "C.UTF-8"]
        for name, value in environment.items():
            command += ["--setenv", name, value]
        command += ["--cap-drop", "ALL", *(word for name in _CAPABILITIES for word in ("--cap-add", name))]
        for path in ("/bin", "/sbin", "/lib", "/lib64"):
            if os.path.islink(path):
                command += ["--symlink", os.readlink(path), path]
            elif os.path.isdir(path):
                command += ["--ro-bind", path, path]
        for folder in ("/opt", *(str(path) for path in reversed(Path(base).parents) if path != path.parent)):
            command += ["--perms", "0755", "--dir", folder]  # else they are closed to all but root
        command += ["--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc", "--ro-bind", base, base]
        command += ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
        command += ["--ro-bind", sysconfig.get_path("purelib"), "/opt/lent"]
        command += ["--ro-bind", str(self._stand_in), "/opt/stand-in"]
        command += ["--bind", str(self._environment), "/opt/autograder", "--bind", str(self.root), "/autograder"]
        return subprocess.run(
            [*command, "bash", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
