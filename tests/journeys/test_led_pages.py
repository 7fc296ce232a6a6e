"""Pages of leads are accessible and fit a phone: own contacts, merged records, the floor as a table."""

import pytest

from gijun.desk import actions
from gijun.desk.actions.quota import set_quota, write_learned
from gijun.organisation.models import Person, Team
from tests import make
from tests.journeys.conftest import complaints
from tests.make import NOON, at
from tests.serving import session_of

pytestmark = pytest.mark.journey

WIDER = """[...document.querySelectorAll("body, main")]
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.tagName)"""


@pytest.fixture
def manager(product):
    """A manager who answers contacts, has learned something, and sees a customer merged of two records."""
    centre = Team.objects.get(name="서울센터")
    manager = make.person("manager", centre, "operations_manager", name="박매니저")
    head = make.person("head", centre, "centre_head", name="정센터")
    set_quota(manager.pk, per_day=10, by=head, at=NOON)
    write_learned("환불 일정을 묻는 문의가 가장 많다.", by=manager, at=at(1))
    door = make.account(centre, "two@example.com")
    stays, goes = (make.ticket(door, address=f"{who}@example.com").customer for who in "ab")
    actions.merge_customers(goes.pk, into_id=stays.pk, by=manager, at=at(2))
    return manager, stays


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_of_those_who_lead(product, manager, chromium, width, language):
    person, customer = manager
    Person.objects.filter(pk=person.pk).update(locale=language)
    context = chromium.new_context(locale="ko-KR", viewport={"width": width, "height": 844})
    context.add_cookies([{"name": "sessionid", "value": session_of(person), "url": product.address}])
    page = context.new_page()
    addresses = ["/desk/quota/", f"/desk/customers/{customer.pk}/", "/desk/floor/?as=table"]

    found = {}
    for address in addresses:
        page.goto(f"{product.address}{address}")
        found[address] = [*complaints(page), *page.evaluate(WIDER)]
    context.close()

    assert found == {address: [] for address in addresses}
