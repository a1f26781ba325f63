"""`make docs`: the site of the course, from the pages and notebooks of the repository, with Sphinx and MyST-NB.

    python docs/site/build.py [OUT] [--no-run]      writes HTML to OUT [site]; --no-run: notebooks without output

A page stands at the path that it has in the repository, so links between pages hold; a link that leads nowhere is an
error. Each notebook is run beside the reference solution, as a student sees it in the end; what is to be filled in by
hand stays empty. Formulas, styles and scripts are part of the site: it needs no network.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from autograder.course.model import Course

HERE = Path(__file__).resolve().parent
TEACHING = ("course", "instructors", "authoring")
INSIDE = ("maintainers", "security", "scale", "gauntlet", "mutation")
"""Pages of docs/ for those who teach, and for those who want to know how it works inside."""

BEGIN = """\
- Students begin with [Start](assignments/START.md): the assignments in their order, and what to install.
- Teachers begin with [the course](docs/course.md), and go on [from an empty machine to marks](docs/instructors.md).
- The [readme](README.md) has the commands to set it up, and says what is where."""
"""Where to begin, on the first page."""


def collect(course: Course, pages: Path) -> None:
    """Copy every page that the site has, and the files that pages link to, to the same paths below `pages`."""
    patterns = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs/*.md", "benchmarks/results/*.*"]
    patterns += ["assignments/*.md", "assignments/*/*"]
    for path in sorted(path for pattern in patterns for path in course.root.glob(pattern)):
        if path.is_file():
            target = pages / path.relative_to(course.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def run_notebook(course: Course, name: str, pages: Path) -> None:
    """Run an assignment's notebook beside its reference solution and keep the outputs. Raises CellExecutionError."""
    page = pages / "assignments" / name / f"{name}.ipynb"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / name
        shutil.copytree(course.root / "assignments" / name, folder)
        shutil.copy(course.reference(name), folder / course.load(name).module_file)
        notebook = nbformat.read(page, as_version=4)
        resources = {"metadata": {"path": str(folder)}}
        NotebookClient(notebook, timeout=600, kernel_name="python3", resources=resources).execute()
    nbformat.write(notebook, page)


def index(course: Course, pages: Path) -> str:
    """The first page: the readme's first paragraph, where to begin, and the tree of all pages."""
    readme = (course.root / "README.md").read_text(encoding="utf-8")
    intro = readme.partition("\n")[2].strip().partition("\n\n")[0]
    first = sorted(path.stem for path in (pages / "assignments").glob("*.md"))
    first.sort(key=lambda page: page != "START")
    trees = [("The course", ["Start <assignments/START>", *(f"assignments/{page}" for page in first[1:])])]
    for name in course.names():
        kinds = {"Guide": "README", "Notebook": name, "Hints": "HINTS", "Mistakes": "MISTAKES"}
        files = [f"{kind} <assignments/{name}/{page}>" for kind, page in kinds.items()]
        trees.append((course.load(name).title, files))
    trees.append(("For teachers", ["Readme <README>", *(f"docs/{page}" for page in TEACHING)]))
    inside = [*(f"docs/{page}" for page in INSIDE), "benchmarks/results/bench", "CHANGELOG", "CONTRIBUTING"]
    trees.append(("Inside", inside))
    parts = ["# Backpropagation by hand", intro, BEGIN]
    for caption, files in trees:
        parts.append("\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *files, "```"]))
    return "\n\n".join(parts) + "\n"


def mathjax() -> Path:
    """The folder of MathJax that Jupyter's package has."""
    found = importlib.util.find_spec("jupyter_server_mathjax")
    if found is None or found.origin is None:
        sys.exit("The package jupyter_server_mathjax is missing: install the project with its dev dependencies.")
    return Path(found.origin).parent / "static"


def build(course: Course, out: Path, *, run: bool) -> int:
    """Write the site to `out`, which is made anew; the status of sphinx-build, which is not 0 after any warning."""
    with tempfile.TemporaryDirectory() as scratch:
        pages = Path(scratch) / "pages"
        collect(course, pages)
        if run:
            with ThreadPoolExecutor(max_workers=2) as pool:
                list(pool.map(lambda name: run_notebook(course, name, pages), course.names()))
        (pages / "index.md").write_text(index(course, pages), encoding="utf-8")
        shutil.copy(HERE / "conf.py", pages)
        shutil.copytree(mathjax(), pages / "_static" / "mathjax")
        shutil.copy(HERE / "site.css", pages / "_static")
        if out.exists():
            shutil.rmtree(out)
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", f"{scratch}/trees"]
        return subprocess.run([*command, str(pages), str(out)], check=False).returncode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--no-run", action="store_true", help="do not run the notebooks")
    options = parser.parse_args()
    sys.exit(build(Course.find(HERE), options.out, run=not options.no_run))


if __name__ == "__main__":
    main()
