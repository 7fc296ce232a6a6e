"""The pages of the team tree."""

from gijun.organisation.models import Team
from tests import make
from tests.organisation.pages.typed import url


def test_a_team_is_added_renamed_and_moved(as_, admin, centre, sister):
    client = as_(admin)

    client.post(url("add_team"), {"name": "야간", "parent": centre.pk})
    made = Team.objects.get(name="야간")
    client.post(url("team", made.pk), {"name": "심야", "parent": sister.pk})

    made.refresh_from_db()
    assert (made.name, made.lineage) == ("심야", (centre.pk, sister.pk, made.pk))


def test_a_centre_is_added_by_whoever_reaches_everywhere(as_, admin, small_admin):
    assert as_(small_admin).post(url("add_team"), {"name": "센터", "parent": ""}).status_code == 422
    assert as_(admin).post(url("add_team"), {"name": "센터", "parent": ""}).status_code == 302
    assert Team.objects.get(name="센터").parent_id is None


def test_a_team_is_not_offered_what_lies_below_it(as_, admin, team):
    child = make.team(team, "야간")

    response = as_(admin).get(url("team", team.pk))

    offered = [value for value, _label in response.context["form"].fields["parent"].choices]
    assert offered == ["", team.parent_id]
    assert as_(admin).post(url("team", team.pk), {"name": "x", "parent": child.pk}).status_code == 422


def test_the_top_of_ones_reach_is_renamed_where_it_stands(as_, small_admin, team):
    given = {"name": "우리 팀", "parent": team.parent_id}

    assert as_(small_admin).post(url("team", team.pk), given).status_code == 302
    assert Team.objects.get(pk=team.pk).name == "우리 팀"


def test_the_day_of_a_centre(as_, admin, centre):
    address = url("change_day", centre.pk)

    assert as_(admin).post(address, {"zone": "Asia/Seoul", "starts_at": "06:30"}).status_code == 302
    assert as_(admin).post(address, {"zone": "Asia/Seoul", "starts_at": "24:00"}).status_code == 422
    assert as_(admin).post(address, {"zone": "Mars/Base", "starts_at": "06:00"}).status_code == 422
    assert Team.objects.get(pk=centre.pk).day_starts_at_min == 390
