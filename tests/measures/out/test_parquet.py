"""Parquet files: a period's facts and daily figures, of the teams a person sees, without anybody's name."""

import io
import zipfile
from datetime import date, timedelta

import pyarrow as pa
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pyarrow import parquet

from gijun.events.models import Event
from gijun.measures import compute, lake, queries, registry
from gijun.measures.out import tables
from gijun.measures.out.questions import everything
from gijun.measures.queries import Selection
from gijun.organisation.events import SensitiveRead
from tests import make
from tests.measures.out.conftest import COUNTED_AT, told_of_people
from tests.measures.told import NINE, Story

DAY = COUNTED_AT.date()
NAMED = {
    "contacts",
    "agent_state_days",
    "cube",
    "open_spells",
    "daily_figures",
    "measures",
    "teams",
    "reasons",
}


def exported(folder, **asked) -> dict[str, pa.Table]:
    told = io.StringIO()
    call_command("measures", "export", to=folder, first=DAY, last=DAY, stdout=told, **asked)
    return {path.stem: parquet.read_table(path) for path in folder.glob("*.parquet")}


def rows_of(table: pa.Table) -> list[tuple]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def test_every_table_of_a_day_is_written(busy_day, jisu, team, tmp_path):
    found = exported(tmp_path / "out")

    assert found.keys() == NAMED
    assert found["contacts"].num_rows == 2
    assert sum(found["cube"]["offered"].to_pylist()) == 2
    spent = {(row["state"], row["lasted_ms"]) for row in found["agent_state_days"].to_pylist()}
    assert spent == {("ready", 2 * 3_600_000), ("away", 4 * 3_600_000)}
    assert {row["agent_id"] for row in found["agent_state_days"].to_pylist()} == {jisu.pk}
    assert found["contacts"].schema.metadata[b"up_to_record"]


def test_no_column_of_a_file_tells_of_anybody(busy_day, tmp_path):
    for name, table in exported(tmp_path / "out").items():
        assert told_of_people(rows_of(table)) == set(), name
        assert not {"customer_id", "asked_customer_id", "subject"} & set(table.column_names)


def test_a_word_that_should_not_be_there_is_found():
    assert told_of_people([(1, "전화 주세요, 이하늘")]) == {"이하늘"}


def test_daily_figures_add_up_to_what_the_page_shows(busy_day, manager, team):
    desk = Story(team.pk)
    for contact in range(901, 905):
        desk.begin(contact, contact, contact - 900, customer=contact)
        desk.reply(contact, contact, contact - 890, agent=1, message=contact)
    at = NINE + timedelta(hours=10)
    lake.refresh(lambda: at)
    selection = Selection(date(2026, 11, 20), at.date())
    page = {one.measure.name: one for one in queries.overview(manager, selection).results}

    with lake.opened() as opened:
        asked = everything(selection.days, opened.manifest.as_of_ms)
        compute.prepare(opened, asked)
        rows = tables.figures(opened, asked).to_pylist()

    for measure in registry.measures():
        told = [row for row in rows if row["measure"] == measure.name]
        result = page[measure.name]
        if measure.form in compute.QUANTILES:
            assert sum(row["denominator"] for row in told) == sum(one.n for one in result.days.values())
        elif measure.total == "period":
            assert sum(row["numerator"] for row in told) == result.total.numerator, measure.name


def test_the_download_holds_the_teams_one_sees_and_is_noted(busy_day, client, lead, centre, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: COUNTED_AT)
    other = make.account(make.team(centre, "2팀"), "other@example.com")
    make.inbound(other, address="na@example.com", when=COUNTED_AT)
    lake.refresh(lambda: COUNTED_AT + timedelta(minutes=1))
    client.force_login(lead)

    response = client.post(reverse("measures:out_parquet"), {"first": DAY, "last": DAY, "period": "own"})

    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        names = {name.removesuffix(".parquet") for name in archive.namelist()}
        contacts = parquet.read_table(io.BytesIO(archive.read("contacts.parquet")))
        teams = parquet.read_table(io.BytesIO(archive.read("teams.parquet")))
    assert names == NAMED
    assert contacts.num_rows == 2
    assert teams["name"].to_pylist() == ["1팀"]
    assert Event.objects.filter(name=SensitiveRead.name, actor_id=lead.pk).count() == 1


def test_an_agent_may_not_download(busy_day, client, jisu):
    client.force_login(jisu)

    assert client.post(reverse("measures:out_parquet")).status_code == 403
    assert not Event.objects.filter(name=SensitiveRead.name).exists()


def test_exporting_needs_a_folder_and_days_in_order(busy_day, tmp_path):
    with pytest.raises(CommandError, match="--to DIR"):
        call_command("measures", "export")
    with pytest.raises(CommandError, match="comes after"):
        call_command("measures", "export", to=tmp_path, first=date(2026, 2, 1), last=date(2026, 1, 1))


def test_exporting_before_anything_is_counted_says_so(db, tmp_path):
    with pytest.raises(CommandError, match=r"counted|집계"):
        call_command("measures", "export", to=tmp_path)
