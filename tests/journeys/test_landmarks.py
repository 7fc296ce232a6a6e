"""Whoever jumps from landmark to landmark hears which search is which, on every page that has two."""

import pytest

from gijun.organisation.models import Person, Team
from tests import make
from tests.integrations.email.ports import until
from tests.journeys.conftest import complaints
from tests.journeys.test_desk import told
from tests.serving import session_of
from tests.standards import documented

pytestmark = pytest.mark.journey

NAMES = "[...document.querySelectorAll('[role=search]')].map(form => form.getAttribute('aria-label'))"
WRITER = ["/standards/", "/standards/find/?q=환불", "/standards/snippets/", "/standards/words/"]
OWNER = ["/standards/policies/open/"]
ADMIN = ["/organisation/people/", "/organisation/audit/"]


@pytest.fixture
def policy(product):
    """Somebody who writes, somebody who owns a policy, somebody who administers, and that policy."""
    centre = Team.objects.get(name="서울센터")
    make.person("writer", centre, "cx_operator", name="윤개선")
    make.person("admin", centre, "it_administrator", name="최아이티")
    owner = make.person("refunds", centre, "policy_owner", name="임정책")
    return documented.document(owner, centre)


def faults(page, product, address):
    """What axe finds, and searches that are called alike."""
    page.goto(f"{product.address}{address}")
    names = page.evaluate(NAMES)
    assert len(names) >= 2, address
    alike = [] if len(set(names)) == len(names) else names
    return [*complaints(page), *alike]


def test_searches_are_told_apart(product, policy, chromium):
    product.send("환불은 언제 되나요?")
    until(lambda: told("desk.message_received").exists())
    ticket = f"/desk/tickets/{told('desk.message_received').get().ticket_id}/"
    visits = {
        "jisu": ["/desk/?view=waiting", ticket],
        "writer": WRITER,
        "refunds": [*OWNER, f"/standards/policies/{policy.pk}/"],
        "admin": ADMIN,
    }

    found = {}
    for username, addresses in visits.items():
        context = chromium.new_context(locale="ko-KR", viewport={"width": 1440, "height": 900})
        session = session_of(Person.objects.get(username=username))
        context.add_cookies([{"name": "sessionid", "value": session, "url": product.address}])
        page = context.new_page()
        found |= {address: faults(page, product, address) for address in addresses}
        context.close()

    assert found == {address: [] for addresses in visits.values() for address in addresses}
