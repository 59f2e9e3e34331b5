"""
Write the TypeScript types of the wire and of the flipchart from their Python source.

``web/src/wire/protocol.gen.ts`` comes from ``server/protocol.py`` and ``server/bodies.py``,
``schema.gen.ts`` and ``agreements.gen.ts`` from ``whiteboard/``; public holidays are written
beside them. A test compares the committed files with a fresh run.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import inspect
import json
import re
import sys
import types
import typing
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

ROOT = Path(__file__).resolve().parent.parent
SEALED = ("whiteboard.schema", "whiteboard.bodies", "whiteboard.reviews")
SOURCES = {
    ("server.protocol", "server.bodies"): ROOT / "web/src/wire/protocol.gen.ts",
    SEALED: ROOT / "web/src/wire/schema.gen.ts",
    ("whiteboard.agreements",): ROOT / "web/src/wire/agreements.gen.ts",
}
HOLIDAYS = ROOT / "web/src/answering/holidays.gen.ts"
PLAIN: dict[Any, str] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    bytes: "Uint8Array",
    type(None): "null",
    Any: "unknown",
    object: "unknown",
}


def ts_type(hint: Any) -> str:
    """Return the TypeScript spelling of a Python type hint."""
    if hint in PLAIN:
        return PLAIN[hint]
    if dataclasses.is_dataclass(hint):
        return str(hint.__name__)  # type: ignore[union-attr]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return ts_type(args[0])
    if origin is Literal:
        return " | ".join(json.dumps(arg) for arg in args)
    if origin in (Union, types.UnionType):
        return " | ".join(ts_type(arg) for arg in args)
    if origin is list or (origin is tuple and len(args) == 2 and args[1] is Ellipsis):
        inner = ts_type(args[0])
        return f"readonly ({inner})[]" if " " in inner else f"readonly {inner}[]"
    if origin is tuple:
        return f"readonly [{', '.join(ts_type(arg) for arg in args)}]"
    if origin is dict:
        return f"Readonly<Record<string, {ts_type(args[1])}>>"
    raise TypeError(f"no TypeScript spelling for {hint!r}")


def unit_of(hint: Any) -> str | None:
    """Return the unit written into an Annotated hint, also inside ``X | None``."""
    if get_origin(hint) is Annotated:
        return " · ".join(str(note) for note in get_args(hint)[1:])
    for arg in get_args(hint):
        if get_origin(arg) is Annotated:
            return unit_of(arg)
    return None


def doc_lines(text: str | None, indent: str = "") -> list[str]:
    """Return *text*'s first sentence as a TSDoc comment."""
    return [f"{indent}/** {' '.join(text.split())} */"] if text else []


def interface(cls: type) -> list[str]:
    """Return the readonly interface of one dataclass; a field with a default None is optional."""
    hints = typing.get_type_hints(cls, include_extras=True)
    lines = [*doc_lines(inspect.getdoc(cls)), f"export interface {cls.__name__} {{"]
    for field in dataclasses.fields(cls):
        hint = hints[field.name]
        optional = "?" if field.default is not dataclasses.MISSING else ""
        lines += doc_lines(unit_of(hint), "  ")
        # a word that Python keeps for itself has an underscore behind it there
        name = field.name.removesuffix("_")
        lines.append(f"  readonly {name}{optional}: {ts_type(hint)};")
    return [*lines, "}", ""]


def render(module_names: tuple[str, ...]) -> str:
    """Return the TypeScript text for Python modules, of which later ones build on earlier ones."""
    sources = " and ".join(f"{name.replace('.', '/')}.py" for name in module_names)
    lines = [f"// Generated from {sources} by ./flipover generate.", ""]
    for module_name in module_names:
        lines += declarations(module_name)
    return "\n".join(lines).rstrip() + "\n"


def declarations(module_name: str) -> list[str]:
    """Return the lines for what one module declares; what it imported is another's."""
    module = importlib.import_module(module_name)
    declared = set(re.findall(r"^(?:class )?(\w+)\b", inspect.getsource(module), re.MULTILINE))
    lines: list[str] = []
    for name, value in vars(module).items():
        if name.startswith("_") or name not in declared:
            continue
        if get_origin(value) is Literal:
            lines += [f"export type {name} = {ts_type(value)};", ""]
        elif name.isupper() and isinstance(value, (int, float, str, list, dict, tuple)):
            as_const = " as const" if not isinstance(value, (int, float)) else ""
            lines += [f"export const {name} = {json.dumps(value)}{as_const};", ""]
        elif dataclasses.is_dataclass(value) and value.__module__ == module_name:
            lines += interface(typing.cast(type, value))
    return lines


def main(argv: list[str] | None = None) -> int:
    """Write the files, or with ``--check`` say which are stale and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    check = parser.parse_args(argv).check
    sys.path.insert(0, str(ROOT))
    stale = []
    public_holidays = importlib.import_module("deploy.public_holidays")
    texts = {path: render(module_names) for module_names, path in SOURCES.items()}
    for path, text in {**texts, HOLIDAYS: public_holidays.render()}.items():
        if not path.exists() or path.read_text() != text:
            stale.append(path.relative_to(ROOT))
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
    if check and stale:
        print("stale: " + ", ".join(map(str, stale)) + "; run ./flipover generate")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
