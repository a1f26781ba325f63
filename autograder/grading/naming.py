"""Names the one mistake that made a task's numbers wrong, from all its cases; knows no points and no assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.course.mistakes import Mistake
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.handout.gradcheck import NUMBERS, Comparison, name_mistake, sentence

Run = tuple[CaseSpec, Verdict]


class UnwordedError(Exception):
    """A mistake fits the numbers, and no mistakes.md has a sentence for it; the text names its id."""


def claim(runs: Sequence[Run], mistakes: Mapping[str, Mistake], right: Sequence[str] = ()) -> tuple[str, str] | None:
    """The mistake id and the sentence for a task, or a part of one, that lost points; None where nothing is sure.

    All core cases count, those that passed too. Only where the core is right are the edges looked at. `right` lists
    what comes before and is right, to be said first. Raises UnwordedError for a mistake without a sentence.
    """
    core = [run for run in runs if run[0].core]
    found = _claim(core if any(not verdict.passed for _, verdict in core) else runs, mistakes)
    return (found[0], _praise(right) + found[1]) if found else None


def _claim(runs: Sequence[Run], mistakes: Mapping[str, Mistake]) -> tuple[str, str] | None:
    lost = {verdict.outcome for _, verdict in runs if not verdict.passed}
    raised = "raised" in lost
    if not lost - {"raised"} or lost - NUMBERS - {"raised"}:
        return None
    numbers = [verdict for _, verdict in runs if verdict.outcome != "raised"]
    for attempt in range(max(len(verdict.seen) for verdict in numbers)):
        looked = [_at(verdict, attempt) for verdict in numbers]
        told = all(verdict.passed or any(c.wrong for c in one) for verdict, one in zip(numbers, looked, strict=True))
        comparisons = [_only_raising(c, mistakes) if raised else c for one in looked for c in one]
        found = _of_comparisons(comparisons, mistakes) if told else None
        if found:
            return found
    return None


def _only_raising(comparison: Comparison, mistakes: Mapping[str, Mistake]) -> Comparison:
    """The comparison with the mistakes alone that raise an error where they make no numbers."""
    table = comparison.mistakes() if comparison.mistakes else {}
    left = {one: made for one, made in table.items() if mistakes.get(one.partition("#")[0], Mistake()).raises}
    return comparison._replace(mistakes=lambda: left)


def _at(verdict: Verdict, attempt: int) -> Sequence[Comparison]:
    return verdict.seen[min(attempt, len(verdict.seen) - 1)] if verdict.seen else ()


def _of_comparisons(comparisons: list[Comparison], mistakes: Mapping[str, Mistake]) -> tuple[str, str] | None:
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
        return whole, _praise(before) + _sentence(whole, it, mistakes)
    named = [(thing, _of_thing(alone[thing], mistakes)) for thing in wrong]
    first = named[0][1]
    if first is None:
        return None
    said = dict.fromkeys(_sentence(mistake, thing, mistakes) for thing, mistake in named if mistake)
    return first, _praise(before) + " ".join(said)


def _of_thing(comparisons: list[Comparison], mistakes: Mapping[str, Mistake]) -> str | None:
    """The mistake in one thing alone, unless its sentence is about the whole of what was called."""
    mistake = name_mistake(comparisons)
    about_all = mistake and any("it}" not in _sentence_of(one, mistakes).lower() for one in mistake.split("+"))
    return None if about_all else mistake


def _sentence(mistake: str, it: str, mistakes: Mapping[str, Mistake]) -> str:
    return sentence(mistake, it, {one: _sentence_of(one, mistakes) for one in mistake.split("+")})


def _sentence_of(mistake: str, mistakes: Mapping[str, Mistake]) -> str:
    if mistake not in mistakes or not mistakes[mistake].sentence:
        raise UnwordedError(mistake)
    return mistakes[mistake].sentence


def _praise(things: Sequence[str]) -> str:
    said = f"{_listed(things)} {'is' if len(things) == 1 else 'are'} right. " if things else ""
    return f"The {said[4:]}" if said.startswith("the ") else said


def _listed(things: Sequence[str]) -> str:
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)
