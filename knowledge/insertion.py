"""Entries put into a manual's text without touching a word of what stands there."""

from __future__ import annotations

import json
import re

import yaml

from knowledge.errors import KnowledgeError
from knowledge.written import compose

_UNSAFE = re.compile(r"[:#'\"{}\[\],&*!|>%@`\\\x00-\x1f\x7f\u0085\u2028\u2029?\-~]")

_UNPRINTED = re.compile(r"[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML allows only as an escape, or takes for the end of a line."""
_PLAIN_ASCII = re.compile(r"[A-Za-z][A-Za-z0-9._+]*[@-][A-Za-z0-9._@-]+")
"""faq-2, info@example.com: never a number, a date or a truth value."""


def scalar(text: str) -> str:
    """A one-line YAML scalar that reads as this text: plain where that is safe, else quoted."""
    is_japanese = text == text.strip() and not text.isascii() and not _UNSAFE.search(text)
    if (is_japanese and not _UNPRINTED.search(text)) or _PLAIN_ASCII.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTED.sub(lambda char: f"\\u{ord(char.group()):04x}", quoted)


def insert(content: bytes, part: str, entries: list[list[str]]) -> bytes:
    """The manual with `entries` at the end of its list `part`.

    Each entry is its lines without indentation, the first beginning with "- ". Raises
    KnowledgeError where the list is written in one line, [a, b].
    """
    if not entries:
        return content
    lines = content.decode("utf-8-sig").split("\n")
    value = _value_of(content, part)
    if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
        at = _last_line(value) + 1
        return _joined([*lines[:at], *_indented(entries, value.start_mark.column), *lines[at:]])
    if value is not None:
        if value.value:
            raise KnowledgeError(
                f"line {value.start_mark.line + 1}: {part} is not a list with one entry a line",
                "write its entries one below the other, each beginning with -",
            )
        lines = _without(lines, value, part)
    while lines and not lines[-1].strip():
        lines.pop()
    return _joined([*lines, "", f"{part}:", *_indented(entries, 2), ""])


def _joined(lines: list[str]) -> bytes:
    return "\n".join(lines).encode("utf-8")


def _indented(entries: list[list[str]], columns: int) -> list[str]:
    return [" " * columns + line for entry in entries for line in entry]


def _value_of(content: bytes, part: str) -> yaml.Node | None:
    tree = compose(content)
    if not isinstance(tree, yaml.MappingNode):
        return None
    return next((value for key, value in tree.value if key.value == part), None)


def _without(lines: list[str], value: yaml.Node, part: str) -> list[str]:
    """Without the line `part: []` or `part:` that holds nothing."""
    at = value.start_mark.line
    while at >= 0 and not lines[at].startswith(f"{part}:"):
        at -= 1
    return [*lines[:at], *lines[at + 1 :]] if at >= 0 else lines


def _last_line(node: yaml.Node) -> int:
    """0-based line of the last thing written in a node; its own end is where the next begins."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        mark = node.end_mark
        return int(mark.line) - (1 if mark.column == 0 and mark.line > node.start_mark.line else 0)
    inner = [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]
    return max((_last_line(part) for part in inner), default=int(node.start_mark.line))
