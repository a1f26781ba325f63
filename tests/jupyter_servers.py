"""A Jupyter server of an nbgrader account on loopback, for the tests that ask it or open it in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request

from autograder.demo import DemoUser

TOKEN = "word"
SECONDS = 120
"""How long a server may take to be up, and then to answer."""


class Server:
    """A server that runs in an account's folder. Use as a context manager.

    `module` is what is started: jupyter_server has formgrader, jupyterlab what a student sees as well.
    """

    def __init__(self, account: DemoUser, module: str = "jupyter_server") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        options = [f"--ServerApp.port={self._port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
        with account.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", *options],
                cwd=account.folder,
                env=os.environ | account.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def address(self, path: str) -> str:
        """The address of a page, with what lets its reader in."""
        return f"http://127.0.0.1:{self._port}/{path}?token={TOKEN}"

    def ask(self, path: str, method: str = "GET") -> str:
        """The answer to a request; waits for the server to be up."""
        address = f"http://127.0.0.1:{self._port}/{path}"
        request = urllib.request.Request(address, method=method, headers={"Authorization": f"token {TOKEN}"})
        ends = time.monotonic() + SECONDS
        while True:
            try:
                with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                    return answer.read().decode()
            except OSError:
                if time.monotonic() > ends or self._process.poll() is not None:
                    raise
                time.sleep(0.3)
