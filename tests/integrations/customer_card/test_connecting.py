"""Connecting a system: what is refused and why, what the log hears, where a secret may go."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import vault
from gijun.events.models import Event
from gijun.integrations.customer_card import actions
from gijun.integrations.customer_card.errors import SourceError
from gijun.integrations.customer_card.models import Source, SourceVersion
from gijun.integrations.customer_card.rules.description import Row
from tests import make
from tests.make import NOON, at

OUTSIDE = "https://shop.example.com/c?email={email}"


def test_a_new_system_is_kept_switched_off_with_its_secret_sealed(centre, admin, described):
    made = actions.add_source(centre.pk, "orders", described, secret="s3cret", by=admin, at=NOON)

    assert (made.is_active, made.version, made.description) == (False, 1, described)
    assert "s3cret" not in made.secret_sealed
    assert vault.unseal(made.secret_sealed) == "s3cret"


def test_the_log_and_the_versions_hear_nothing_of_secrets_or_addresses(source, admin, described):
    changed = replace(described, url=described.url.replace("customers", "people"))
    actions.change_source(source.pk, changed, secret="t0psecret", by=admin, at=at(60))

    facts = Event.objects.filter(name__startswith="customer_card.").order_by("pk")
    assert [(one.name, one.version, one.actor_id) for one in facts] == [
        ("customer_card.source_added", 1, admin.pk),
        ("customer_card.source_switched", 1, admin.pk),
        ("customer_card.source_changed", 1, admin.pk),
    ]
    assert facts[2].data == {"source_id": source.pk, "source_version": 2, "new_secret": True}
    assert [one.version for one in SourceVersion.objects.order_by("version")] == [1, 2]
    assert "s3cret" not in str([(one.name, one.content) for one in SourceVersion.objects.all()])


def test_the_same_again_changes_nothing(source, admin, described):
    actions.change_source(source.pk, described, secret="", by=admin, at=at(60))
    actions.switch_source(source.pk, active=True, by=admin, at=at(60))

    assert Event.objects.filter(name__startswith="customer_card.").count() == 2
    assert SourceVersion.objects.count() == 1


REFUSED = [
    ({"name": " "}, "Give the system a name."),
    ({"url": "ftp://shop.example.com/{email}"}, "The address must begin with https:// or http://."),
    ({"url": "shop.example.com/{email}"}, "The address must begin with https:// or http://."),
    ({"url": "file:///etc/hosts?{email}"}, "The address must begin with https:// or http://."),
    ({"url": "https:///{email}"}, "The address names no server."),
    ({"url": "https://:443/{email}"}, "The address names no server."),
    ({"url": "https://shop.example.com:99999/{email}"}, "The address cannot be read."),
    ({"url": "https://shop.example.com:0/{email}"}, "The address cannot be read."),
    ({"url": "https://[::1/{email}"}, "The address cannot be read."),
    ({"url": "https://shop.example.com/a b/{email}"}, "The address cannot be read."),
    ({"url": "https://shop.example.com/\r\nX: y/{email}"}, "The address cannot be read."),
    ({"url": "https://shop.example.com/{email}#top"}, "The address cannot be read."),
    ({"url": "https://shop.example.com/{email}}"}, "The address cannot be read."),
    (
        {"url": "https://shop.example.com/" + "a" * 1_000 + "{email}"},
        "The address may have 1,000 characters at most.",
    ),
    (
        {"url": "https://user:pass@shop.example.com/{email}"},
        "Leave user name and password out of the address; use the header for them.",
    ),
    ({"url": "https://{email}/"}, "Variables may stand only after the server's name."),
    ({"url": "https://shop.example.com/{name}"}, "There is no variable {name}."),
    ({"url": "https://shop.example.com/{}"}, "There is no variable {}."),
    (
        {"url": "https://shop.example.com/"},
        "The address must name the customer by a variable, such as {email}.",
    ),
    ({"header": "X Key"}, "“X Key” is not the name of a header."),
    ({"header": "X-Key:\r\nY"}, "“X-Key:\r\nY” is not the name of a header."),
    ({"header": "키"}, "“키” is not the name of a header."),
    ({"header": "Host"}, "The header Host cannot be set."),
    ({"header": "Transfer-Encoding"}, "The header Transfer-Encoding cannot be set."),
    ({"header": ""}, "Name the header that the value belongs to."),
    (
        {"confirmed_at": ""},
        "Say where the answer repeats whom it is about, or it may show somebody else.",
    ),
    (
        {"confirmed_at": "a..b"},
        "The path “a..b” cannot be read. Write it like customer.orders[0].status.",
    ),
    ({"rows": ()}, "Name at least one thing to show."),
    ({"rows": (Row("등급", ""),)}, "The row “등급” needs a name and a path."),
    ({"rows": (Row("", "a.b"),)}, "The row “a.b” needs a name and a path."),
    ({"rows": (Row("등급", "a"), Row(" 등급 ", "b"))}, "“등급” stands there twice."),
    (
        {"rows": (Row("등급", "a["),)},
        "The path “a[” cannot be read. Write it like customer.orders[0].status.",
    ),
    ({"rows": (Row("등" * 65, "a"),)}, f"“{'등' * 65}” is longer than 64 characters."),
    ({"rows": tuple(Row(f"{n}", "a") for n in range(21))}, "At most 20 rows can be shown."),
]


@pytest.mark.parametrize(("change", "why"), REFUSED)
def test_what_cannot_be_used_is_refused_with_the_reason(centre, admin, described, change, why):
    with pytest.raises(SourceError) as refused:
        actions.add_source(
            centre.pk, "orders", replace(described, **change), secret="s3cret", by=admin, at=NOON
        )

    assert str(refused.value) == why
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "LOCALHOST",
        "crm",
        "crm.internal",
        "10.0.0.5",
        "169.254.169.254",
        "[::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "127.1",
    ],
)
def test_servers_inside_are_refused_unless_the_installation_allows_them(
    centre, admin, described, settings, host
):
    there = replace(described, url=f"http://{host}/{{email}}")
    settings.LOOKUP_INNER_HOSTS = ["crm2"]

    with pytest.raises(SourceError, match="is inside a network of its own"):
        actions.add_source(centre.pk, "orders", there, secret="s", by=admin, at=NOON)

    settings.LOOKUP_INNER_HOSTS = [host.removesuffix(":1")]
    assert actions.add_source(centre.pk, "orders", there, secret="s", by=admin, at=NOON).version == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" https://Shop.Example.com:443/c/{email} ", "https://shop.example.com/c/{email}"),
        (
            "http://shop.example.com:8080?q={phone}&a=가",
            "http://shop.example.com:8080/?q={phone}&a=%EA%B0%80",
        ),
        ("https://shop.한국/{id}", "https://shop.xn--3e0b707e/{id}"),
    ],
)
def test_an_address_is_kept_in_one_spelling(centre, admin, described, typed, kept):
    made = actions.add_source(
        centre.pk, "orders", replace(described, url=typed), secret="s", by=admin, at=NOON
    )

    assert made.description.url == kept


@pytest.mark.parametrize("secret", ["a\r\nX: y", "비밀", " a", "a" * 2_001])
def test_a_secret_that_is_no_header_value_is_refused(centre, admin, described, secret):
    with pytest.raises(SourceError, match="The value of the header may have"):
        actions.add_source(centre.pk, "orders", described, secret=secret, by=admin, at=NOON)


@pytest.mark.parametrize("code", ["", "a", "Orders", "1a", "주문", "a b", "a" * 33, "a\n"])
def test_a_code_must_be_able_to_stand_in_the_log(centre, admin, described, code):
    with pytest.raises(SourceError, match="Write a code of 2 to 32"):
        actions.add_source(centre.pk, code, described, secret="s", by=admin, at=NOON)


def test_a_code_is_given_once(source, centre, admin, described):
    with pytest.raises(SourceError, match="The code orders is taken"):
        actions.add_source(centre.pk, "orders", described, secret="s", by=admin, at=NOON)


@pytest.mark.parametrize("change", [{"url": OUTSIDE}, {"header": "X-Key"}])
def test_a_stored_secret_goes_nowhere_else(source, admin, described, change):
    with pytest.raises(SourceError, match="Type the value of the header again"):
        actions.change_source(source.pk, replace(described, **change), secret="", by=admin, at=at(60))

    actions.change_source(source.pk, replace(described, **change), secret="new", by=admin, at=at(60))
    source.refresh_from_db()
    assert vault.unseal(source.secret_sealed) == "new"


def test_without_a_header_no_secret_is_kept(source, admin, described):
    changed = actions.change_source(source.pk, replace(described, header=""), secret="", by=admin, at=at(60))

    assert changed.secret_sealed == ""


def test_a_header_needs_its_value(centre, admin, described):
    with pytest.raises(SourceError, match="Type the value of the header"):
        actions.add_source(centre.pk, "orders", described, secret="", by=admin, at=NOON)


@pytest.mark.parametrize("who", ["jisu", "lead"])
def test_the_floor_connects_nothing(request, centre, source, described, who):
    person = request.getfixturevalue(who)

    for act in (
        lambda: actions.add_source(centre.pk, "more", described, secret="s", by=person, at=NOON),
        lambda: actions.change_source(source.pk, described, secret="s", by=person, at=NOON),
        lambda: actions.switch_source(source.pk, active=False, by=person, at=NOON),
        lambda: actions.try_source(source.pk, {}, by=person, at=NOON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_another_centre_changes_nothing_here(source, described):
    elsewhere = make.person("elsewhere", make.centre("부산센터"), "it_administrator")

    with pytest.raises(PermissionDenied):
        actions.switch_source(source.pk, active=False, by=elsewhere, at=NOON)
