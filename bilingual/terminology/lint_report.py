"""Lint results as text, JSON, GitHub annotations and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from bilingual.terminology.lint import RULES, Issue

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(issues: Sequence[Issue]) -> str:
    """Return `path:line:col: severity[code]: message` lines."""
    return "".join(
        f"{i.path}:{i.line}:{i.column}: {i.level}[{i.code}]: {i.message}\n" for i in issues
    )


def as_json(issues: Sequence[Issue]) -> str:
    """Return a JSON list of objects."""
    rows = [
        {
            "path": i.path,
            "line": i.line,
            "column": i.column,
            "severity": i.level.value,
            "code": i.code,
            "message": i.message,
        }
        for i in issues
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(issues: Sequence[Issue]) -> str:
    """Return workflow commands that GitHub shows as annotations of the changed lines."""
    lines = []
    for i in issues:
        kind = "notice" if i.level == "note" else i.level.value
        place = f"file={_property(i.path)},line={i.line},col={i.column},title={_property(i.code)}"
        lines.append(f"::{kind} {place}::{_data(i.message)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    """Return text escaped for a workflow command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return text escaped for a workflow command's property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(issues: Sequence[Issue], version: str) -> str:
    """Return a SARIF 2.1.0 log with one run."""
    codes = list(RULES)
    driver: dict[str, Any] = {
        "name": "bilingual glossary lint",
        "version": version,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": text},
                "defaultConfiguration": {"level": level.value},
            }
            for code, (level, text) in RULES.items()
        ],
    }
    results = [
        {
            "ruleId": i.code,
            "ruleIndex": codes.index(i.code),
            "level": i.level.value,
            "message": {"text": i.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": PurePath(i.path).as_posix()},
                        "region": {"startLine": i.line, "startColumn": i.column},
                    }
                }
            ],
        }
        for i in issues
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"
