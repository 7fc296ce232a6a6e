"""Procedures: steps with ways between them, and why some of them lead nowhere."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gijun.desk.rules.wording.refusals import Refusal
from gijun.desk.terms.wording import END, MOST_CHOICES, MOST_STEPS, STEP_LENGTH, ProcedureFault, StepKind

CODE = re.compile(r"[a-z0-9_-]{1,20}")


@dataclass(frozen=True, slots=True)
class Choice:
    """A way out of a step that chooses."""

    text: str
    to: str  # a step, or the end


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``to``: where it goes on; of no meaning where it chooses."""

    code: str
    kind: str
    text: str
    why: str = ""
    to: str = END
    choices: tuple[Choice, ...] = ()

    @property
    def exits(self) -> tuple[str, ...]:
        """Where the step may go on, in order."""
        return tuple(choice.to for choice in self.choices) if self.kind == StepKind.CHOOSE else (self.to,)


@dataclass(frozen=True, slots=True)
class Steps:
    """A whole procedure; it begins with its first step."""

    steps: tuple[Step, ...]

    @property
    def first(self) -> str:
        return self.steps[0].code

    def called(self, code: str) -> Step | None:
        """The step of this name; none: there is none, or it is the end."""
        return next((step for step in self.steps if step.code == code), None)

    def after(self, code: str, choice: int | None) -> str | None:
        """Where a step goes on; ``choice`` counts from 1. None: that is no way out of it."""
        step = self.called(code)
        if step is None:
            return None
        if step.kind != StepKind.CHOOSE:
            return step.to
        return step.choices[choice - 1].to if choice and 0 < choice <= len(step.choices) else None

    def place_of(self, code: str) -> int:
        """Which step of the table it is, from 1; 0: none."""
        return next((at for at, step in enumerate(self.steps, start=1) if step.code == code), 0)


def as_content(steps: Steps) -> dict[str, Any]:
    """The procedure as it is stored."""
    return {
        "steps": [
            {
                "code": step.code,
                "kind": step.kind,
                "text": step.text,
                "why": step.why,
                "to": step.to,
                "choices": [[choice.text, choice.to] for choice in step.choices],
            }
            for step in steps.steps
        ]
    }


def from_content(content: Mapping[str, Any]) -> Steps:
    """The procedure that was stored."""
    return Steps(
        tuple(
            Step(
                code=row["code"],
                kind=row["kind"],
                text=row["text"],
                why=row["why"],
                to=row["to"],
                choices=tuple(Choice(text, to) for text, to in row["choices"]),
            )
            for row in content["steps"]
        )
    )


def refusals(steps: Sequence[Step]) -> list[Refusal]:
    """Why a procedure cannot be saved; ways are looked at once every step is whole. Empty: it can."""
    if not steps:
        return [Refusal(ProcedureFault.EMPTY)]
    found = [Refusal(ProcedureFault.TOO_MANY, {"most": MOST_STEPS})] if len(steps) > MOST_STEPS else []
    for code, times in Counter(step.code for step in steps).items():
        if times > 1:
            found.append(Refusal(ProcedureFault.TWICE, {"step": code}))
    for step in steps:
        found += _of_step(step)
    known = {step.code for step in steps} | {END}
    for step in steps:
        for target in dict.fromkeys(step.exits):
            if target not in known:
                found.append(Refusal(ProcedureFault.MISSING, {"step": step.code, "target": target}))
    return found or [*_unreachable(steps), *_endless(steps)]


def _of_step(step: Step) -> Iterator[Refusal]:
    here = {"step": step.code}
    if not CODE.fullmatch(step.code) or step.code == END:
        yield Refusal(ProcedureFault.BAD_CODE, here)
    if not step.text.strip():
        yield Refusal(ProcedureFault.TEXTLESS, here)
    if max(len(step.text), len(step.why)) > STEP_LENGTH:
        yield Refusal(ProcedureFault.TOO_LONG, here | {"most": STEP_LENGTH})
    if step.kind != StepKind.CHOOSE:
        if step.choices:
            yield Refusal(ProcedureFault.NO_CHOICES_HERE, here)
        return
    if len(step.choices) < 2:
        yield Refusal(ProcedureFault.FEW_CHOICES, here)
    if len(step.choices) > MOST_CHOICES:
        yield Refusal(ProcedureFault.MANY_CHOICES, here | {"most": MOST_CHOICES})
    if any(not choice.text.strip() for choice in step.choices):
        yield Refusal(ProcedureFault.CHOICE_TEXTLESS, here)


def reached(steps: Sequence[Step]) -> set[str]:
    """Steps that some way from the first one leads to, itself included."""
    exits = {step.code: step.exits for step in steps}
    seen: set[str] = set()
    ahead = [steps[0].code]
    while ahead:
        code = ahead.pop()
        if code not in seen and code in exits:
            seen.add(code)
            ahead += exits[code]
    return seen


def ending(steps: Sequence[Step]) -> set[str]:
    """Steps from which some way leads to the end."""
    found: set[str] = set()
    while more := {step.code for step in steps if {END, *found} & set(step.exits)} - found:
        found |= more
    return found


def _unreachable(steps: Sequence[Step]) -> Iterator[Refusal]:
    seen = reached(steps)
    for step in steps:
        if step.code not in seen:
            yield Refusal(ProcedureFault.UNREACHABLE, {"step": step.code})


def _endless(steps: Sequence[Step]) -> Iterator[Refusal]:
    """The first step that no way leads to the end from, with a walk that comes back to where it was."""
    ends, seen = ending(steps), reached(steps)
    lost = next((step for step in steps if step.code in seen and step.code not in ends), None)
    if lost is None:
        return
    exits = {step.code: step.exits for step in steps}
    walk = [lost.code]
    while walk[-1] not in walk[:-1]:
        walk.append(exits[walk[-1]][0])
    yield Refusal(ProcedureFault.ENDLESS, {"step": lost.code, "example": " → ".join(walk)})
