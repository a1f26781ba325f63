"""Typed frames between the trusted grader and a worker: a length, then MessagePack checked by a schema; no pickle.

Both sides import this module. Every size is bounded before it is used, and a value is copied once.
"""

from __future__ import annotations

import importlib
import struct
from collections import OrderedDict
from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
import numpy as np

MAX_FRAME = 32 << 20
"""Bytes accepted in one frame."""
MAX_ARRAY = 8 << 20
"""Bytes of one array."""
MAX_DEPTH = 6
MAX_ITEMS = 200_000
MAX_VALUES = 300_000
"""Values of all kinds in one frame: a short frame of tiny ones would otherwise become gigabytes of objects."""

HEADER = struct.Struct(">I")
Dim = Annotated[int, msgspec.Meta(ge=0, le=1 << 24)]
Text = Annotated[str, msgspec.Meta(max_length=2000)]
Word = Annotated[str, msgspec.Meta(max_length=200)]
Id = Annotated[int, msgspec.Meta(ge=0, le=1 << 40)]
Int = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
DType = Literal["<f8", "<f4", "<f2", "<i8", "<i4", "<i2", "|i1", "<u8", "<u4", "<u2", "|u1", "|b1"]
_DTYPES = frozenset(DType.__args__)  # type: ignore[attr-defined]  # typing keeps a Literal's words there


class BadValue(Exception):
    """A value that cannot cross, or bytes that are not what they claim to be."""


class Array(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True, tag="a"):
    """An ndarray, a NumPy scalar or a torch tensor: C-contiguous little-endian bytes."""

    kind: Literal["ndarray", "scalar", "tensor"]
    dtype: DType
    shape: Annotated[tuple[Dim, ...], msgspec.Meta(max_length=8)]
    data: Annotated[bytes, msgspec.Meta(max_length=MAX_ARRAY)]


class Handle(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True, tag="h"):
    """An object that stays in the worker. `callable` says that it can be called."""

    id: Id
    type_name: Word = ""
    callable: bool = False


def handle_number(request: int, position: int) -> int:
    """The number of an object, by its place in the answer to a request: the same question gives the same number."""
    return (request << 18) + position


def request_of(handle: int) -> int:
    """The number of the request whose answer brought an object."""
    return handle >> 18


class Seq(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True, tag="s"):
    """A list or a tuple."""

    kind: Literal["list", "tuple"]
    items: Annotated[list[Value], msgspec.Meta(max_length=MAX_ITEMS)]


class Map(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True, tag="m"):
    """A dict with text keys."""

    items: Annotated[dict[Word, Value], msgspec.Meta(max_length=1000)]


Value = None | bool | Int | float | Text | Array | Handle | Seq | Map


class Callback(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True, tag="f"):
    """A function of the trusted side, as an argument of a call: its results are asked for by this name."""

    name: Word


class Load(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="load"):
    """Import the submission: `files` maps names to bytes, `entry` is the module's file name.

    `seed` seeds the generators that a submission may use. It is the worker's number, and tells nothing of the seed that
    hidden inputs are drawn from. With `mirrored` a walk over a set of the submission's objects goes the other way.
    """

    id: Id
    files: dict[str, bytes]
    entry: str
    seed: int
    mirrored: bool = False


class Inspect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="inspect"):
    """Compile the files, run nothing, and note every import as "name line"; none if all are `usual` in a file.

    The value says where the functions and classes of the file `entry` stand, and what the compiler refuses:
    {"functions": {name: [first line, last line]}, "error": None or [file, line, error's name, text]}.
    """

    id: Id
    files: dict[str, bytes]
    entry: str
    usual: list[str] = []


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="call"):
    """Call `name` of the object `target` (0 is the student's module); an empty name calls the object itself."""

    id: Id
    target: Id
    name: str
    args: list[Value | Callback]
    kwargs: dict[str, Value | Callback] = {}
    observe: bool = False
    """Note which of the submission's own functions are called, and by what means it computes: see `Observer`."""


class Get(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="get"):
    """Read the attribute `name` of the object `target`."""

    id: Id
    target: Id
    name: str


class Helper(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="helper"):
    """Run a helper of a hidden case beside the submission; the answer is its module as a handle. Holds no secret."""

    id: Id
    source: str


class StandIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="stand-in"):
    """Replace functions of the module by others, which ask the trusted side for each result."""

    id: Id
    names: list[str]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="answer"):
    """What a stand-in or a callback asked for: a value, or the name of a built-in exception to raise."""

    id: Id
    value: Value = None
    error: str = ""


Request = Load | Inspect | Call | Get | Helper | StandIn | Answer


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one answer to a request. `changed` lists the positions of arguments that the call altered, error or not."""

    id: Id
    status: Literal["hello", "ok", "error", "ask"]
    value: Value = None
    changed: Annotated[list[Dim], msgspec.Meta(max_length=64)] = []
    kind: Literal["", "raised", "exited", "not-implemented", "memory", "absent", "too-large", "syntax"] = ""
    error: Word = ""
    own: bool = False
    """The error came from within the student's code, not from the call itself."""
    message: Text = ""
    """The text of an error; for "ask" the name of the function whose result is wanted, its arguments being `value`."""
    lines: Annotated[list[Annotated[int, msgspec.Meta(ge=1, le=10_000_000)]], msgspec.Meta(max_length=16)] = []
    """Lines of the submission's main file that an error went through, the innermost first."""
    notes: Annotated[list[Word], msgspec.Meta(max_length=64)] = []


_encoder = msgspec.msgpack.Encoder()
_request_decoder = msgspec.msgpack.Decoder(Request)
_reply_decoder = msgspec.msgpack.Decoder(Reply)


def frame(message: Request | Reply) -> bytes:
    """The bytes of one message: a big-endian 32-bit length, then MessagePack."""
    body = _encoder.encode(message)
    return HEADER.pack(len(body)) + body


def acceptable(frame: bytes) -> bool:
    """Whether a frame is within the bounds of size and number of values."""
    body = memoryview(frame)[HEADER.size :]
    return len(body) <= MAX_FRAME and not _too_many(body)


def decode_request(body: bytes) -> Request:
    """Read a request. Raises BadValue when the bytes are not one."""
    return _decode(_request_decoder, body)  # type: ignore[no-any-return]  # the decoder's type


def decode_reply(body: bytes) -> Reply:
    """Read a reply. Raises BadValue when the bytes are not one, hold too many values, or nest too deep."""
    if _too_many(body):
        raise BadValue("too many values")
    reply: Reply = _decode(_reply_decoder, body)
    _refuse_depth(reply.value, 0)
    return reply


def _too_many(body: bytes | memoryview) -> bool:
    """Whether a message holds more than MAX_VALUES values; a short one need not be counted for that."""
    return len(body) + len(body) // 16 > MAX_VALUES and count_values(body) > MAX_VALUES


def count_values(body: bytes | memoryview) -> int:
    """How many values a MessagePack message holds, counted without making them; stops soon after MAX_VALUES.

    Containers count as one value beside what is in them, a text as one and one more for each 16 bytes: in memory a
    letter may take four. What is not MessagePack gives some number.
    """
    at, count, end = 0, 0, len(body)
    while at < end and count <= MAX_VALUES:
        byte = body[at]
        count += 1
        at += _SIZES[byte]
        if byte in _LENGTHS:
            width = _LENGTHS[byte]
            length = int.from_bytes(body[at - width : at], "big")
            at += length
            if byte >= 0xD9:  # text
                count += length // 16
    return count


_LENGTHS = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
"""Bytes and text: how many bytes behind the first one say the length of what follows."""


def _size(byte: int) -> int:
    """The bytes that a value which begins with this one takes, without what a container or a length announces."""
    if 0xA0 <= byte < 0xC0:  # short text
        return 1 + (byte & 0x1F)
    wide = {0xCA: 5, 0xCB: 9, 0xCC: 2, 0xCD: 3, 0xCE: 5, 0xCF: 9, 0xD0: 2, 0xD1: 3, 0xD2: 5, 0xD3: 9}
    containers = {0xDC: 3, 0xDD: 5, 0xDE: 3, 0xDF: 5}
    return (wide | containers).get(byte, 1 + _LENGTHS.get(byte, 0))


_SIZES = tuple(map(_size, range(256)))


def _refuse_depth(value: Value, depth: int) -> None:
    if not isinstance(value, Seq | Map):
        return
    if depth >= MAX_DEPTH:
        raise BadValue("nested too deep")
    for item in value.items if isinstance(value, Seq) else value.items.values():
        if type(item) is Seq or type(item) is Map:
            _refuse_depth(item, depth + 1)


def _decode(decoder: msgspec.msgpack.Decoder[Any], body: bytes) -> Any:
    try:
        return decoder.decode(body)
    except Exception as error:  # besides its own errors msgspec raises UnicodeDecodeError, RecursionError, MemoryError
        raise BadValue("not a frame of this protocol") from error


def pack(value: Any, keep: Callable[[Any], Handle], depth: int = 0) -> Value:
    """Turn a Python value into a wire value; what has no form of its own is handed to `keep` and crosses as a handle.

    Raises BadValue for a value that is too large; judged from sizes, before anything is copied.
    """
    kind = type(value)
    if value is None or kind is bool or kind is float:
        return value  # type: ignore[no-any-return]  # narrowed by identity of the type
    if kind is np.ndarray:
        return _pack_array(value, "ndarray", keep)
    if kind is int:
        return value if -(2**63) <= value < 2**63 else keep(value)
    if kind is str:
        return value if len(value) <= 2000 and _is_text(value) else keep(value)
    if kind is list or kind is tuple:
        if depth >= MAX_DEPTH or len(value) > MAX_ITEMS:
            raise BadValue("too large")
        return Seq("list" if kind is list else "tuple", [pack(item, keep, depth + 1) for item in value])
    if kind is dict or kind is OrderedDict:
        if depth >= MAX_DEPTH or len(value) > 1000:
            raise BadValue("too large")
        if all(type(key) is str and len(key) <= 200 and _is_text(key) for key in value):
            return Map({key: pack(item, keep, depth + 1) for key, item in value.items()})
        return keep(value)
    if isinstance(value, np.generic) and kind.__module__ == "numpy":
        return _pack_array(np.asarray(value), "scalar", keep, original=value)
    if kind.__module__ in ("torch", "torch.nn.parameter") and kind.__name__ in ("Tensor", "Parameter"):
        return _pack_array(value.detach().cpu().numpy(), "tensor", keep, original=value)
    return keep(value)


def _is_text(value: str) -> bool:
    """Whether it can be written in UTF-8: half of a pair of surrogates cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _pack_array(array: np.ndarray, kind: str, keep: Callable[[Any], Handle], original: Any = None) -> Value:
    if array.ndim > 8 or array.size * array.itemsize > MAX_ARRAY:
        raise BadValue("too large")
    code = array.dtype.newbyteorder("<").str
    if code not in _DTYPES:
        return keep(array if original is None else original)
    return Array(kind, code, array.shape, np.ascontiguousarray(array, dtype=code).tobytes())  # type: ignore[arg-type]  # code and kind are of the listed words


def unpack(value: Value, resolve: Callable[[Handle], Any], *, tensors: bool = False) -> Any:
    """Turn a wire value into a fresh Python value. Raises BadValue when sizes and data do not agree.

    Unless `tensors` are expected, a tensor is a bad value, too.
    """
    if isinstance(value, Array):
        return _unpack_array(value, tensors)
    if isinstance(value, Seq):
        items = [unpack(item, resolve, tensors=tensors) for item in value.items]
        return items if value.kind == "list" else tuple(items)
    if isinstance(value, Map):
        return {key: unpack(item, resolve, tensors=tensors) for key, item in value.items.items()}
    if isinstance(value, Handle):
        return resolve(value)
    return value


def _unpack_array(value: Array, tensors: bool) -> Any:
    dtype = np.dtype(value.dtype)
    count = 1
    for size in value.shape:
        count *= size
    if count * dtype.itemsize != len(value.data):
        raise BadValue("the size of the data does not match the shape")
    try:
        array = np.frombuffer(bytearray(value.data), dtype).reshape(value.shape)
    except ValueError as error:  # no data, and a shape whose other sizes no array can have
        raise BadValue("no array has this shape") from error
    if value.dtype == "|b1":
        array = np.asarray(array.view("|u1") != 0)  # of a 0-d array the comparison makes a scalar
    if value.kind == "ndarray":
        return array
    if value.kind == "tensor":
        if not tensors:
            raise BadValue("a tensor where none is expected")
        try:
            return importlib.import_module("torch").from_numpy(array)
        except TypeError as error:
            raise BadValue("no tensor has this dtype") from error
    if value.shape != ():
        raise BadValue("a scalar with a shape")
    return array[()]
