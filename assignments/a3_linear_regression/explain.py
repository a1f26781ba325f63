"""Explains why a task fails: names the mistake behind its numbers, and shows the smallest example. Knows no formula.

Every assignment folder has a copy of this module, and the grader uses it too. It needs NumPy only. What is right on an
example, and what each mistake makes of it, are numbers in explanations.json.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np

from gradcheck import (
    NUMBERS,
    RESIDUAL,
    Comparison,
    Mismatch,
    as_array,
    check_array,
    check_keys,
    check_length,
    check_number,
    check_numbers,
    check_truth,
    check_word,
    seen,
)
from python_errors import (
    YOUR_CODE,
    Place,
    error_in_words,
    headline_of,
    is_no_function,
    is_own,
    line_of,
    no_function,
    other_arguments,
    words_of,
)

FILE = "explanations.json"
CALLS = "example_calls"
"""The module of an assignment whose functions call the learner's on an example, where that is no plain call."""
SINGLE = "single-precision"
"""The section for numbers of float32; an assignment without it takes them."""
NO_SINGLE_MISTAKE = "no-single-mistake"
"""The section for points that were lost where no known mistake explains it."""
NAMELESS = {"wrong-values": None, "failed": None, "transposed": "wrong-shape"}
"""Outcomes of a case that are not the mistake of a task, unless all its cases say so."""
ERRORS = frozenset({"raised", "other-signature", "not-a-function"})
"""Outcomes of a case behind which there is an error with words of its own."""

_MOST_SHOWN = 12
_SENTENCE = re.compile(r"(?<=\.)\s")
_LOWER = re.compile(r"(?:the|an?|after|each of|your|something) \w\w")
_COMPARED = re.compile(r"yours: .*= \[*-?\d")
"""The last line of an example in which numbers are compared."""
_GIVEN = re.compile(r"(?:^|, )([A-Za-z_]\w*) = ")


class Mistake(Protocol):
    """What is said of a mistake, and what must be known of it; the texts of a mistakes.md."""

    @property
    def sentence(self) -> str:
        """With {it} or {It} for what was compared; without them it is about the whole of what was called."""
        ...

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The first stands for itself: what was written, and why it is wrong."""
        ...

    @property
    def raises(self) -> bool:
        """Where the mistake makes no numbers, it raises an error."""
        ...

    @property
    def no_example(self) -> bool:
        """No example in numbers explains it."""
        ...

    @property
    def no_hint(self) -> bool:
        """It is no fault of what the hints are about, so none follows."""
        ...


class Example(NamedTuple):
    """A call whose inputs are made for the learner's page, and what is right there."""

    call: str
    """The function that is called: of the submission, or `example_calls.NAME` for one of example_calls.py."""
    arguments: tuple[Any, ...]
    given: str
    """What is given, as it stands on the page."""
    right: Mapping[str, Any]
    """Numbers, truth values, words, lists and arrays by name, in the order in which they are compared."""
    work: Mapping[str, Sequence[str]]
    """The calculation in numbers of each entry, by name; for a truth value or a word, the reason."""
    returns: tuple[str, ...] = ()
    """The names of `right` in the order of the parts that the function returns, where it is another one."""
    keys: Mapping[str, str] = {}
    """Where the result is a dict: the key of each part of `right`, by its name."""
    result: str = ""
    """What a sentence calls the whole result, where it has several parts: `the dict of gradients`."""
    separate: bool = False
    """Whether each part of `right` is a part of the task, with marks of its own."""
    called: Mapping[str, str] = {}
    """What a sentence calls a part of `right`, where it is not its name: `the loss`."""
    words: tuple[str, ...] = ()
    """Where a word is expected: the possible words. Another answer is not repeated."""
    parts: tuple[str, ...] = ()
    """Tasks that the function calls."""
    needs: tuple[str, ...] = ()
    """Further tasks whose mistakes show here as well."""
    part: str = ""
    """The part of the task to which the example belongs; empty where the task is a whole."""
    not_finite: tuple[str, ...] = ()
    """The mistake behind nan or inf on this example, and its sentence; empty where it may be any."""
    core: bool = True
    """Whether the example shows the usual case; only where all of these are right are the others looked at."""
    mistakes: Mapping[str, Mapping[str, Any] | None] = {}
    """What each mistake makes of `right`, by its id, where it is not the right numbers; None where it makes no numbers.

    The id alone stands for one way to make the mistake, `id#2` for another.
    """


class Explanation(NamedTuple):
    """Why a task fails."""

    mistake: str | None
    message: str
    example: str
    """What is given, what is right and what the submission answered, in lines; "" where no example shows it."""


class CaseOutcome(NamedTuple):
    """What became of one case, as far as naming a mistake needs it."""

    passed: bool
    outcome: str = ""
    message: str = ""
    seen: Sequence[Sequence[Comparison]] = ()
    """The comparisons of each attempt of the case."""


class Claim(NamedTuple):
    """The mistake behind the numbers of a task, or of a part of one."""

    mistake: str
    sentence: str
    things: tuple[str, ...]
    """What was compared and is wrong, as far as the sentence speaks of it."""


class Headline(NamedTuple):
    """What is said first of a task that fails, and what it speaks of, so that an example of the same is shown."""

    mistake: str | None
    message: str
    things: tuple[str, ...] = ()
    """What was compared and is wrong; empty where the message is about the whole call."""
    part: str = ""
    outcome: str = ""
    """That of the case that the message is about."""
    core: bool = True


class UnwordedError(Exception):
    """A mistake fits the numbers, and no mistakes.md has a sentence for it; the text names its id."""


# -- naming -------------------------------------------------------------------------------------------------------


def headline(
    runs: Sequence[tuple[Any, Any]], worst: tuple[Any, Any], parts: Sequence[str], mistakes: Mapping[str, Mistake]
) -> Headline:
    """What is said first of a task with the `worst` of its runs, which did not pass.

    A run is a case, of which `core` and `part` are read, and its verdict. Of a task with parts, the first part with the
    worst run is explained, and those before it are said to be right. Raises UnwordedError for a mistake without a
    sentence.
    """
    case, verdict = worst
    of_part = {part: [run for run in runs if run[0].part in ("", part)] for part in parts}
    bad = next(part for part in parts if case.part in ("", part))
    right = [part for part in parts[: parts.index(bad)] if all(verdict.passed for _, verdict in of_part[part])]
    claimed = claim(of_part[bad], mistakes, right)
    about = claimed.things if claimed else things_of(verdict)[:1]
    mistake, message = claimed[:2] if claimed else (NAMELESS.get(verdict.outcome, verdict.outcome), verdict.message)
    return Headline(mistake, message, about, bad, verdict.outcome, case.core)


def things_of(verdict: Any) -> tuple[str, ...]:
    """What was compared and is wrong, in the last attempt of a case."""
    return tuple(dict.fromkeys(c.name for c in _at(verdict, len(verdict.seen)) if c.wrong))


def claim(runs: Sequence[tuple[Any, Any]], mistakes: Mapping[str, Mistake], right: Sequence[str] = ()) -> Claim | None:
    """The mistake behind a task, or a part of one, that lost points; None where nothing is sure.

    A run is a case, of which `core` is read, and its verdict. All core cases count, those that passed too. Only where
    the core is right are the edges looked at. `right` lists what comes before and is right, to be said first. Raises
    UnwordedError for a mistake without a sentence.
    """
    core = [run for run in runs if run[0].core]
    claimed = _claim(core if any(not verdict.passed for _, verdict in core) else runs, mistakes)
    return claimed and claimed._replace(sentence=_praise(right) + claimed.sentence)


def _claim(runs: Sequence[tuple[Any, Any]], mistakes: Mapping[str, Mistake]) -> Claim | None:
    lost = {verdict.outcome for _, verdict in runs if not verdict.passed}
    raised = "raised" in lost
    if not lost - {"raised"} or lost - NUMBERS - {"raised"}:
        return None
    numbers = [verdict for _, verdict in runs if verdict.outcome != "raised"]
    for attempt in range(max(len(verdict.seen) for verdict in numbers)):
        looked = [_at(verdict, attempt) for verdict in numbers]
        told = all(verdict.passed or any(c.wrong for c in row) for verdict, row in zip(numbers, looked, strict=True))
        comparisons = [_only_raising(c, mistakes) if raised else c for row in looked for c in row]
        claimed = _of_comparisons(comparisons, mistakes) if told else None
        if claimed:
            return claimed
    return None


def _only_raising(comparison: Comparison, mistakes: Mapping[str, Mistake]) -> Comparison:
    """The comparison with the mistakes alone that raise an error where they make no numbers."""
    table = comparison.mistakes() if comparison.mistakes else {}
    left = {
        mistake_id: numbers
        for mistake_id, numbers in table.items()
        if (mistake := mistakes.get(mistake_id.partition("#")[0])) and mistake.raises
    }
    return comparison._replace(mistakes=lambda: left)


def _at(verdict: Any, attempt: int) -> Sequence[Comparison]:
    return verdict.seen[min(attempt, len(verdict.seen) - 1)] if verdict.seen else ()


def _of_comparisons(comparisons: list[Comparison], mistakes: Mapping[str, Mistake]) -> Claim | None:
    """One mistake for everything that was compared, or one for the first thing that is wrong.

    The right things before it are said to be right, and what is named beside it is said too.
    """
    things = list(dict.fromkeys(comparison.name for comparison in comparisons))
    alone = {thing: [c for c in comparisons if c.name == thing] for thing in things}
    wrong = [thing for thing in things if any(c.wrong for c in alone[thing])]
    if not wrong:
        return None
    before = things[: things.index(wrong[0])]
    whole = name_mistake(comparisons)
    if whole is not None:
        it = f"each of {_listed(wrong)}" if len(wrong) == 2 else wrong[0]
        return Claim(whole, _praise(before) + _sentence(whole, it, mistakes), tuple(wrong))
    named = [(thing, _of_thing(alone[thing], mistakes)) for thing in wrong]
    first = named[0][1]
    if first is None:
        return None
    sentences = dict.fromkeys(_sentence(mistake, thing, mistakes) for thing, mistake in named if mistake)
    return Claim(first, _praise(before) + " ".join(sentences), (wrong[0],))


def _of_thing(comparisons: list[Comparison], mistakes: Mapping[str, Mistake]) -> str | None:
    """The mistake in one thing alone, unless its sentence is about the whole of what was called."""
    mistake = name_mistake(comparisons)
    about_all = mistake and any(
        "it}" not in _sentence_of(mistake_id, mistakes).lower() for mistake_id in mistake.split("+")
    )
    return None if about_all else mistake


def _sentence(mistake: str, it: str, mistakes: Mapping[str, Mistake]) -> str:
    """What a mistake id, or two of them, mean for what is called `it`."""
    sentences = [_sentence_of(mistake_id, mistakes).format(it=it, It=capital(it)) for mistake_id in mistake.split("+")]
    return " ".join(["Two mistakes at once.", *sentences] if len(sentences) > 1 else sentences)


def _sentence_of(mistake: str, mistakes: Mapping[str, Mistake]) -> str:
    if mistake not in mistakes or not mistakes[mistake].sentence:
        raise UnwordedError(mistake)
    return mistakes[mistake].sentence


def _praise(things: Sequence[str]) -> str:
    sentence = f"{_listed(things)} {'is' if len(things) == 1 else 'are'} right. " if things else ""
    return f"The {sentence[4:]}" if sentence.startswith("the ") else sentence


def _listed(things: Sequence[str]) -> str:
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)


def name_mistake(comparisons: Sequence[Comparison]) -> str | None:
    """The id of the one mistake that makes exactly the numbers of all comparisons; None when none does, or several do.

    Where the right numbers came out, the mistake must leave them right. Two mistakes at once count only where no single
    one fits.
    """
    wrong = [(c, table) for c in comparisons if c.wrong and (table := _candidates(c)) is not None]
    right = [c for c in comparisons if not c.wrong]
    if not wrong or len(wrong) + len(right) < len(comparisons):
        return None
    left = [(c, c.mistakes()) for c in right if c.mistakes is not None]
    fitting = {
        "+".join(word.partition("#")[0] for word in mistake_id.split("+"))
        for mistake_id in wrong[0][1]
        if all(_makes(table.get(mistake_id), c) for c, table in wrong)
        and (right or any(np.any(table[mistake_id]) for _, table in wrong))  # zeros alone tell nothing
        and all(_near(as_array(c.got), table.get(mistake_id, c.want), max(RESIDUAL, c.rtol)) for c, table in left)
    }
    best = [mistake_id for mistake_id in fitting if "+" not in mistake_id] or list(fitting)
    return best[0] if len(best) == 1 else None


def _candidates(comparison: Comparison) -> Mapping[str, Any] | None:
    """What mistakes would make of the right numbers; None when the result holds no numbers."""
    got, want = as_array(comparison.got), comparison.want
    if got is None:
        return None
    given = comparison.mistakes() if comparison.mistakes is not None else {}
    whole = type(comparison.got) is int or getattr(getattr(comparison.got, "dtype", None), "kind", "") in ("i", "u")
    if not whole or got.shape != want.shape:
        return given
    fractions: dict[str, Any] = {}
    for way, cut in (("", np.trunc), ("#floor", np.floor), ("#round", np.round)):
        below, above = cut(want * (1 - 1e-9)), cut(want * (1 + 1e-9))
        fractions[f"integer-truncation{way}"] = np.where(got == below, below, above)
    return fractions | dict(given)


def _near(got: np.ndarray | None, numbers: Any, residual: float = RESIDUAL) -> bool:
    if got is None or numbers is None or got.shape != np.shape(numbers):
        return False
    with np.errstate(invalid="ignore", over="ignore"):
        return bool(np.linalg.norm(got - numbers) <= residual * np.linalg.norm(numbers) < np.inf)


def _makes(numbers: Any, comparison: Comparison) -> bool:
    """Does a mistake make these wrong numbers? Not if they are nearly as near to the right ones."""
    got, want = as_array(comparison.got), comparison.want
    if not _near(got, numbers) or got is None:
        return False
    return got.shape != want.shape or bool(np.linalg.norm(got - numbers) <= 0.01 * np.linalg.norm(got - want))


# -- examples -----------------------------------------------------------------------------------------------------


class Answer(NamedTuple):
    """What a call returned, and the position of an argument that it changed."""

    value: Any
    changed: int | None = None
    after: Any = None
    """The argument that was changed, after the call."""


def explain(
    examples: Sequence[Example],
    mistakes: Mapping[str, Mistake],
    ask: Callable[[Example], Answer],
    file: str = "",
    source: str = "",
) -> Explanation | None:
    """Why a task fails on its examples; None when all of them come out right.

    `ask` makes the call of an example. A NotImplementedError that it raises comes through, unless what is written is
    wrong. Of a task with parts, the first wrong part is explained, and those before it are said to be right. `file` is
    the name of the learner's file, and `source` its text: of an error the line is shown.
    """
    examples = with_pairs(examples)
    tried: list[Tried] = []
    unwritten: NotImplementedError | None = None
    for example in examples:
        try:
            tried += _tried(example, ask, file, source, mistakes)
        except NotImplementedError as error:
            unwritten = unwritten or error
    wrong = [trial for trial in tried if not trial.verdict.passed]
    if not wrong and unwritten is not None:
        raise unwritten
    if not wrong:
        return None
    first = min(wrong, key=lambda trial: not trial.case.core)
    parts = list(dict.fromkeys(trial.case.part for trial in tried if trial.case.part)) or [""]
    runs = [(trial.case, trial.verdict) for trial in tried]
    head = headline(runs, (first.case, first.verdict), parts, mistakes)
    unexplained = head.mistake is not None and any(
        mistake_id in mistakes and mistakes[mistake_id].no_example for mistake_id in head.mistake.split("+")
    )
    if unexplained:
        wrong = [trial for trial in wrong if trial.change and head.outcome == trial.verdict.outcome]
    shows = wrong[0] if unexplained and wrong else best(head, wrong, names_of(examples))
    return Explanation(head.mistake, head.message, shows.lines(head) if shows else "")


def with_pairs(examples: Sequence[Example]) -> list[Example]:
    """The examples of a task with more numbers that two mistakes at once make.

    A mistake that is known to come with another one, and multiplies all that is right by one number, may come with any
    other. It stands first; of two such mistakes the one with the minus does.
    """
    tables = [example.mistakes for example in examples]
    single = list(dict.fromkeys(mistake_id for table in tables for mistake_id in table if "+" not in mistake_id))
    paired = {word for table in tables for mistake_id in table if "+" in mistake_id for word in mistake_id.split("+")}
    factors = {
        mistake_id: k
        for mistake_id in single
        if mistake_id in paired and (k := _factor(mistake_id, examples)) is not None
    }
    extended = []
    for example in examples:
        combined = dict(example.mistakes)
        for mistake_id, k in factors.items():
            for other_id in single:
                fits = other_id != mistake_id and (other_id not in factors or (k < 0 < factors[other_id]))
                values = example.mistakes.get(other_id, {})
                known = values is not None and all(value is not None for value in values.values())
                if fits and known and f"{mistake_id}+{other_id}" not in combined:
                    both = {**example.right, **(values or {})}
                    combined[f"{mistake_id}+{other_id}"] = {
                        name: k * np.asarray(both[name]) for name in _numbers_of(example)
                    }
        extended.append(example._replace(mistakes=combined))
    return extended


def _factor(mistake: str, examples: Sequence[Example]) -> float | None:
    """The number by which a mistake multiplies all that is right on all examples; None where there is none."""
    ratios = []
    for example in examples:
        numbers = example.mistakes.get(mistake, {})
        for name in _numbers_of(example):
            right = example.right[name]
            if not np.any(right):
                continue
            value = None if numbers is None else numbers.get(name)
            if value is None or np.shape(value) != np.shape(right):
                return None
            ratios.append(np.sum(value * np.asarray(right)) / np.sum(np.square(right)))
            if not np.allclose(value, ratios[0] * np.asarray(right), rtol=1e-9, atol=1e-12):
                return None
    return float(ratios[0]) if ratios else None


def _numbers_of(example: Example) -> list[str]:
    """The names of what is right and is numbers, not a word or a truth value."""
    return [name for name, value in example.right.items() if not isinstance(value, bool | str)]


class _Case(NamedTuple):
    core: bool
    part: str


class Tried(NamedTuple):
    """What became of an example, or of a part of the task in it."""

    example: Example
    case: _Case
    verdict: CaseOutcome
    got: Any = None
    told: str = ""
    """What is said of an error that was raised."""
    names: tuple[str, ...] = ()
    change: str = ""
    """An argument before and after the call, in lines, where the call changed it."""

    def lines(self, headline: Headline) -> str:
        """The example in words, of a thing that the headline speaks of if that is wrong here; "" if there are none."""
        if self.change:
            return f"{self.example.given}\n{self.change}"
        if self.told:
            return with_error(self.example, self.told)
        wrong = things_of(self.verdict)
        about = [name for name in self.names if self.example.called.get(name, name) in {*headline.things} & {*wrong}]
        return describe(self.example, self.got, about or self.names) if self.names else ""


def names_of(examples: Sequence[Example]) -> set[str]:
    """What sentences call the parts of the answers to examples."""
    return {example.called.get(name, name) for example in examples for name in example.right}


def best(headline: Headline, tried: Sequence[Tried], names: Collection[str]) -> Tried | None:
    """The first of the wrong examples that fit a headline best; None where none fits. `names` as in `fit`."""
    fitting = [(ways, trial) for trial in tried if (ways := fit(headline, trial, names)) is not None]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def fit(headline: Headline, trial: Tried, names: Collection[str]) -> tuple[bool, ...] | None:
    """In what ways, the most important first, a wrong example speaks of what a headline says; None: of something else.

    `names` are those of all examples. Where the headline calls what was compared by none of them, it fits any of them.
    """
    verdict, called = trial.verdict, [trial.example.called.get(name, name) for name in trial.names]
    raised, numbers = verdict.outcome in ERRORS, things_of(verdict)
    if (
        trial.case.part not in ("", headline.part)
        or (headline.mistake in ERRORS and not raised)
        or not (trial.told or called)
    ):
        return None
    about = {*headline.things} & {*names}
    says_so = headline.message.endswith(verdict.message.removeprefix(called[0] if called else ""))
    if not raised:
        if about and not about & {*(numbers or called)}:
            return None
        if not headline.things and headline.outcome == "wrong-values" and not says_so:  # a missing error, a truth value
            return None
    named = headline.mistake is not None and verdict.outcome in NUMBERS
    same = verdict.outcome == headline.outcome or (named and not raised)
    agrees = headline.mistake is not None or bool(numbers) or says_so
    return raised == (headline.outcome in ERRORS), trial.case.core or not headline.core, same, agrees


def _tried(
    example: Example, ask: Callable[[Example], Answer], file: str, source: str, mistakes: Mapping[str, Mistake]
) -> list[Tried]:
    """What becomes of an example, for each part of the task."""
    try:
        got = ask(example)
    except NotImplementedError:
        raise
    except SystemExit as error:
        place = Place(line_of(error, file), source)
        return [
            stopped(example, "exited", f"{caller(example.call)} ends the program{place}; it should return a value.")
        ]
    except Exception as error:  # noqa: BLE001  # whatever the learner's code raises is what is explained
        return [_stopped_by(error, example, file, source)]
    if got.changed is not None:
        said = changes_argument(got.changed, _names_of_arguments(example))
        case, changed = _Case(False, example.part), CaseOutcome(False, "changes-argument", said)
        change = _change(example, got.changed, got.after)
        return [Tried(example, case, changed, change=change)] if compared(example, got.value).passed else []
    return answered(example, got.value, mistakes[SINGLE].sentence if SINGLE in mistakes else "")


def _stopped_by(error: Exception, example: Example, file: str, source: str) -> Tried:
    """An example on which there was an error: a sentence of example_calls.py, or an error of the learner's code."""
    (name, text), line = words_of(error), line_of(error, file)
    told = raised(example.call, error, file, source)
    if isinstance(error, AssertionError) and not is_own(error, file):  # perhaps with the mistake that it tells
        return stopped(example, str(getattr(error, "outcome", "wrong-type")), str(error) or told)
    if name == "TypeError" and not line and not example.call.startswith(f"{CALLS}."):
        if is_no_function(text):
            return stopped(example, "not-a-function", no_function(example.call))
        return stopped(example, "other-signature", told, other_arguments(example.call))
    return stopped(example, "raised", told, headline_of(caller(example.call), name, line, text))


def stopped(example: Example, outcome: str, told: str, first: str = "") -> Tried:
    """An example on which there was an error, what is said of it, and what is said first, where that is less."""
    return Tried(example, _Case(example.core, example.part), CaseOutcome(False, outcome, first or told), told=told)


def answered(example: Example, got: Any, single: str = "") -> list[Tried]:
    """What an answer to an example is worth, for each part of the task; `single` is said of numbers of float32."""
    trials = []
    for some in [(name,) for name in example.right] if example.separate else [tuple(example.right)]:
        part = example.part or (some[0] if example.separate else "")
        trials.append(Tried(example, _Case(example.core, part), compared(example, got, some, single), got, names=some))
    return trials


def changes_argument(position: int, names: Sequence[str] = ()) -> str:
    """What is said of a call that changed the argument at this position; `names` are those of its arguments."""
    return f"The call changes {_which(position, names)} in place. Make a new array instead."


def _which(position: int, names: Sequence[str]) -> str:
    if position < len(names):
        return f"the argument {names[position]}"
    places = ("first", "second", "third", "fourth", "fifth", "sixth")
    return f"its {places[position] if position < len(places) else 'last'} argument"


def _names_of_arguments(example: Example) -> Sequence[str]:
    names = _GIVEN.findall(example.given)
    return names if len(names) == len(example.arguments) else ()


def _change(example: Example, position: int, after: Any) -> str:
    """An argument before and after the call, in two lines; "" where it is too large to be shown."""
    before = example.arguments[position]
    if max(before.size, after.size) > _MOST_SHOWN:
        return ""
    names = _names_of_arguments(example)
    it = names[position] if names else _which(position, ()).replace("its", "the")
    return f"{it} before the call: {shown(before)}\nyours: {it} after the call: {shown(after)}"


class NotDefinedError(NotImplementedError):
    """The learner's file has no function or class of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def not_defined(error: BaseException, module: Any, names: Collection[str]) -> str:
    """The one of `names` that an error misses in the learner's module, or ""."""
    missed = isinstance(error, NameError) or (isinstance(error, AttributeError) and error.obj is module)
    name = str(getattr(error, "name", "")) if missed else ""
    return name if name in names and not hasattr(module, name) else ""


def asking(module: Any, calls: Any, names: Collection[str] = ()) -> Callable[[Example], Answer]:
    """A function that makes the call of an example with `module`, or with its `calls`, the module example_calls.

    Each call has arrays of its own. It raises NotDefinedError where one of `names` is missing in the module.
    """

    def ask(example: Example) -> Answer:
        where, _, function = example.call.rpartition(".")
        given = [argument.copy() if isinstance(argument, np.ndarray) else argument for argument in example.arguments]
        try:
            value = getattr(calls if where else module, function)(*given)
        except (NameError, AttributeError) as error:
            if name := not_defined(error, module, names):
                raise NotDefinedError(name) from error
            raise
        changed = [
            index
            for index, (before, after) in enumerate(zip(example.arguments, given, strict=True))
            if isinstance(before, np.ndarray) and not np.array_equal(before, after, equal_nan=True)
        ]
        return Answer(value, changed[0], given[changed[0]]) if changed else Answer(value)

    return ask


def compared(example: Example, got: Any, names: Sequence[str] = (), single: str = "") -> CaseOutcome:
    """Compare an answer with what is right, all of it or some names, with what each mistake would have made beside.

    `single` is the sentence on numbers of float32, which are wrong then, however near they are.
    """
    attempts: list[list[Comparison]] = [[]]
    token = seen.set(attempts)
    first: Mismatch | None = None
    try:
        for name, value in answers(example, got, names):
            try:
                if single and _is_single(value):
                    it = example.called.get(name, name)
                    raise Mismatch(SINGLE, single.format(it=it, It=capital(it)))
                _check(value, example, name)
            except Mismatch as mismatch:
                first = first or mismatch
    except Mismatch as mismatch:
        first = mismatch
    finally:
        seen.reset(token)
    if first is None:
        return CaseOutcome(True, seen=attempts)
    if first.outcome == "not-finite" and example.not_finite:
        first = Mismatch(*example.not_finite)
    return CaseOutcome(False, first.outcome, first.message, attempts)


def _is_single(value: Any) -> bool:
    """Whether a result is float32, or a list of such numbers."""
    if type(value) in (list, tuple):
        return bool(value) and all(isinstance(one, np.float32) for one in value)
    return (type(value) is np.ndarray or isinstance(value, np.generic)) and value.dtype == np.float32


def describe(example: Example, got: Any, names: Sequence[str] = ()) -> str:
    """The example in words when `got`, or some names of it, is not what is right, else ""."""
    try:
        values = answers(example, got, names)
    except Mismatch as mismatch:
        return _written(example, next(iter(names or example.right)), None, f"yours: {mismatch.message}")
    for name, value in values:
        try:
            _check(value, example, name)
        except Mismatch as mismatch:
            if type(value) is str and value in example.words:
                return _written(example, name, None, f"yours: {value!r}")
            want = example.right[name]
            index = _place(value, want)
            if index is None:
                return _written(example, name, None, _form(value, name, mismatch))
            mine, right = _shown(value, index), _shown(want, index)
            mine = mine if mine != right else _shown(value, index, 12)
            return _written(example, name, index, f"yours: {_label(name, index)} = {mine}")
    return ""


def with_error(example: Example, told: str) -> str:
    """The example in words where the call raised an error, of which `told` is said."""
    return _written(example, *_first(example), f"yours: {told}")


def raised(call: str, error: BaseException, file: str = "", source: str = "") -> str:
    """What is said of an error that a call raised on an example: Python's own words, its line in `file`, what helps."""
    return error_in_words(caller(call), *words_of(error), Place(line_of(error, file), source))


def caller(call: str) -> str:
    """What a sentence calls the code behind the call of an example."""
    return YOUR_CODE if call.startswith(f"{CALLS}.") else call


def answers(example: Example, got: Any, names: Sequence[str] = ()) -> list[tuple[str, Any]]:
    """What a call returned, by the names of what is right. Raises Mismatch where it has other parts."""
    every = list(example.right)
    result = example.result or f"the result of {example.call.rpartition('.')[2]}"
    if example.keys:
        check_keys(got, [example.keys[name] for name in names or every], name=result)
        return [(name, got[example.keys[name]]) for name in names or every]
    if len(every) == 1:
        return [(every[0], got)]
    collected = example.call.startswith(f"{CALLS}.")  # perhaps of a result and of what the call changed
    check_length(got, len(every), name=result, empty=collected)
    parts = dict(zip(example.returns or every, got, strict=True))
    return [(name, parts[name]) for name in names or every]


def _check(got: Any, example: Example, name: str) -> None:
    want, it = example.right[name], example.called.get(name, name)

    def made() -> dict[str, Any]:
        numbers = {}
        for mistake_id, values in example.mistakes.items():
            if values is None or name in values:
                numbers[mistake_id] = None if values is None else values[name]
        return numbers

    if isinstance(want, bool):
        check_truth(got, want, name=it)
    elif isinstance(want, str):
        check_word(got, want, example.words, name=it)
    elif isinstance(want, list):
        check_numbers(got, want, name=it, mistakes=made)
    elif isinstance(want, np.ndarray):
        check_array(got, want, name=it, mistakes=made)
    else:
        check_number(got, want, name=it, mistakes=made)


def _place(got: Any, want: Any) -> tuple[int, ...] | None:
    """The first entry that is off; None when `got` is not even of the right form."""
    try:
        mine, right = np.asarray(got, dtype=np.float64), np.asarray(want, dtype=np.float64)
    except (TypeError, ValueError, RuntimeError):  # a list of other things, or of tensors that carry gradients
        return None
    allowed = np.ndarray if isinstance(want, np.ndarray) else (np.ndarray, np.generic, int, float, list, tuple)
    if mine.shape != right.shape or not isinstance(got, allowed):
        return None
    off = [at for at, value in entries(right) if not abs(float(mine[at]) - value) <= 1e-7 * abs(value) + 1e-9]
    return off[0] if off else None


def _form(got: Any, name: str, mismatch: Mismatch) -> str:
    if type(got) is np.ndarray and got.dtype.kind in "fiu" and got.size <= _MOST_SHOWN and got.ndim <= 3:
        return f"yours: {name} = {shown(got)}, shape {got.shape}"
    if type(got) in (list, tuple) and len(got) <= _MOST_SHOWN and all(type(entry) in (int, float) for entry in got):
        return f"yours: {name} = {shown([min(max(entry, -1e300), 1e300) for entry in got])}"
    return f"yours: {mismatch.message}"


def _first(example: Example) -> tuple[str, tuple[int, ...] | None]:
    name = next(iter(example.right))
    if isinstance(example.right[name], str):
        return name, None
    return name, next((index for index, _ in entries(example.right[name])), None)


def _written(example: Example, name: str, index: tuple[int, ...] | None, yours: str) -> str:
    want = example.right[name]
    if isinstance(want, str):
        right = f"{name} is {want!r}: {example.work[name][0]}"
    elif isinstance(want, bool):
        right = f"{name} is {want}: {example.work[name][0]}"
        yours = "yours: " + ("True" if not want else "False") if index is not None else yours
    elif index is None and isinstance(want, np.ndarray | list):
        right = f"{name} = {shown(want)}" + (f", shape {want.shape}" if isinstance(want, np.ndarray) else "")
    else:
        position = index if index is not None else _first(example)[1] or ()
        work, value = example.work[name][_flat(position, want)], _shown(want, position)
        right = (
            f"{_label(name, position)} = {value}" if work == value else f"{_label(name, position)} = {work} = {value}"
        )
    return f"{example.given}\n{right}\n{yours}"


def _flat(index: tuple[int, ...], value: Any) -> int:
    return int(np.ravel_multi_index(index, np.shape(value))) if index else 0


def entries(value: Any) -> Iterator[tuple[tuple[int, ...], float]]:
    """The entries of a number or array with their indices."""
    array = np.asarray(value, dtype=np.float64)
    for index in np.ndindex(array.shape):
        yield index, float(array[index])


def _label(name: str, index: tuple[int, ...]) -> str:
    return f"{name}[{','.join(map(str, index))}]" if index else name


def _shown(value: Any, index: tuple[int, ...], digits: int = 6) -> str:
    return plain(np.asarray(value, dtype=np.float64)[index], digits)


def shown(value: Any) -> str:
    """Numbers as a page shows them: `[[1, 2.5], [3, 4]]`."""
    if isinstance(value, bool | str):
        return repr(value)
    array = np.asarray(value, dtype=np.float64)
    return plain(array) if array.ndim == 0 else f"[{', '.join(shown(part) for part in array)}]"


def plain(value: Any, digits: int = 6) -> str:
    """A number as people write it, with at most so many digits."""
    text = f"{float(value):.{digits}g}"
    return "0" if text == "-0" else text


# -- texts --------------------------------------------------------------------------------------------------------


def texts(mistake: str | None, mistakes: Mapping[str, Mistake], example: str = "") -> tuple[str, ...]:
    """The paragraphs on a mistake id, or on no known mistake; none for an id without a section.

    For two mistakes at once, such as `minus-twice+halved`, the first sentences of both stand together. Of an error that
    an `example` shows the first paragraph, on how to find it, is left out; where an example compares no numbers, no
    known mistake would explain any.
    """
    if mistake is None and example and not _COMPARED.match(example.splitlines()[-1]):
        return ()
    words = (mistake or NO_SINGLE_MISTAKE).split("+")
    sections = [mistakes[name].paragraphs if name in mistakes else () for name in words]
    if len(sections) == 1:
        return sections[0][1:] if example and mistake in ERRORS else sections[0]
    if not all(sections):
        return ()
    return (" ".join(["Two mistakes at once.", *(_SENTENCE.split(paragraphs[0])[0] for paragraphs in sections)]),)


def capital(sentence: str) -> str:
    """A sentence that begins with an article or a preposition, with a capital; one that begins with a name as it is."""
    return sentence[0].upper() + sentence[1:] if _LOWER.match(sentence) else sentence


def read(folder: Path) -> tuple[dict[str, list[Example]], dict[str, Any]]:
    """The examples by task, and what is said of each mistake, from explanations.json; both empty without that file."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except OSError:
        return {}, {}
    data = json.loads(text)
    return (
        {task: [_example(fields) for fields in listed] for task, listed in data["examples"].items()},
        {
            name: types.SimpleNamespace(**fields | {"paragraphs": tuple(fields["paragraphs"])})
            for name, fields in data["mistakes"].items()
        },
    )


def written(
    examples: Mapping[str, Sequence[Example]], mistakes: Mapping[str, Mistake], ladders: Mapping[str, Any] | None = None
) -> str:
    """The text of explanations.json, which `read` reads; of `ladders` ladder.py reads the numbers."""
    data: dict[str, Any] = {
        "examples": {task: [_encoded(example) for example in listed] for task, listed in examples.items()},
        "mistakes": {
            name: {
                field: getattr(mistake, field)
                for field in ("sentence", "paragraphs", "raises", "no_example", "no_hint")
            }
            for name, mistake in mistakes.items()
        },
    }
    if ladders:
        data["ladders"] = dict(ladders)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _example(fields: dict[str, Any]) -> Example:
    tuples = {name: tuple(fields[name]) for name in ("returns", "words", "parts", "needs", "not_finite")}
    right = {name: _decoded(value) for name, value in fields["right"].items()}
    mistakes = {
        mistake_id: values and {name: _decoded(value) for name, value in values.items()}
        for mistake_id, values in fields["mistakes"].items()
    }
    return Example(
        **fields
        | tuples
        | {"arguments": tuple(map(_decoded, fields["arguments"])), "right": right, "mistakes": mistakes}
    )


def _encoded(value: Any) -> Any:
    if isinstance(value, Example):
        return {name: _encoded(part) for name, part in value._asdict().items()}
    if isinstance(value, Mapping):
        return {name: _encoded(part) for name, part in value.items()}
    if type(value) in (tuple, list):
        return [_encoded(part) for part in value]
    if isinstance(value, np.ndarray):
        kind = {} if value.dtype == np.float64 else {"dtype": value.dtype.name}
        return {"array": value.tolist()} | kind
    return value.item() if isinstance(value, np.generic) else value


def _decoded(value: Any) -> Any:
    if type(value) is dict and "array" in value:
        return np.array(value["array"], dtype=value.get("dtype", "float64"))
    return value
