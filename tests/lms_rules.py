"""The rules by which other programs read marks, as programs: each gives the faults of a file in sentences.

Written from what these programs' own pages say; the page is named in each docstring.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

_VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
_FORMATS = {"text", "html", "simple_format", "md", "ansi"}
_TOP = {
    "score": float,
    "execution_time": float,
    "output": str,
    "output_format": _FORMATS,
    "test_output_format": _FORMATS,
    "test_name_format": _FORMATS,
    "visibility": _VISIBILITY,
    "stdout_visibility": _VISIBILITY,
    "extra_data": dict,
    "tests": list,
    "leaderboard": list,
}
_TEST = {
    "score": float,
    "max_score": float,
    "status": {"passed", "failed"},
    "name": str,
    "name_format": _FORMATS,
    "number": str,
    "output": str,
    "output_format": _FORMATS,
    "tags": list,
    "visibility": _VISIBILITY,
    "extra_data": dict,
}


def gradescope_faults(results: Any) -> list[str]:
    """What Gradescope would not take in results.json.

    Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/ (Output format, Controlling Test Case
    Visibility, Test case status, Output string formatting). A hidden test should carry no points, says the same page.
    """
    if not isinstance(results, dict):
        return ["not an object"]
    faults = _fields("results", results, _TOP)
    tests = results.get("tests", [])
    if "score" not in results and (not tests or any("score" not in test for test in tests)):
        faults.append("neither a score of the whole nor of each test")
    for place, test in enumerate(tests):
        faults += _fields(f"tests[{place}]", test, _TEST)
        if test.get("score", 0) > test.get("max_score", float("inf")):
            faults.append(f"tests[{place}]: more points than there are")
        if test.get("visibility") == "hidden" and test.get("max_score", 0):
            faults.append(f"tests[{place}]: hidden, with points: students would not see their total")
        if not all(isinstance(tag, str) for tag in test.get("tags", [])):
            faults.append(f"tests[{place}]: a tag is no text")
    return faults


def _fields(place: str, found: dict[str, Any], known: dict[str, Any]) -> list[str]:
    faults = [f"{place}: unknown key {key}" for key in found.keys() - known.keys()]
    for key in found.keys() & known.keys():
        kind, value = known[key], found[key]
        if isinstance(kind, set):
            right = value in kind
        elif kind is float:
            right = isinstance(value, int | float) and not isinstance(value, bool)
        else:
            right = isinstance(value, kind)
        if not right:
            faults.append(f"{place}.{key}: {value!r}")
    return faults


def gradescope_zip_faults(data: bytes) -> list[str]:
    """What Gradescope would not take as an autograder.

    Source: the same page: a zip file with setup.sh, a Bash script, and run_autograder, executable, in any language with
    a line that names it, both in the root of the archive.
    """
    faults = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("setup.sh", "run_autograder"):
            if name not in archive.namelist():
                faults.append(f"{name} is not in the root")
            elif not archive.read(name).startswith(b"#!") or not archive.getinfo(name).external_attr >> 16 & 0o111:
                faults.append(f"{name} is no script that can be run")
        if any(name.startswith("/") or ".." in name.split("/") for name in archive.namelist()):
            faults.append("a name leaves the folder")
    return faults


_CLASSROOM50 = {
    "schema": r"classroom50/result/v1",
    "classroom": r".+",
    "assignment": r".+",
    "assignment_type": r"individual|group",
    "owner": r".+",
    "submission": r"submit/.*",
    "commit": r".+",
    "release": r".+",
    "review": r".+",
    "datetime": r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ",
}


def classroom50_faults(result: Any, classroom: str, assignment: str, owner: str) -> list[str]:
    """What classroom50 would not take in result.json of an owner's work on an assignment.

    Source: https://github.com/foundation50/classroom50, schemas/result-v1.schema.json, and the page
    Advanced-Autograding of its wiki (The result.json contract).
    """
    if not isinstance(result, dict):
        return ["not an object"]
    faults = [
        f"{key}: {result.get(key)!r}"
        for key, pattern in _CLASSROOM50.items()
        if not isinstance(result.get(key), str) or not re.fullmatch(pattern, result[key])
    ]
    faults += [
        f"{key}: {result.get(key)!r}, not {value!r}"
        for key, value in {"classroom": classroom, "assignment": assignment, "owner": owner}.items()
        if result.get(key) != value
    ]
    known = {*_CLASSROOM50, "graded_at", "score", "max-score", "tests", "submitted_by"}
    faults += [f"unknown key {key}" for key in result.keys() - known]
    faults += _whole_points("result", result)
    tests = result.get("tests")
    if not isinstance(tests, list):
        return [*faults, "tests is no list"]
    for place, test in enumerate(tests):
        if not isinstance(test.get("test-name"), str) or not test["test-name"]:
            faults.append(f"tests[{place}] has no name")
        if not isinstance(test.get("passed"), bool):
            faults.append(f"tests[{place}].passed")
        faults += _whole_points(f"tests[{place}]", test)
    for key in ("score", "max-score"):
        if not faults and tests and sum(test[key] for test in tests) != result[key]:
            faults.append(f"{key} is not the sum of the tests")
    return faults


def _whole_points(place: str, found: dict[str, Any]) -> list[str]:
    score, most = found.get("score"), found.get("max-score")
    if type(score) is not int or type(most) is not int:
        return [f"{place}: points are no whole numbers"]
    return [] if 0 <= score <= most else [f"{place}: {score} of {most}"]
