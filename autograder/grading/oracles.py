"""Packs what hidden cases are given into bytes and back, so that one process's oracle values serve the next.

Knows values, and neither where they are kept nor what a case does with them. No pickle: plain MessagePack, in which a
type that is not listed here cannot be written, and bytes from anywhere can at worst be refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import Any

import msgspec
import numpy as np

Memory = dict[tuple[Any, ...], tuple[Any, int]]
"""By function and key: what the function made, and how often two oracles agreed while it did."""
Classes = Mapping[str, type]
"""The dataclasses that may be packed, by module and name."""

_VERSION = 1
_DIGEST = 32
_PLAIN = (type(None), bool, int, float, str, bytes)
_KINDS = frozenset("biufc")
_DEEPEST = 40


class NotPackableError(TypeError):
    """A value holds something of a type that is not packed."""


def classes_of(modules: Mapping[str, ModuleType]) -> dict[str, type]:
    """The dataclasses that these modules define themselves, by the module's name here and their own."""
    return {
        f"{where}:{name}": value
        for where, module in modules.items()
        for name, value in vars(module).items()
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__
    }


def pack(memory: Memory, classes: Classes) -> bytes:
    """All that can be packed of a memory; a value that cannot is left out and will be made again."""
    entries = []
    for place, (value, agreed) in memory.items():
        try:
            entries.append(msgspec.Raw(_bytes([_plain(place, classes), agreed, _plain(value, classes)])))
        except NotPackableError:
            continue
    body = msgspec.msgpack.encode([_VERSION, entries])
    return hashlib.sha256(body).digest() + body


def unpack(data: bytes, classes: Classes) -> Memory:
    """What `pack` was given. Raises ValueError for bytes that it did not write, or that were damaged since."""
    body = data[_DIGEST:]
    if hashlib.sha256(body).digest() != data[:_DIGEST]:
        raise ValueError("the packed values are damaged")
    try:
        version, entries = msgspec.msgpack.decode(body)
        if version != _VERSION:
            raise ValueError(f"the packed values are of version {version!r}")
        memory: Memory = {}
        for place, agreed, value in entries:
            key = _value(place, classes)
            if type(key) is not tuple or type(agreed) is not int:
                raise ValueError("a packed value has no key")
            memory[key] = (_value(value, classes), agreed)
    except (msgspec.DecodeError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError(f"the packed values cannot be read: {error}") from error
    return memory


def settled(value: Any, classes: Classes) -> Any:
    """A value as it comes back from its bytes; the value itself where it cannot be packed.

    Who uses this for what was just made computes with the very same arrays, order in memory included, as one who finds
    it in the store.
    """
    try:
        return _value(msgspec.msgpack.decode(_bytes(_plain(value, classes))), classes)
    except NotPackableError:
        return value


def _bytes(plain: Any) -> bytes:
    try:
        return msgspec.msgpack.encode(plain)
    except (OverflowError, UnicodeEncodeError) as error:  # an integer of more than 64 bits; half a character
        raise NotPackableError(str(error)) from error


def _plain(value: Any, classes: Classes, depth: int = 0) -> Any:
    """Lists whose first entry says what they stand for, and what MessagePack has words for."""
    kind = type(value)
    if depth > _DEEPEST:
        raise NotPackableError("nested too deeply")
    if kind in _PLAIN:
        return value
    if kind in (list, tuple):
        return ["list" if kind is list else "tuple", *(_plain(item, classes, depth + 1) for item in value)]
    if kind is dict:
        return ["dict", *([_plain(part, classes, depth + 1) for part in pair] for pair in value.items())]
    if kind is np.ndarray or isinstance(value, np.generic):
        dtype = value.dtype
        if dtype.kind not in _KINDS or not dtype.isnative:
            raise NotPackableError(f"an array of {dtype}")
        if kind is np.ndarray:
            return ["array", dtype.str, list(value.shape), value.tobytes()]
        return ["scalar", dtype.str, value.tobytes()]
    name = next((name for name, known in classes.items() if known is kind), None)
    if name is None:
        raise NotPackableError(f"{kind.__module__}:{kind.__qualname__}")
    found = {field.name: getattr(value, field.name) for field in fields(value)}
    if set(getattr(value, "__dict__", found)) - set(found):
        raise NotPackableError(f"{name} holds more than its fields")
    return ["object", name, *([key, _plain(item, classes, depth + 1)] for key, item in found.items())]


def _value(plain: Any, classes: Classes) -> Any:
    if type(plain) is not list:
        return plain
    kind, *rest = plain
    if kind == "list":
        return [_value(item, classes) for item in rest]
    if kind == "tuple":
        return tuple(_value(item, classes) for item in rest)
    if kind == "dict":
        return {_value(key, classes): _value(item, classes) for key, item in rest}
    if kind == "array":
        dtype, shape, data = rest
        return _array(dtype, tuple(shape), data)
    if kind == "scalar":
        dtype, data = rest
        return _array(dtype, (), data)[()]
    if kind == "object":
        name, *pairs = rest
        return _instance(classes[name], {key: _value(item, classes) for key, item in pairs})
    raise ValueError(f"nothing is packed as {kind!r}")


def _array(dtype: str, shape: tuple[int, ...], data: bytes) -> np.ndarray:
    of = np.dtype(dtype)
    if of.kind not in _KINDS or len(data) != of.itemsize * int(np.prod(shape, dtype=object)):
        raise ValueError("a packed array does not have its size")
    array = np.ndarray(shape, of, data).copy()
    array.setflags(write=False)
    return array


def _instance(kind: type, values: dict[str, Any]) -> Any:
    """An object of a dataclass with these fields; it was made once, so nothing of its making is repeated."""
    if set(values) != {field.name for field in fields(kind)}:
        raise ValueError(f"{kind.__name__} has other fields")
    made: Any = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made
