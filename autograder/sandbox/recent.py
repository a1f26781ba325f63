"""A memory of bounded size; what was put there first goes first. Knows nothing of what it keeps."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values by key, whose sizes together stay within a bound."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[Key, tuple[Value, int]] = {}
        self._size = 0

    def get(self, key: Key) -> Value | None:
        """The value of a key, if it is still there."""
        found = self._found.get(key)
        return None if found is None else found[0]

    def put(self, key: Key, value: Value, size: int = 1) -> None:
        """Keep the value of a new key; the oldest go where it becomes too much."""
        self._found[key] = (value, size)
        self._size += size
        while self._size > self._most:
            self._size -= self._found.pop(next(iter(self._found)))[1]
