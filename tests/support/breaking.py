"""Breaking good files: what a disk, a mail program, a hand or an enemy makes of them, by hypothesis."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

ODD: tuple[Any, ...] = (
    None, True, -1, 0, 10**9, 10**400, 1.5, float("nan"), float("inf"), "", "x", "\ud800", "../../../x",
    [], [[]], [None], {}, {"a": {}}, [1, "x"], "0" * 5_000,
)  # fmt: skip
"""What may stand in the place of any value of a JSON file."""


def broken(data: bytes, suffix: str, draw: Draw) -> bytes:
    """A file of this kind, broken in one way or several."""
    for _ in range(draw(st.integers(1, 2))):
        ways = [_cut, _flip, _insert, _encode, _repeat]
        if suffix in (".json", ".jsonl", ".jsonld"):
            ways += [_change_json] * 6 + [_deep]
        elif data[:2] == b"PK":
            ways += [_change_member] * 6 + [_bomb]
        elif suffix in (".tsv", ".conll", ".csv", ".ann"):
            ways += [_change_field] * 6
        elif suffix in (".xmi", ".qde"):
            ways += [_change_number] * 5 + [_entities]
        data = draw(st.sampled_from(ways))(data, draw)
    return data


def _place(data: bytes, draw: Draw) -> int:
    return int(draw(st.integers(0, max(0, len(data) - 1))))


def _cut(data: bytes, draw: Draw) -> bytes:
    return data[: _place(data, draw)]


def _flip(data: bytes, draw: Draw) -> bytes:
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 8))):
        if changed:
            changed[_place(data, draw)] = draw(st.integers(0, 255))
    return bytes(changed)


def _insert(data: bytes, draw: Draw) -> bytes:
    at = _place(data, draw)
    return (
        data[:at]
        + draw(st.sampled_from((b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"{", b'"', b"\t")))
        + data[at:]
    )


def _encode(data: bytes, draw: Draw) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        draw(st.sampled_from(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"))), "replace"
    )


def _repeat(data: bytes, draw: Draw) -> bytes:
    return data * draw(st.integers(2, 3))


def _walk(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON document: what holds it, and its key."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _walk(value[key])


def _documents(data: bytes) -> tuple[list[Any], bool]:
    """The records, and whether they stand in lines of their own; none where it is no JSON any more."""
    for parts, lines in ((data.splitlines(), True), ([data], False)):
        try:
            return [json.loads(part) for part in parts], lines
        except (ValueError, RecursionError):
            continue
    return [], False


def _change_json(data: bytes, draw: Draw) -> bytes:
    document, lines = _documents(data)
    for _ in range(draw(st.integers(1, 3))):
        places = list(_walk(document))
        if not places:
            return data
        holder, key = draw(st.sampled_from(places))
        match draw(st.sampled_from(("odd", "odd", "shift", "gone", "twice", "other"))):
            case "odd":
                holder[key] = draw(st.sampled_from(ODD))
            case "shift" if isinstance(holder[key], int):
                holder[key] += draw(st.integers(-3, 3))
            case "gone":
                del holder[key]
            case "twice" if isinstance(holder, list):
                holder.append(holder[key])
            case "other":
                other, place = draw(st.sampled_from(places))
                if isinstance(other, dict) and place in other and not isinstance(other[place], dict | list):
                    holder[key] = other[place]
    written = [json.dumps(each, ensure_ascii=True) for each in document]
    return ("\n".join(written) if lines else written[0] if written else "").encode()


def _deep(data: bytes, draw: Draw) -> bytes:
    return (
        data.rstrip()[:-1] + b', "x": ' + b"[" * 100_000 + b"]" * draw(st.sampled_from((0, 100_000))) + b"}"
    )


_FIELDS = (
    b"", b"0-0", b"9-1", b"999999999999-1", b"*[1]|*[1]|", b"_", b"I-x", b"5 3", b"-1", b"a;b", b"\xff",
)  # fmt: skip


def _change_field(data: bytes, draw: Draw) -> bytes:
    lines = data.split(b"\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        tab = b"," if b"," in lines[at] and b"\t" not in lines[at] else b"\t"
        fields = lines[at].split(tab)
        place = draw(st.integers(0, len(fields) - 1))
        fields[place] = draw(st.sampled_from(_FIELDS))
        match draw(st.sampled_from(("field", "field", "gone", "twice", "more"))):
            case "field":
                lines[at] = tab.join(fields)
            case "gone":
                del lines[at]
                lines = lines or [b""]
            case "twice":
                lines.insert(at, lines[at])
            case "more":
                lines[at] += tab + b"x"
    return b"\n".join(lines)


def _change_number(data: bytes, draw: Draw) -> bytes:
    """The value of an attribute of XML becomes another."""
    at = data.find(b'="', _place(data, draw))
    end = data.find(b'"', at + 2)
    if at < 0 or end < 0:
        return data
    odd = (b"", b"-5", b"99999999999999999999", b"x", b"1 2 3", b"&lt;", b"0", b"3")
    return data[: at + 2] + draw(st.sampled_from(odd)) + data[end:]


def _entities(data: bytes, _draw: Draw) -> bytes:
    bomb = b'<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    head, mark, rest = data.partition(b"?>")
    return head + mark + bomb + rest.replace(b'id="', b'id="&b;', 1) if mark else bomb + data


def _members(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        zipfile.zlib.error,
    ):
        return {}


def _packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return target.getvalue()


def _change_member(data: bytes, draw: Draw) -> bytes:
    members = _members(data)
    if not members:
        return data
    name = draw(st.sampled_from(sorted(members)))
    match draw(st.sampled_from(("break", "break", "break", "gone", "named"))):
        case "break":
            suffix = ".xmi" if name.endswith((".xml", ".qde", ".xmi")) else f".{name.rpartition('.')[2]}"
            members[name] = broken(members[name], suffix, draw)
        case "gone":
            del members[name]
        case "named":
            members[draw(st.sampled_from(("../../x", "/x", "C:\\x", "a/../../../x")))] = members.pop(name)
    return _packed(members)


def _bomb(data: bytes, draw: Draw) -> bytes:
    members = _members(data)
    name = draw(st.sampled_from(sorted(members))) if members else "x"
    return _packed(members | {name: b"<a>" + b" " * 60_000_000})
