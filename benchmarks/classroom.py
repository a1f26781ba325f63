"""Builds a class of a3 submissions from a seed: 70 % right, 1 % looping for ever, the rest wrong in different ways.

A submission is put together function by function from the right styles of solutions/a3_linear_regression/variants, a
wrong one has one or two of the planted wrong functions in such a composition. Each function is then rewritten in other
words (rewriting.py). No two files of a class are equal.

    python benchmarks/classroom.py FOLDER [-n SIZE] [--seed S]    write a class, as `autograder grade` takes it
    python benchmarks/classroom.py --verify [-n SIZE]             grade one and compare the marks with what was meant
"""

from __future__ import annotations

import argparse
import ast
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rewriting import REMARKS, rewritten

from autograder.course.model import Course
from autograder.course.variants import variants

NAME = "a3_linear_regression"
RIGHT_SHARE, LOOPING_SHARE = 0.70, 0.01
TASKS = ("forward", "loss", "grad_W", "grad_b", "update", "fit", "find_bug")

LOOPS = {
    "forward": "rows = []\nwhile len(rows) < len(X):\n    W @ X[len(rows)] + b\nreturn np.array(rows)",
    "loss": "total, n = 0.0, 0\nwhile n < len(Y):\n    total += float(np.sum((Y_hat[n] - Y[n]) ** 2))\nreturn total",
    "grad_b": "total, n = np.zeros(Y.shape[1]), 0\nwhile n != len(Y):\n    total = 2 * (Y_hat[n] - Y[n])\nreturn total",
    "update": "step = lr * grad\nwhile np.sum(step * step) >= 0:\n    step = step / 2\nreturn param - step",
    "fit": "losses = []\nt = 0\nwhile t < epochs:\n    W = update(W, grad_W(X, forward(X, W, b), Y), lr)\n"
    "return W, b, losses",
}
"""Bodies that never end: a counter that nobody moves, a bound that is never reached. `fit` calls none of them."""


@dataclass(frozen=True)
class Member:
    """One submission. `kind` is right, wrong or looping; `made_of` tells the style or the planted mistake by task."""

    student: str
    kind: str
    source: str
    made_of: dict[str, str]


@dataclass(frozen=True)
class Parts:
    """What submissions are put together from: by task (style, fragment) pairs, and wrong fragments by name."""

    right: dict[str, list[tuple[str, ast.Module]]]
    wrong: list[tuple[str, ast.Module]]


def parts(course: Course) -> Parts:
    """Read the reference and the variants."""
    reference = course.reference(NAME).read_text(encoding="utf-8")
    right: dict[str, list[tuple[str, ast.Module]]] = {task: [("reference", ast.parse(reference))] for task in TASKS}
    wrong = []
    for variant in variants(course, NAME):
        module = ast.parse(variant.source.removeprefix(reference))
        if not variant.right:
            if "not-deterministic" not in variant.name:  # its record differs by nature, and runs are to be compared
                wrong.append((variant.name, module))
            continue
        for task in set(_functions(module)) & set(TASKS):
            right[task].append((variant.name, module))
    return Parts(right, wrong)


def build_class(course: Course, size: int, seed: int = 1) -> list[Member]:
    """A class; the same size and seed give the same bytes."""
    rng = random.Random(f"{seed} {size}")
    looping, right = round(size * LOOPING_SHARE), round(size * RIGHT_SHARE)
    kinds = ["right"] * right + ["looping"] * looping + ["wrong"] * (size - right - looping)
    rng.shuffle(kinds)
    material, seen, members = parts(course), set(), []
    for number, kind in enumerate(kinds):
        source, made_of = _compose(material, kind, rng)
        while source in seen:
            source, made_of = _compose(material, kind, rng)
        seen.add(source)
        members.append(Member(f"s{number:05d}", kind, source, made_of))
    return members


def write_class(course: Course, members: list[Member], folder: Path, name: str = NAME) -> Path:
    """Write <student>/<module>.py for each."""
    module_file = course.load(name).module_file
    for member in members:
        (folder / member.student).mkdir(parents=True)
        (folder / member.student / module_file).write_text(member.source, encoding="utf-8")
    return folder


def _compose(material: Parts, kind: str, rng: random.Random) -> tuple[str, dict[str, str]]:
    made_of, modules = {}, {}
    for task in TASKS:
        made_of[task], modules[task] = rng.choice(material.right[task])
    if kind == "wrong":
        for name, module in rng.sample(material.wrong, rng.choice((1, 1, 2))):
            for task in set(_functions(module)) & set(TASKS):
                made_of[task], modules[task] = name, module
    elif kind == "looping":
        task = rng.choice(sorted(LOOPS))
        arguments = ast.unparse(_functions(material.right[task][0][1])[task].args)
        body = "\n".join(f"    {line}" for line in LOOPS[task].split("\n"))
        made_of["fit"], modules["fit"] = next(pair for pair in material.right["fit"] if pair[0] == "inlined_fit")
        made_of[task], modules[task] = "looping", ast.parse(f"def {task}({arguments}):\n{body}\n")
    return _written(modules, material, rng), made_of


def _written(modules: dict[str, ast.Module], material: Parts, rng: random.Random) -> str:
    """The module: a heading, the import, then each task's function and, once, what stands beside it in its fragment."""
    taken = {name for module in modules.values() for name in _functions(module)} | {"np", *TASKS}
    pieces, beside = [], set()
    for task, module in modules.items():
        function = _functions(module)[task]
        for node in module.body:
            is_task = isinstance(node, ast.FunctionDef) and node.name in TASKS
            if node is function:
                if ast.get_docstring(function) is None:  # as in the stub, which every student starts from
                    stub = _functions(material.right[task][0][1])[task]
                    function = ast.FunctionDef(task, function.args, [stub.body[0], *function.body], [])
                pieces.append(rewritten(ast.fix_missing_locations(function), rng, taken))
            elif not is_task and not isinstance(node, ast.Import | ast.Expr) and ast.unparse(node) not in beside:
                beside.add(ast.unparse(node))
                pieces.append(rewritten(node, rng, taken) if isinstance(node, ast.FunctionDef) else ast.unparse(node))
    heading = rng.choice(
        ('"""Linear regression by hand."""\n\n', f"# {rng.choice(REMARKS)}\n", f"# {rng.randrange(10**6)}\n", "")
    )
    return f"{heading}import numpy as np\n\n\n" + ("\n" * rng.choice((2, 3))).join(pieces) + "\n"


def _functions(module: ast.Module) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}


def complaint(member: Member, record: dict) -> str:
    """What is wrong with a record, in a sentence; empty where right ones have full marks and the others do not."""
    full = record["status"] == "graded" and record["score"] == record["max_score"]
    if full != (member.kind == "right"):
        got = f"{record['status']}, {record['score']} of {record['max_score']}"
        return f"{member.student} is meant to be {member.kind} and has {got}: {member.made_of}"
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("-n", "--size", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verify", action="store_true")
    options = parser.parse_args()
    course = Course.find(Path(__file__))
    members = build_class(course, options.size, options.seed)
    if options.folder is not None:
        write_class(course, members, options.folder)
    if options.verify:
        from ours import grade

        with tempfile.TemporaryDirectory() as scratch:
            folder = write_class(course, members, Path(scratch) / "class")
            done = grade(folder, members, Path(scratch) / "out")
        for sentence in done.complaints:
            print(sentence)
        print(f"{len(members)} graded in {done.seconds:.1f} s at isolation {done.isolation}, {done.pages} pages.")
        for member in members:
            if member.kind == "looping":
                print(f"{member.student} loops and took {done.times[member.student]:.2f} s.")
        sys.exit(bool(done.complaints))


if __name__ == "__main__":
    main()
