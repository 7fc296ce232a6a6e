"""What a mode changes: plans read from what was typed, refused in the user's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.modes.plan import HOUSE, RANGES, Known, ModePlan, PlanError, read, written
from gijun.desk.terms.modes import FigureKind, ModeBreaks, ModeKind

KNOWN = Known(queues=("vip", "all"), reason_ids=frozenset({1, 2}), standard_ids=frozenset({7}))


@pytest.mark.parametrize("mode", ModeKind)
def test_the_houses_plan_is_read_back_as_it_was_written(mode):
    assert read(written(HOUSE[mode]), mode) == HOUSE[mode]


@given(
    st.builds(
        ModePlan,
        queue_order=st.permutations(["vip", "all"]).map(tuple),
        paused=st.sampled_from([(), ("vip",)]),
        first_reason_ids=st.sampled_from([(), (1,), (1, 2)]),
        break_rule=st.sampled_from(ModeBreaks.values),
        kpi_order=st.permutations(FigureKind.values).map(tuple),
        **{name: st.integers(low, high) for name, (low, high) in RANGES.items()},
    )
)
def test_every_plan_is_read_back_as_it_was_written(plan):
    assert read(written(plan), ModeKind.PEAK, known=KNOWN) == plan


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            {"targets_percent": 5},
            "Targets, in percent of the normal ones: choose a whole number between 10 and 1000.",
        ),
        (
            {"targets_percent": "viel"},
            "Targets, in percent of the normal ones: choose a whole number between 10 and 1000.",
        ),
        ({"queue_order": ["gold"]}, "There is no queue with the code “gold” in this centre."),
        ({"queue_order": ["all", "all"]}, "The queue “all” stands twice. Name each queue once."),
        ({"paused": ["vip", "all"]}, "Every queue would be put off. Leave at least one that is served."),
        ({"break_rule": "never"}, "Breaks: “never” is not one of the choices."),
        (
            {"auto_message": {"ko": "기다려 주세요", "en": ""}},
            "Write the message to waiting customers in Korean and in English, or leave both empty.",
        ),
        (
            {"auto_message": {"ko": "가" * 501, "en": "x"}},
            "Message to waiting customers: write at most 500 characters.",
        ),
        ({"kpi_order": ["wait", "wait"]}, "Each figure of the floor stands once in the order."),
        (
            {"kpi_order": ["profit"]},
            "Figures of the floor in this order: “profit” is not one of the choices.",
        ),
        ({"first_reason_ids": [9]}, "This plan cannot be read. Open the page again and fill it in anew."),
        ({"magic": 1}, "This plan cannot be read. Open the page again and fill it in anew."),
        ({"queue_order": None}, "This plan cannot be read. Open the page again and fill it in anew."),
    ],
)
def test_a_plan_nobody_could_work_by_is_refused(content, said):
    with pytest.raises(PlanError) as refused:
        read(content, ModeKind.PEAK, known=KNOWN)

    assert str(refused.value) == said


def test_reasons_that_go_first_stand_before_every_queue_and_are_never_put_off():
    plan = ModePlan(queue_order=("vip",), paused=("slow",), first_reason_ids=(3,))

    ranks = [plan.rank("slow", 3), plan.rank("vip"), plan.rank("slow"), plan.rank("other")]
    assert ranks == [0, 1, 2, 2]
    assert [plan.pauses("slow"), plan.pauses("slow", 3), plan.pauses("vip")] == [True, False, False]


def test_targets_are_a_share_of_the_normal_ones():
    plan = ModePlan(targets_percent=150)

    assert (plan.targets, plan.targets_permille) == (1.5, 1500)
