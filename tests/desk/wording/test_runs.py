"""Procedures: drawn up, played with branches, gone on with by a colleague, broken off."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk.actions.wording import procedures, runs
from gijun.desk.actions.wording.governing import About
from gijun.desk.errors import DeskError, WordingError
from gijun.desk.terms.wording import RunState
from tests.desk.wording import worded
from tests.desk.wording.worded import facts, same_as_log
from tests.make import at


def test_a_procedure_is_played_with_branches_and_its_steps_are_facts(team, lead, jisu, ticket):
    procedure = worded.procedure(lead, team)
    run = runs.start_run(ticket.pk, procedure_id=procedure.pk, by=jisu, at=at(10))
    run = runs.go_on(run.pk, turn=0, by=jisu, at=at(12))
    run = runs.go_on(run.pk, turn=1, choice=2, by=jisu, at=at(15))
    run = runs.go_back(run.pk, turn=2, by=jisu, at=at(16))
    assert (run.step, run.trail, run.turns) == ("paid", [["look", ""]], 3)
    run = runs.go_on(run.pk, turn=3, choice=1, by=lead, at=at(18))  # a colleague goes on
    run = runs.go_on(run.pk, turn=4, by=lead, at=at(20))

    assert (run.state, run.step, run.ended_at) == (RunState.FINISHED, "end", at(20))
    steps = [
        (data["step"], data["choice"], data["to_step"], data["back"], data["took_ms"])
        for _name, data in facts("procedure_step")
    ]
    assert steps == [
        ("look", "", "paid", False, 2_000),
        ("paid", "2", "cash", False, 3_000),
        ("cash", "", "paid", True, 1_000),
        ("paid", "1", "card", False, 2_000),
        ("card", "", "end", False, 2_000),
    ]
    assert [(data["finished"], data["took_ms"]) for _name, data in facts("procedure_ended")] == [
        (True, 10_000)
    ]
    assert same_as_log()


def test_a_key_pressed_twice_moves_once_and_beginning_twice_goes_on(team, lead, jisu, ticket):
    procedure = worded.procedure(lead, team)
    run = runs.start_run(ticket.pk, procedure_id=procedure.pk, by=jisu, at=at(10))
    runs.go_on(run.pk, turn=0, by=jisu, at=at(12))
    again = runs.go_on(run.pk, turn=0, by=jisu, at=at(12))
    same = runs.start_run(ticket.pk, procedure_id=procedure.pk, by=lead, at=at(13))

    assert (again.step, again.turns, same.pk) == ("paid", 1, run.pk)
    assert len(facts("procedure_step")) == 1


def test_no_way_that_a_step_does_not_offer_is_gone(team, lead, jisu, ticket):
    procedure = worded.procedure(lead, team, worded.choose("a", "b", "end"), worded.do("b"))
    run = runs.start_run(ticket.pk, procedure_id=procedure.pk, by=jisu, at=at(10))
    for choice in (None, 3):
        with pytest.raises(DeskError, match="Choose one of the ways this step offers"):
            runs.go_on(run.pk, turn=0, choice=choice, by=jisu, at=at(12))

    assert runs.go_back(run.pk, turn=0, by=jisu, at=at(13)).turns == 0


def test_a_run_keeps_its_version_and_a_broken_off_one_stays(team, lead, jisu, ticket):
    procedure = worded.procedure(lead, team)
    run = runs.start_run(ticket.pk, procedure_id=procedure.pk, by=jisu, at=at(10))
    about = About(procedure.name, lead.pk)
    procedures.change_procedure(
        procedure.pk, about, [worded.do("new")], change_reason="짧게", seen_number=1, by=lead, at=at(11)
    )

    assert runs.go_on(run.pk, turn=0, by=jisu, at=at(12)).step == "paid"
    for _again in range(2):
        broken = runs.abandon_run(run.pk, by=jisu, at=at(14))
    assert (broken.state, broken.step) == (RunState.ABANDONED, "paid")
    assert runs.go_on(run.pk, turn=1, choice=1, by=jisu, at=at(15)).turns == 1
    assert [data["finished"] for _name, data in facts("procedure_ended")] == [False]
    assert runs.start_run(ticket.pk, procedure_id=procedure.pk, by=jisu, at=at(16)).step == "new"
    assert same_as_log()


def test_a_procedure_that_leads_nowhere_is_refused(team, lead, jisu):
    with pytest.raises(WordingError) as refused:
        worded.procedure(lead, team, worded.do("a", "b"), worded.do("b", "a"), worded.do("c"))

    assert refused.value.reasons == [
        "Step “c” is never reached. Lead a step to it, or take it out.",
        "From step “a” there is no way to the end: a → b → a. Let one of them end.",
    ]
    with pytest.raises(PermissionDenied):
        worded.procedure(jisu, team)
