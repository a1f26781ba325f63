"""The rules by which other programs read marks, as programs: each gives the faults of a file in sentences.

Written from what these programs' own pages say; the page is named in each docstring.
"""

from __future__ import annotations

import csv
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


# -- Files of marks ----------------------------------------------------------------------------------------------------


def _rows(data: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter))


def canvas_import(
    data: bytes, people: dict[str, dict[str, str]], assignments: dict[str, tuple[str, float]], marks: dict[str, str]
) -> tuple[dict[str, float], list[str]]:
    """What Canvas has after the import of a table: the marks of one assignment by its users' ids, and what went wrong.

    `people`: by Canvas' id the student's `login`, `number` (SIS User ID) and `name` (sortable). `assignments`: by id
    the title and the points. `marks`: what is there, by the id of a student. An empty cell removes a mark.
    Source: https://github.com/instructure/canvas-lms, lib/gradebook_importer.rb (row_has_student_headers?,
    update_column_count, parse_assignments, process_pp, process_student, no_change_to_value?, identify_delimiter).
    """
    text = data.decode("utf-8-sig")
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    if len(head) <= 3 or "Student" not in head[0] or "ID" not in head[1]:
        return {}, ["Invalid header row"]
    first, login, number = 3, None, None
    if re.search(r"SIS\s+Login\s+ID", head[2]):
        first, login = 4, 2
    elif re.search(r"SIS\s+User\s+ID", head[2]) and re.search(r"SIS\s+Login\s+ID", head[3]):
        integration = bool(re.search(r"Integration\s+ID", head[4]))
        first, number, login = 5 + integration, 2, 3
        first += bool(re.search(r"Root\s+Account", head[4 + integration]))
    if "Section" not in head[first - 1]:
        return {}, ["Invalid header row"]
    faults, columns = [], {}
    for at, cell in enumerate(head[first:], first):
        match = re.fullmatch(r"(.*) \((\d+)\)", cell)
        by_title = [key for key, (title, _) in assignments.items() if title == cell]
        known = match[2] if match and match[2] in assignments else (by_title or [""])[0]
        columns[at] = known
        if not known:
            faults.append(f"a new assignment {cell}")
    found = {key: float(value) for key, value in marks.items()}
    for row in rows:
        if "Points Possible" in row[0]:
            for at, key in columns.items():
                if key and float(row[at].replace(",", ".")) != assignments[key][1]:
                    faults.append(f"points possible of {key} become {row[at]}")
            continue
        if all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell) for cell in row):
            continue
        by = {
            "id": row[1] if row[1] in people else None,
            "number": next(
                (k for k, one in people.items() if number and row[number] and one["number"] == row[number]), 0
            ),
            "login": next((k for k, one in people.items() if login and row[login] and one["login"] == row[login]), 0),
            "name": next((k for k, one in people.items() if one["name"] == row[0]), None),
        }
        student = next((key for key in by.values() if key), None)
        if student is None:
            faults.append(f"a new student {row[0]}")
            continue
        for at in columns:
            if row[at].strip() in ("", "-"):
                if student in found:
                    faults.append(f"the mark of {student} is removed")
                    del found[student]
            else:
                found[student] = float(row[at].replace(",", "."))
    return found, faults


def moodle_import(
    data: bytes, participants: dict[str, str], most: float, words: tuple[str, str, str, str]
) -> tuple[dict[str, float], list[str]]:
    """The marks by user that Moodle takes from a grading worksheet, and what went wrong.

    `participants`: by number the user. `words`: what the site calls Identifier, `Participant `, Grade and Last modified
    (grade) in its language. Source: https://github.com/moodle/moodle, mod/assign/feedback/offline/importgradeslib.php
    (init, next) and locallib.php (process_import_grades): a mark that is empty, below 0 or above the maximum is passed
    over, and so is a line whose number is nobody's.
    """
    identifier, participant, grade, modified = words
    head, *rows = _rows(data, "utf-8-sig", ",")
    if not {identifier, grade, modified} <= set(head):
        return {}, ["the file does not have the columns of a worksheet"]
    found, faults = {}, []
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        user = participants.get(cells[identifier][len(participant) :])
        if user is None:
            faults.append(f"nobody is {cells[identifier]}")
        elif cells[grade].strip():
            value = float(cells[grade].replace(",", "."))
            if 0 <= value <= most:
                found[user] = value
            else:
                faults.append(f"{cells[grade]} of {user} is out of range")
    return found, faults


def moodle_feedback_files(data: bytes, participants: dict[str, str]) -> tuple[dict[str, list[str]], list[str]]:
    """The files by user that Moodle takes from a zip of feedback, and the members that it passes over.

    Source: https://github.com/moodle/moodle, mod/assign/feedback/file/importziplib.php (is_valid_filename_for_import):
    some part of the path is `fullname_number_plugintype_pluginname`, split at four underlines at the most.
    """
    found: dict[str, list[str]] = {}
    passed_over = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            parts = name.split("/")
            if parts[-1].startswith((".", "~")) or not parts[-1]:
                continue
            while parts:
                info = parts.pop(0).split("_", 4)
                if (
                    len(info) < 4
                    or info[1] not in participants
                    or info[2] not in ("assignsubmission", "assignfeedback")
                ):
                    continue
                parts.insert(0, info[4] if len(info) == 5 else "")
                found.setdefault(participants[info[1]], []).append("/".join(parts).lstrip("/"))
                break
            else:
                passed_over.append(name)
    return found, passed_over


def blackboard_import(data: bytes, logins: dict[str, str], column: str) -> tuple[dict[str, float], list[str]]:
    """The marks by user that Blackboard takes for the column with this id, and what went wrong.

    `logins`: by user name the user. Source: Blackboard Help for Instructors, "Uploading or Downloading Grade Center
    Items for Working Offline": the user name identifies a student, the number behind | a column; another title is a
    new column.
    """
    delimiter = "\t" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ","
    head, *rows = _rows(data, "utf-16" if delimiter == "\t" else "utf-8-sig", delimiter)
    if "Username" not in head:
        return {}, ["no column Username"]
    faults = []
    known = {"Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"}
    marked = [cell for cell in head if cell not in known]
    faults += [f"a new column {cell}" for cell in marked if not cell.endswith(f"|{column}")]
    found = {}
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        if cells["Username"] not in logins:
            faults.append(f"nobody is {cells['Username']}")
        for cell in marked:
            found[logins.get(cells["Username"], cells["Username"])] = float(cells[cell])
    return found, faults


def brightspace_import(
    data: bytes, people: dict[str, str], item: str, most: float
) -> tuple[dict[str, float], list[str]]:
    """The marks by user that Brightspace takes for a grade item, and what went wrong.

    `people`: by Org Defined ID, and by user name, the user. Source: "Importing grades",
    https://community.d2l.com/brightspace/kb/articles/3538-importing-grades: Username or OrgDefinedId, a column called
    after the item with "Points Grade", no other options such as a first name or an email; exported files end each line
    with # in the End-of-Line Indicator.
    """
    head, *rows = _rows(data, "utf-8-sig", ",")
    faults = [] if {"OrgDefinedId", "Username"} & set(head) else ["neither OrgDefinedId nor Username"]
    column = [cell for cell in head if re.fullmatch(rf"{re.escape(item)} Points Grade(?: <.*>)?", cell)]
    faults += [
        f"{cell} is no item"
        for cell in head
        if cell not in ("OrgDefinedId", "Username", "End-of-Line Indicator", *column)
    ]
    found = {}
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        keys = [cells.get(key, "").lstrip("#") for key in ("OrgDefinedId", "Username")]
        user = next((people[key] for key in keys if key in people), None)
        if user is None:
            faults.append(f"nobody is {keys}")
        if head[-1] == "End-of-Line Indicator" and row[-1] != "#":
            faults.append("a line without its end")
        if user is not None and column and cells[column[0]]:
            if float(cells[column[0]]) > most:
                faults.append(f"{user}: capped at {most}")
            found[user] = float(cells[column[0]])
    return found, faults
