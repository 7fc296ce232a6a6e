import pytest
from django.db import transaction

from gijun.practice import centre
from tests.practice.lived import DAYS, NOW


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """A practice centre of a few days, built once for the tests of a module, gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        centre.build(NOW, days=DAYS)
        yield
        transaction.set_rollback(True)
