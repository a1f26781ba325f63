"""Students' pages: what they say, and that nothing a student wrote does more than show."""

from __future__ import annotations

from pathlib import Path

import mistune
import pytest
from factories import HOSTILE_MESSAGE, a_class, a_record, a_task, an_assignment
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from reading import Page, harmless

from autograder.results.feedback import feedback_html, feedback_markdown, task_markdown, write_feedback
from autograder.results.records import Record, Status

ASSIGNMENT = an_assignment()


def some_lost() -> Record:
    """Full marks but on grad_W (a named mistake) and fit (an edge case)."""
    return a_record(
        tasks=[
            a_task(
                "grad_W",
                0,
                6,
                mistake="dropped-two",
                message="dW is half of what is due: mind the `2`.",
                example="X = [[3]]\ndW[0,0] = 2*(5-1)*3 = 24\nyours: dW[0,0] = 12",
            ),
            a_task("forward", 3, 3),
            a_task("fit", 4.5, 5, mistake="changes-argument", message="An argument is changed."),
        ],
        flags=["The file reads the clock."],
    )


def test_feedback_says_what_is_right_first() -> None:
    """Full marks come first, then for each other task the sentence, the counts, three closed hints, where to read."""
    for text in (Page(feedback_html(some_lost(), ASSIGNMENT)).text, feedback_markdown(some_lost(), ASSIGNMENT)):
        places = [
            text.index(part)
            for part in (
                "7.5 of 25 points",
                "What is right",
                "forward",
                "What to work on",
                "grad_W",
                "dW is half of what is due",
                "The 2 of the square is missing.",
                "dW[0,0] = 2*(5-1)*3 = 24",
                "yours: dW[0,0] = 12",
                "0 of 4 core cases passed, 0 of 2 edge cases passed.",
                "Hint 1: a nudge",
                "Hint 2: a sketch",
                "Hint 3: a worked line",
                "2 and 4: 2 * (3 * 2 + (-1) * 4) = 4.",
                "Where to read",
                "pytest -k grad_W",
                "4 of 4 core cases passed, 1 of 2 edge cases passed.",
                "pytest -k fit",
            )
        ]

        assert places == sorted(places)
        assert text.count("Hint 1") == 2
    assert "<details open" not in feedback_html(some_lost(), ASSIGNMENT)
    assert "<code>2</code>" in feedback_html(some_lost(), ASSIGNMENT)


def test_cell_of_a_task_says_all_of_it() -> None:
    """In the notebook stands what the page says of a task, and the hints show that they can be opened."""
    record = some_lost()
    text = task_markdown(record, next(task for task in record.tasks if task.name == "grad_W"), ASSIGNMENT)
    places = [
        text.index(part)
        for part in (
            "`grad_W`: 0 of",
            "dW is half of what is due",
            "The 2 of the square is missing.",
            "    yours: dW[0,0] = 12\n",
            "0 of 4 core cases passed, 0 of 2 edge cases passed.",
            "display: list-item",
            "Hint 3: a worked line",
            "Where to read",
            "pytest -k grad_W",
            "SHA-256",
        )
    ]

    assert places == sorted(places)
    assert "Hint" not in task_markdown(a_record(), a_record().tasks[0], ASSIGNMENT)


def test_feedback_tells_no_secret() -> None:
    """Neither the cases' names, nor the flags, nor the seed reach a student."""
    record = some_lost()
    cells = "".join(task_markdown(record, task, ASSIGNMENT) for task in record.tasks)
    for text in (feedback_html(record, ASSIGNMENT), feedback_markdown(record, ASSIGNMENT), cells):
        assert not [case.id for task in record.tasks for case in task.cases if case.id in text]
        assert "clock" not in text
        assert "seed" not in text


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (Status.UNCHANGED, "is the file as it was handed out"),
        (Status.MISSING, "No submission was found"),
        (Status.UNREADABLE, "none of it could be graded as"),
        (Status.DOES_NOT_IMPORT, "stops with an error while it is imported"),
        (Status.UNGRADABLE, "This is not a mark of 0"),
    ],
)
def test_feedback_without_marks_says_why(status: Status, says: str) -> None:
    """Each status has its plain words, names the file, and gives the grader's reason where it concerns the student."""
    record = a_record("s1", status, message="The reason.")
    for text in (Page(feedback_html(record, ASSIGNMENT)).text, feedback_markdown(record, ASSIGNMENT)):
        assert says in text
        assert ("The reason." in text) is (status is not Status.UNGRADABLE)
        assert ("0 of 25 points" in text) is (status is not Status.UNGRADABLE)
        assert "What is right" not in text


def test_feedback_of_full_and_of_no_marks() -> None:
    """Nothing to work on is said in words; so is nothing right."""
    assert "Every task has full marks." in feedback_markdown(a_record(), ASSIGNMENT)
    assert "What to work on" not in feedback_html(a_record(), ASSIGNMENT)
    nothing = a_record(tasks=[a_task("loss", 0, 3)])
    assert "No task has full marks yet." in feedback_markdown(nothing, ASSIGNMENT)
    assert "Every task" not in feedback_html(nothing, ASSIGNMENT)


def test_feedback_of_a_task_that_the_course_no_longer_has() -> None:
    """An old record still makes a page, without hints."""
    page = feedback_html(a_record(tasks=[a_task("gone", 0, 4, message="Wrong.")]), ASSIGNMENT)

    assert "Wrong." in page
    assert "Hint" not in page


def test_every_feedback_page_is_harmless(tmp_path: Path) -> None:
    """Names and messages with markup, links, terminal escapes and direction overrides only show, and have own files."""
    render = mistune.create_markdown(escape=False, plugins=["strikethrough", "table", "url", "footnotes"])
    everyone = a_class()
    everyone += [a_record(f"s{i}", status, message=HOSTILE_MESSAGE) for i, status in enumerate(Status)]
    hostile = a_task("loss", 0, 3, message=HOSTILE_MESSAGE, example=f"{HOSTILE_MESSAGE}\n# a\n{HOSTILE_MESSAGE}")
    everyone.append(a_record("t", tasks=[hostile]))
    for record in everyone:
        write_feedback(tmp_path, record, ASSIGNMENT)
        page = harmless(feedback_html(record, ASSIGNMENT))
        assert not page.links()
        source = feedback_markdown(record, ASSIGNMENT)
        assert source.replace("\n", "").isprintable()
        rendered = harmless(str(render(source)))
        for task in record.tasks:
            harmless(markdown2html_mistune(task_markdown(record, task, ASSIGNMENT)))
        assert set(rendered.tags) <= {
            "h1",
            "h2",
            "h3",
            "p",
            "strong",
            "code",
            "pre",
            "ul",
            "li",
            "hr",
            "details",
            "summary",
        }

    assert len(list(tmp_path.glob("feedback/*.html"))) == len(list(tmp_path.glob("feedback/*.md"))) == len(everyone)
    assert len(list(tmp_path.rglob("*"))) == 2 * len(everyone) + 1
