"""The settings of a sandbox: what is allowed, what is offered, and which means of isolation may be used."""

from __future__ import annotations

import msgspec

MEANS = ("bubblewrap", "landlock", "seccomp")


class Limits(msgspec.Struct, frozen=True):
    """What one submission may use: wall-clock seconds, kept by the trusted side; memory of all its workers together."""

    import_seconds: float = 5.0
    call_seconds: float = 2.0
    task_seconds: float = 4.0
    submission_seconds: float = 20.0
    memory_mib: int = 768


class Isolation(msgspec.Struct, frozen=True):
    """Which means of isolation to use; one that the machine lacks is found out by trying, not believed."""

    bubblewrap: bool = True
    landlock: bool = True
    seccomp: bool = True

    def names(self) -> str:
        """The means in words, for messages."""
        used = [name for name in MEANS if getattr(self, name)]
        return " + ".join([*used, "limits"])


class SandboxConfig(msgspec.Struct, frozen=True):
    """Everything a fork server is started with. `preload` names modules that it imports before it forks."""

    distributions: tuple[str, ...] = ("numpy",)
    preload: tuple[str, ...] = ("numpy",)
    warm: tuple[str, ...] = ()
    """Further modules that it imports beforehand where they exist."""
    limits: Limits = Limits()
    isolation: Isolation = Isolation()
