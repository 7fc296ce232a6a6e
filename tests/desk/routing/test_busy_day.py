"""A busy day in small, through the real actions; ``bench.busy_day`` plays the large one on both databases."""

import pytest

from tests.desk import busy


@pytest.mark.threads
def test_on_a_busy_day_nobody_is_lost_nobody_unavailable_is_given_work_and_nobody_waits_in_vain(committed_db):
    day = busy.play(busy.Plan(contacts=130, agents=8, open_h=0.8, tick_s=40, seed=4, twice=0.12))

    assert [bar for bar in busy.bars(day) if not bar.holds] == []
    told = busy.happened(day)
    idle = [name for name in busy.EXPECTED if not told[name]]
    assert idle == []  # the day was one: everything it is about did happen
