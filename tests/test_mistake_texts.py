"""The words for mistakes: plain and short ones for all that can occur, in the letters of the assignment."""

from __future__ import annotations

import ast
import functools
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder
from autograder.authoring.generate import solution_sources
from autograder.authoring.leaks import leaks
from autograder.course.mistakes import ENGINE_FILE, Mistake, read_mistakes
from autograder.course.model import Course
from autograder.course.modules import imported_files
from autograder.course.variants import variants

COURSE = Course.find(Path(__file__))
NAMES = tuple(COURSE.names())
PACKAGE = Path(autograder.__file__).parent
COURSE_FILE = COURSE.solutions / "mistakes.md"
FILES = (ENGINE_FILE, COURSE_FILE, *(COURSE.folder(name) / "mistakes.md" for name in NAMES))
WIDTH = 76
MOST_LINES = 5
"""Of all paragraphs on a page: the line that says where to read is the sixth."""
MOST_GRADE = 9.0
MOST_WORDS = 20

ANYWHERE = ("sign-flipped", "dropped-two", "doubled", "half-loss")
"""Factors that may come with a second mistake."""
WHOLE_CALL = {
    *["ascent", "learning-rate-ignored", "returns-step", "stale-gradient-missed", "bias-not-updated", "one-step-short"],
    *["one-step-long", "loss-after-step", "not-zeroed", "layer-not-updated", "updated-too-early"],
    *["divided-by-g", "norms-for-projection", "keeps-state", "stops-early", "keeps-best", "not-updated"],
    *["weights-not-updated", "steps-per-sample", "mini-batches", "batches-not-used", "one-hot-too-narrow"],
    *["batch-size-ignored", "labels-not-shuffled", "last-batch-dropped", "loss-per-epoch", "not-shuffled"],
    *["one-epoch-long", "one-epoch-short", "shuffled-once", "step-per-epoch", "loss-of-all-rows", "new-tensors"],
    *["other-generator", "shuffled-each-batch", "step-averaged", "step-before-backward", "computed-once"],
}
"""Mistakes that are about the whole call: their sentences name no result."""
NO_IDS = {"a-b", "pushed-right", "one-step", "wrong-values"}
"""Strings of the hidden cases that look like an id, and an outcome that is no mistake."""

CURRICULUM = """
brackets-lost grad-stays-none not-wired order-not-reversed order-of-a-set shared-array slopes-by-parent
dropped-two doubled sign-flipped divided-by-rows divided-by-elements not-averaged rows-for-elements averaged-twice
transposed reshaped-not-transposed inputs-forgotten used-prediction used-target absolute-error first-row-only
last-row-only upstream-ignored bias-averaged bias-one-number bias-wrong-axis bias-per-sample bias-kept-dims
bias-times-input bias-omitted weights-not-transposed mean-for-sum sum-for-mean half-loss not-squared not-reduced
ascent learning-rate-ignored returns-step stale-gradient-missed bias-not-updated one-step-short one-step-long
loss-after-step not-zeroed derivative-at-input overwritten-not-added changes-argument keeps-state not-deterministic
integer-truncation not-finite wrong-shape wrong-type returned-none not-implemented raised other-signature time-limit
memory-limit crashed exited forward-difference divided-by-h moved-together not-moved-back step-ignored too-many-calls
not-restored-on-error one-sided larger-for-sum mean-for-max not-relative abs-forgotten norms-for-entries
shapes-not-compared nan-hidden divided-by-g norms-for-projection root-forgotten relative-to-g scale-forgotten
tolerance-too-loose tolerance-too-tight sign-ignored rules-out-of-order below-minus-above sum-halved
one-for-each-entry slope-omitted slope-not-squared sigmoid-for-tanh activation-omitted activation-on-output
wrong-layer-input weights-left-out layer-not-updated updated-too-early softmax-wrong-axis not-normalised
softmax-twice softmax-omitted unstable-softmax log-of-zero log-forgotten every-class-counted
every-label-in-every-row one-hot-forgotten one-hot-shifted label-only stopped-at-probabilities axis-ignored
axis-not-restored backward-resets broadcast-averaged derivative-at-output elementwise-product exponent-forgotten
exponent-not-lowered factors-swapped grad-set-to-none keepdims-lost leading-axis-kept mask-of-upstream
not-transposed-back operand-left-out operand-not-transposed operands-swapped own-factor passed-on-twice
sign-for-step slope-forgotten square-forgotten stretched-axis-kept unbroadcast-forgotten upside-down value-for-slope
wrong-axis wrong-topological-order
single-precision not-updated weights-not-updated stops-early keeps-best steps-per-sample mini-batches
square-not-differentiated divided-by-outputs summed-one-axis bias-repeated slope-at-upstream slope-brackets-lost
batch-means-averaged batches-not-used one-hot-too-narrow bug-hidden bug-misnamed example-not-legal
answer-no-pair bug-not-listed
batch-size-ignored counted-not-shared errors-counted labels-for-ones labels-not-shuffled largest-of-each-column
last-batch-dropped link-cut loss-per-epoch not-shuffled one-epoch-long one-epoch-short shuffled-once smallest-score
squared-error step-per-epoch tanh-for-relu
loss-of-all-rows new-tensors other-generator shuffled-each-batch step-averaged step-before-backward
limit-dropped-two same-place
constant-std-zero divided-by-n-minus-one means-left-out weights-not-divided
computed-once row-left-out not-a-function
""".split()  # noqa: SIM905  # a list of 120 lines
"""The ids of the curriculum, a contract with other programs."""

AVOIDED = re.compile(
    r"\b(?:is|are) due\b|in the place of|\b(?:that|those) of\b|\bthe one\b|\bones that\b|\bslips?\b"
    r"|\b(?:inside|off) of\b|\bsay,|!"
)
"""Words that are hard at midnight and in a second language; see the style guide."""

OTHERS = r"softmax|\bclass\b|\blabels?\b|tanh|upstream|hidden|\bG\b|\bK\b"
TORCH = r"torch|n_in|n_out"
MODEL = r"residual|[yY]_hat|\bsamples?\b|\bbatch|\br\*"
SHAPES = r"\(N,|\(M,|\bN\*M\b|\bdb\["
NOT_OF = {
    "a1_one_weight": rf"{TORCH}|matri(?:x|ces)|\brows?\b|\bcolumns?\b|\bax[ie]s\b|\bshapes?\b|transpos|\bbatch|\bbias"
    r"|residual|outputs?\b|\b[NMDXWGr]\b|epochs|\(i, j\)",
    "a2_gradient_check": rf"{OTHERS}|{TORCH}|{MODEL}|{SHAPES}|\brows?\b|weight|\bbias|target|prediction|\b[NMDXW]\b",
    "a3_linear_regression": rf"{OTHERS}|{TORCH}|reduction",
    "a4_more_data": rf"{OTHERS}|{TORCH}|epochs",
    "a5_model_regression": rf"{OTHERS}|\(N, [DM]\)|\(M,|\bN\*M\b|\b[DM]\b|keepdims|axis=|axis \d|\bd[Wb]\b",
    "a6_two_layers": rf"{TORCH}|residual|softmax|\bclass\b|\blabels?\b|\b[WbKr]\b|\br\*|dy_hat|\(M, D\)|backward\(",
    "a7_softmax_classifier": rf"{TORCH}|residual|[yY]_hat|prediction|targets?\b|tanh|\b[Mr]\b|\br\*|half|outputs?\b"
    r"|(?<!no )\bsquare[sd]?\b(?! weight)|epochs|upstream",
    "a8_autograd_engine": rf"{TORCH}|{MODEL}|{SHAPES}|softmax|\bclass\b|\blabels?\b|\b[NMDKXWZ]\b|upstream|hidden"
    r"|epochs",
    "a9_digits": rf"{TORCH}|residual|[yY]_hat|targets?\b|prediction|\bsamples?\b|\br\*|\bdW\b|\bdb\b|upstream",
}
"""Words and letters that an assignment does not have, by its name."""


NOT_OF_ENGINE = re.compile(
    r"residual|gradient|\bloss|matri|\brows?\b|\bcolumns?\b|weight|\bbias|\b[B-Z]\b|\b[xyz]_hat\b|\*"
)
"""Words of a course, which any code may not have."""


NOTHING = Mistake()


@functools.cache
def sections(path: Path) -> dict[str, Mistake]:
    return read_mistakes(path, path.name)


@functools.cache
def shown(name: str) -> dict[str, Mistake]:
    """What an assignment says of each mistake."""
    return COURSE.load(name).mistakes


def words_of(section: Mistake) -> str:
    """All that a student may read of a mistake."""
    return " ".join([section.sentence.format(it="it", It="It"), *section.paragraphs])


REASONS = ("Mismatch", "StudentFault", "Fault")
SINGLE = ("doubled", "ascent", "transposed", "raised", "crashed", "exited")
ID = re.compile(rf"[a-z]+(?:-[a-z]+)+|{'|'.join(SINGLE)}")


def ids_in(tree: ast.AST, *, raised: bool) -> Iterator[str]:
    """The ids in some code; unless `raised`, without those that are only said of a Mismatch, or of a Fault at home."""
    said = {
        id(call.args[0])
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in REASONS and call.args
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (raised or id(node) not in said):
            yield from (word for word in node.value.partition("#")[0].split("+") if ID.fullmatch(word))


@functools.cache
def ids_of_cases(name: str, *, raised: bool = True) -> frozenset[str]:
    """The ids in an assignment's public and hidden cases, and in the functions of `shared/` that these use.

    Inputs are left out: of the tables there, another assignment's gradients are made to be judged. So are a suspect
    and the name of its mistake: these ids are answers of learners, and no mistakes in their work.
    """
    own, shared = [], {}
    for path in imported_files(COURSE.solutions, COURSE.folder(name) / "hidden" / "test_hidden.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.parent.name == "shared":
            shared |= {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        elif path.name not in ("inputs.py", "suspect.py", "bug.py"):
            own.append(tree)
    found = {one for tree in own for one in ids_in(tree, raised=raised)}
    todo, used = list(own), set()
    while todo:
        for node in ast.walk(todo.pop()):
            word = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            if word in shared and word not in used:
                used.add(word)
                todo.append(shared[word])
                found |= set(ids_in(shared[word], raised=raised))
    public = ast.parse((COURSE.folder(name) / "test_public.py").read_text(encoding="utf-8"))
    return frozenset((found | set(ids_in(public, raised=raised))) - NO_IDS)


@functools.cache
def planted(name: str) -> frozenset[str]:
    return frozenset(word for one in variants(COURSE, name) if one.mistake for word in one.mistake.split("+"))


def engine_source() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))


def occurring(name: str) -> set[str]:
    """All mistakes that can occur in an assignment."""
    found = planted(name) | ids_of_cases(name) | set(sections(ENGINE_FILE))
    arrays = "check_array" in "".join(
        path.read_text(encoding="utf-8") for path in (COURSE.folder(name) / "hidden").glob("*.py")
    )
    return found if arrays else found - {"transposed"}


def told(name: str) -> Iterator[tuple[str, Mistake]]:
    """What an assignment says of each mistake that can occur in it."""
    for one in sorted(occurring(name)):
        yield one, shown(name)[one]


by_name = pytest.mark.parametrize("name", NAMES)


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(text.replace("`", ""), WIDTH, break_on_hyphens=False)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?])\s", text)


def grade(text: str) -> float:
    """The reading grade by Flesch and Kincaid (1975); a piece of code counts as one short word."""
    plain = re.sub(r"`[^`]*`|\b\w*[_*/=<>\[\]()]\S*|\b[A-Za-z]{1,2}\d?\b(?=[ ,.:])", "it", text)
    words = re.findall(r"[A-Za-z']+", plain)
    ends = max(1, len(re.findall(r"[.?:](?:\s|$)", plain)))
    return 0.39 * len(words) / ends + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; at least one."""
    word = re.sub(r"(?<![l])e$|(?<=[^td])ed$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


@by_name
def test_every_mistake_that_can_occur_has_a_text(name: str) -> None:
    """No student is told an id without words: a text for all, a sentence for what numbers name."""
    texts = shown(name)
    named = ids_of_cases(name, raised=False) - {one for one, own in sections(ENGINE_FILE).items() if not own.sentence}

    assert [one for one in sorted(occurring(name)) if not texts.get(one, NOTHING).paragraphs] == []
    assert [one for one in sorted(named) if not texts[one].sentence] == []


@by_name
def test_a_text_has_the_letters_of_its_assignment(name: str) -> None:
    """No text speaks of what the assignment does not have."""
    foreign = {one: re.findall(NOT_OF[name], words_of(section)) for one, section in told(name)}

    assert {one: words for one, words in foreign.items() if words} == {}


def test_the_engine_has_no_words_of_a_course() -> None:
    """What holds for any code has no formula, no letter and no thing that is learned."""
    assert {
        one: found for one, own in sections(ENGINE_FILE).items() if (found := NOT_OF_ENGINE.findall(words_of(own)))
    } == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a1_one_weight", "Note the shape of each part beside its line: (N, D), (N, M), (M, D)."),
        ("a1_one_weight", "{It} takes the first row only; all rows add up."),
        ("a2_gradient_check", "one row is still a matrix: (N, D)"),
        ("a6_two_layers", "The residual was taken the other way round."),
        ("a6_two_layers", "each residual is multiplied by the input of its row"),
        ("a7_softmax_classifier", "The derivative of `r**2` is `2*r`, so each residual enters twice."),
        ("a7_softmax_classifier", "N*M for a mean over all elements"),
        ("a8_autograd_engine", "dL/dW is (M, D) like W"),
        ("a8_autograd_engine", "The residual says how the loss depends on the prediction"),
        ("a9_digits", "The residual was taken the other way round."),
    ],
)
def test_a_foreign_letter_is_found(name: str, text: str) -> None:
    """The table of words finds texts that were once shown in assignments that they do not fit."""
    assert re.search(NOT_OF[name], text)


@by_name
def test_a_text_is_short(name: str) -> None:
    """At most three lines in the first paragraph, five in all; at most twenty words in the sentence."""
    for one, section in told(name):
        said = section.sentence.format(it="dW", It="dW")

        assert len(wrapped(section.paragraphs[0])) <= 3, one
        assert sum(len(wrapped(paragraph)) for paragraph in section.paragraphs) <= MOST_LINES, one
        assert len(said.split()) <= MOST_WORDS, one
        assert all(len(part.split()) <= MOST_WORDS for text in section.paragraphs for part in sentences(text)), one


@by_name
def test_a_text_is_easy_to_read(name: str) -> None:
    """Not above the reading grade, and without the words of a riddle."""
    for one, section in told(name):
        assert grade(" ".join(section.paragraphs)) <= MOST_GRADE, one
        assert AVOIDED.findall(words_of(section)) == [], one


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_a_file_is_written_as_the_others(path: Path) -> None:
    """A heading, a sentence, paragraphs; lines of at most 80 characters; a star outside of code would be Markdown."""
    text = path.read_text(encoding="utf-8")

    assert text.startswith("# Mistakes ")
    assert max(map(len, text.splitlines())) <= 80
    assert sections(path)
    for one, section in sections(path).items():
        assert ID.fullmatch(one)
        assert section.sentence == "" or section.sentence.endswith(".")
        assert all(paragraph.endswith((".", "?")) for paragraph in section.paragraphs)
        assert path == ENGINE_FILE or not section.any_task
        assert not any("*" in re.sub(r"`[^`]*`", "", paragraph) for paragraph in section.paragraphs), one


def test_no_section_is_never_shown() -> None:
    """Any code can do what the engine's file has, several assignments know what the course's has."""
    known = {one: [name for name in NAMES if one in occurring(name)] for name in NAMES for one in occurring(name)}

    source = engine_source()
    given = set(re.findall(r'(?:Mismatch|StudentFault)\(\s*"([a-z-]+)"', source)) - {"wrong-values"}
    assert given <= set(sections(ENGINE_FILE))
    assert [one for one in sections(ENGINE_FILE) if not re.search(rf'"{one}[#"{{]', source)] == []
    assert [one for one in sections(COURSE_FILE) if len(known.get(one, [])) < 2] == []
    for name in NAMES:
        assert [one for one in sections(COURSE.folder(name) / "mistakes.md") if name not in known.get(one, [])] == []


def test_every_id_of_the_curriculum_has_a_section() -> None:
    """The ids of the curriculum and no others: with them, what is no mistake in a task."""
    found = {one for path in FILES for one in sections(path)}

    assert found == {*CURRICULUM, "no-single-mistake"}


def test_a_sentence_is_about_a_result_or_about_the_whole_call() -> None:
    """Whether a sentence names what was compared means something, and is so in every wording of a mistake."""
    for path in FILES:
        for one, section in sections(path).items():
            if section.sentence:
                names_it = section.sentence.format(it="\0", It="\0").count("\0")

                assert names_it == (0 if one in WHOLE_CALL else 1), f"{path}: {one}"


@by_name
def test_two_mistakes_at_once_are_as_short(name: str) -> None:
    """The first sentences of two texts fit into three lines, behind the words that there are two."""
    texts = shown(name)
    named = sorted(one for one in ids_of_cases(name, raised=False) if texts[one].sentence)
    for first in ANYWHERE:
        for second in named if first in named else ():
            both = [sentences(texts[one].paragraphs[0])[0] for one in (first, second)]

            assert len(wrapped(" ".join(["Two mistakes at once.", *both]))) <= 3, f"{first}+{second}"


def test_no_text_is_a_solution() -> None:
    """The texts teach by words; no line of any solution stands in them."""
    files = {path.relative_to(PACKAGE.parent).as_posix(): path.read_bytes() for path in FILES}

    assert leaks(solution_sources(COURSE), files) == []


def test_every_task_says_where_to_read() -> None:
    """The heading above a task's check cell in the guide notebook is known for every task."""
    for name in NAMES:
        assignment = COURSE.load(name)

        assert [task.name for task in assignment.tasks if not assignment.sections.get(task.name)] == []
