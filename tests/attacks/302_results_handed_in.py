# GROUP:  class
# NAME:   results_handed_in
# TRIES:  hands in results.jsonl, run.json, grades.csv and pytest's files beside the work, with full marks in them
# EXPECT: never_full
# ANSWER: nothing but Python files is ever read from a submission
# KIND:   class
import json
from pathlib import Path

RECORD = {
    "schema_version": 1, "student": "mallory", "assignment": "a3_linear_regression", "status": "graded",
    "score": 25.0, "max_score": 25.0, "sha256": None, "seed": 1, "isolation": 3, "flags": [], "tasks": [],
}


def build(dest):
    for folder in (Path(dest), Path(dest) / "mallory", Path(dest) / "mallory" / "feedback"):
        folder.mkdir(exist_ok=True)
        (folder / "results.jsonl").write_text(json.dumps(RECORD) + "\n")
        (folder / "run.json").write_text(json.dumps({"assignment": "a3_linear_regression", "seed": 1}))
        (folder / "grades.csv").write_text("mallory,25\n")
        (folder / "pytest.ini").write_text("[pytest]\naddopts = -p evil\n")
        (folder / "conftest.py").write_text("print('BREACH conftest')\nimport sys; sys.exit(0)\n")
        (folder / "evil.py").write_text("print('BREACH plugin')\n")
    (Path(dest) / "mallory" / "linear_regression.py").write_text("def forward(X, W, b):\n    return X\n")
