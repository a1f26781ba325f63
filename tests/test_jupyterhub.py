"""A JupyterHub with an instructor and a student, set up as docs/instructors.md says: a round by buttons.

Both are accounts of one user of the system; what keeps them apart on a real hub is that they are not.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course.model import Course
from autograder.demo import DemoCourse, DemoUser

pytest.importorskip("jupyterhub", reason="JupyterHub is not installed")
pytest.importorskip("configurable_http_proxy", reason="configurable-http-proxy is not installed")

COURSE = Course.find(Path(__file__))
NAME = "a1_one_weight"
COURSE_ID = "backpropagation"
TOKEN = "a-word-of-the-tests-alone"
_CONFIG = """
import json, sys
c = get_config()
accounts = json.loads({accounts!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub}
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.Authenticator.allowed_users = set(accounts)
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {home!r}
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
c.ConfigurableHTTPProxy.command = [sys.executable, "-c", "from configurable_http_proxy.cli import main; main()"]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.JupyterHub.services = [{{"name": "tests", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [
    {{"name": "tests", "services": ["tests"], "scopes": ["admin:users", "admin:servers", "access:servers"]}}
]

async def begin(spawner):
    account = accounts[spawner.user.name]
    spawner.environment = account["environment"]
    spawner.notebook_dir = account["folder"]

c.Spawner.pre_spawn_hook = begin
"""


def free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _first(account: DemoUser, kept: dict[str, str]) -> dict[str, str]:
    """The account's own settings before those of this environment, as an environment of its own would have them."""
    places = [str(account.folder / ".jupyter"), *filter(None, [kept.get("JUPYTER_CONFIG_PATH")])]
    return {"JUPYTER_CONFIG_PATH": os.pathsep.join(places)}


class Hub:
    """A hub on loopback for some accounts. Use as a context manager."""

    def __init__(self, folder: Path, accounts: dict[str, DemoUser]) -> None:
        self._folder = folder
        self.homes = folder / "homes"
        """Where servers are started: a button fetches into this folder."""
        port, hub, api = free_ports(3)
        self._root = f"http://127.0.0.1:{port}"
        kept = {name: os.environ[name] for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH") if name in os.environ}
        about = {
            name: {"environment": account.environment | kept | _first(account, kept), "folder": str(account.folder)}
            for name, account in accounts.items()
        }
        home = str(folder / "homes" / "{username}")
        text = _CONFIG.format(accounts=json.dumps(about), port=port, hub=hub, api=api, token=TOKEN, home=home)
        (folder / "jupyterhub_config.py").write_text(text)
        self._log = (folder / "hub.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", "jupyterhub_config.py"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def __enter__(self) -> Hub:
        ends = time.monotonic() + 60
        while self.ask("hub/api")[0] != 200:  # the proxy is up before the hub
            assert time.monotonic() < ends
            time.sleep(0.3)
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._log.close()

    def ask(self, path: str, data: dict[str, str] | None = None, method: str = "") -> tuple[int, str]:
        """Status and text of the answer to a request; waits for the hub to be up."""
        body = None if data is None else urllib.parse.urlencode(data).encode()
        request = urllib.request.Request(
            f"{self._root}/{path}", body, {"Authorization": f"token {TOKEN}"}, method=method or None
        )
        ends = time.monotonic() + 180
        while True:
            try:
                with urllib.request.urlopen(request, timeout=180) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.read().decode()
            except OSError:
                if time.monotonic() > ends or self._process.poll() is not None:
                    raise
                time.sleep(0.5)

    def start(self, user: str) -> None:
        """Begin a user's server, and wait until it answers."""
        self.ask(f"hub/api/users/{user}", {}, "POST")
        status, text = self.ask(f"hub/api/users/{user}/server", {}, "POST")
        assert status in (201, 202), (status, text)
        ends = time.monotonic() + 120
        while self.ask(f"user/{user}/api/status")[0] != 200:
            assert time.monotonic() < ends, (self._folder / "hub.log").read_text()[-3000:]
            time.sleep(1)

    def press(self, user: str, path: str, data: dict[str, str] | None = None) -> Any:
        """What a button of a user's page asks for, as JSON."""
        status, text = self.ask(f"user/{user}/{path}", data or {}, "POST")
        assert status == 200, (status, text[-2000:])
        return json.loads(text)


@pytest.fixture
def school(tmp_path: Path) -> DemoCourse:
    return DemoCourse(COURSE, tmp_path / "school")


@pytest.fixture
def hub(school: DemoCourse, tmp_path: Path) -> Iterator[Hub]:
    """The hub, with the settings of the guide: two roots for the instructor, no formgrader for the student."""
    instructor, student = school.instructor, school.student("ada", COURSE_ID)
    with (instructor.folder / ".jupyter" / "nbgrader_config.py").open("a") as settings:
        settings.write(f"c.CourseDirectory.root = {str(instructor.folder)!r}\n")
    switched_off = student.folder / ".jupyter" / "jupyter_server_config.d"
    switched_off.mkdir()
    off = {"ServerApp": {"jpserver_extensions": {"nbgrader.server_extensions.formgrader": False}}}
    (switched_off / "no-formgrader.json").write_text(json.dumps(off))
    place = tmp_path / "hub"
    for name in ("instructor", "ada"):
        (place / "homes" / name).mkdir(parents=True)
    with Hub(place, {"instructor": instructor, "ada": student}) as started:
        yield started


@pytest.mark.slow
def test_the_round_on_a_hub(hub: Hub) -> None:
    """Generated, released, fetched, handed in, collected and graded by buttons; a student has no formgrader."""
    hub.start("instructor")
    hub.start("ada")

    for step in ("assign", "release"):
        done = hub.press("instructor", f"formgrader/api/assignment/{NAME}/{step}")
        assert done["success"], done
    assert hub.ask("user/ada/formgrader/api/assignments")[0] == 404
    handout = {"course_id": COURSE_ID, "assignment_id": NAME}
    assert hub.press("ada", "assignments/fetch", handout)["success"]
    shutil.copy(COURSE.reference(NAME), hub.homes / "ada" / NAME / COURSE.load(NAME).module_file)
    assert hub.press("ada", "assignments/submit", handout)["success"]
    collected = hub.press("instructor", f"formgrader/api/assignment/{NAME}/collect")
    assert collected["success"], collected
    graded = hub.press("instructor", f"formgrader/api/submission/{NAME}/ada/autograde")
    assert graded["success"], graded
    status, listed = hub.ask(f"user/instructor/formgrader/api/submissions/{NAME}")
    [submission] = json.loads(listed)
    assert (status, submission["student"], submission["code_score"]) == (200, "ada", COURSE.load(NAME).max_score)
