"""The settings of a sandbox: what is allowed, what is offered, and which means of isolation may be used."""

from __future__ import annotations

import os

import msgspec

from autograder.course.model import Limits

MECHANISMS = ("bubblewrap", "landlock", "seccomp")


_SWITCH = "AUTOGRADER_TEST_WITHOUT"
"""Names means of isolation to do without, for tests of the fall-back; it can only lower the level, as recorded."""


class Isolation(msgspec.Struct, frozen=True):
    """Which means of isolation to use; one that the machine lacks is found out by trying, not believed."""

    bubblewrap: bool = True
    landlock: bool = True
    seccomp: bool = True

    def names(self) -> str:
        """The means in words, for messages."""
        used = [name for name in MECHANISMS if getattr(self, name)]
        return " + ".join([*used, "limits"])


def allowed_mechanisms() -> Isolation:
    """The means of isolation that may be used: all, but for tests."""
    without = set(os.environ.get(_SWITCH, "").split(","))
    return Isolation(**{name: name not in without for name in MECHANISMS})


class SandboxConfig(msgspec.Struct, frozen=True):
    """Everything a fork server is started with. `preload` names modules that it imports before it forks."""

    distributions: tuple[str, ...] = ("numpy",)
    preload: tuple[str, ...] = ("numpy",)
    warm: tuple[str, ...] = ()
    """Further modules that it imports beforehand where they exist."""
    data: tuple[tuple[str, bytes], ...] = ()
    """Files that a submission may read: name and content. They are in its working folder, as at home."""
    limits: Limits = Limits()
    isolation: Isolation = Isolation()
