"""The door: signing in, being refused, the second step, and a password that is only lent."""

import hashlib
import hmac
import re
import struct
import time
from base64 import b32decode
from types import SimpleNamespace

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from gijun.events import replay
from gijun.events.facts import Fact
from gijun.events.models import Event
from gijun.organisation import actions
from gijun.organisation.events import PasswordSet, SignedIn, SignInFailed
from gijun.organisation.models import Person
from gijun.web import middleware
from tests import make
from tests.make import NOON

LOGIN = "/accounts/login/"
PASSWORD = "correct-horse-battery"
COUNTER = 59_000_000  # a half-minute of 2026, standing still
RIGHT = "sign-in name or the password"
RESTS = "Too many wrong tries"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing a password well takes half a second; how well is Django's affair."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def jisu(team) -> Person:
    return make.person("jisu", team, "agent", name="한지수", password=PASSWORD)


@pytest.fixture
def head(centre) -> Person:
    return make.person("head", centre, "centre_head", name="정센터", password=PASSWORD)


@pytest.fixture
def english(client) -> Client:
    """A browser that chose English before anybody signed in."""
    client.cookies["gijun_language"] = "en"
    return client


def sign_in(client: Client, username: str = "jisu", password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post(LOGIN, {"login": username, "password": password} | more)


def is_in(client: Client) -> bool:
    return client.get(reverse("organisation:me")).status_code == 200


def said(response: HttpResponse) -> str:
    """What the page tells whoever is refused."""
    return " ".join(re.findall(r'role="alert">! ([^<]+)<', response.content.decode()))


def last() -> tuple[Fact, int | None]:
    event = Event.objects.latest("position")
    return replay.as_fact(event), event.actor_id


class TestPassword:
    @pytest.mark.parametrize("username", ["jisu", "JISU", " jisu "])
    def test_the_right_one_opens_and_is_a_fact(self, client, jisu, username):
        response = sign_in(client, username)

        assert (response.status_code, response.headers["Location"]) == (302, "/")
        signed_in, prepared = Event.objects.order_by("-position")[:2][::-1]
        assert (replay.as_fact(signed_in), signed_in.actor_id) == (SignedIn(jisu.pk), jisu.pk)
        assert (prepared.name, prepared.data["state"]) == ("organisation.state_entered", "preparing")
        assert is_in(client)

    def test_one_goes_on_where_one_wanted_to(self, client, jisu):
        wanted = client.get(reverse("organisation:me")).headers["Location"]

        response = client.post(
            wanted, {"login": "jisu", "password": PASSWORD, "next": reverse("organisation:me")}
        )

        assert response.headers["Location"] == reverse("organisation:me")

    def test_nobody_is_sent_to_another_site(self, client, jisu):
        assert sign_in(client, next="https://evil.example/").headers["Location"] == "/"

    def test_a_wrong_one_is_refused_and_is_a_fact(self, english, jisu):
        response = sign_in(english, password="wrong")

        assert RIGHT in said(response)
        assert last() == (SignInFailed(jisu.pk, "password"), None)
        assert not is_in(english)

    def test_a_name_nobody_has_is_told_the_same_and_not_kept(self, english, jisu):
        known = said(sign_in(english, password="wrong"))

        assert said(sign_in(english, "nobody", "wrong")) == known
        assert last() == (SignInFailed(None, "password"), None)
        assert "nobody" not in str(list(Event.objects.values()))

    def test_whoever_was_switched_off_is_told_so_only_with_the_right_password(self, english, jisu):
        Person.objects.filter(pk=jisu.pk).update(is_active=False)

        assert RIGHT in said(sign_in(english, password="wrong"))
        assert "switched off" in said(sign_in(english))
        assert last() == (SignInFailed(jisu.pk, "inactive"), None)

    def test_switching_somebody_off_ends_their_session(self, client, jisu):
        sign_in(client)
        Person.objects.filter(pk=jisu.pk).update(is_active=False)

        assert not is_in(client)

    def test_signing_out(self, client, jisu):
        sign_in(client)

        assert client.get("/accounts/logout/").status_code == 200  # asks first: a GET changes nothing
        assert is_in(client)
        client.post("/accounts/logout/")
        assert not is_in(client)

    def test_nobody_signs_up(self, client, db):
        before = Person.objects.count()

        client.post("/accounts/signup/", {"username": "me", "password1": PASSWORD})

        assert Person.objects.count() == before


class TestRest:
    """After five wrong tries a sign-in rests, whoever tries and from wherever."""

    def test_the_sixth_try_is_refused_with_the_right_password_too(self, english, jisu):
        for _try in range(5):
            assert RIGHT in said(sign_in(english, password="wrong"))

        assert RESTS in said(sign_in(english))
        assert last() == (SignInFailed(jisu.pk, "locked"), None)
        assert not is_in(english)

    def test_in_korean(self, client, jisu):
        for _try in range(5):
            sign_in(client, password="wrong")

        with translation.override("ko"):
            assert said(sign_in(client)) == translation.gettext(
                "Too many wrong tries, so this sign-in rests. Try again in five minutes, "
                "or ask an administrator for a new password."
            )

    def test_others_are_let_in_meanwhile(self, client, jisu, head):
        for _try in range(6):
            sign_in(client, password="wrong")

        assert sign_in(client, "head").status_code == 302

    def test_right_ones_in_between_do_not_begin_the_count_anew(self, english, jisu):
        for number in range(5):
            sign_in(english, password="wrong")
            if number < 4:
                assert sign_in(english).status_code == 302
                english.post("/accounts/logout/")
                english.cookies["gijun_language"] = "en"

        assert RESTS in said(sign_in(english))

    def test_after_five_minutes_it_opens(self, client, jisu, monkeypatch):
        clock = SimpleNamespace(time=time.time, monotonic=time.monotonic, sleep=time.sleep)
        monkeypatch.setattr(ratelimit, "time", clock)
        for _try in range(5):
            sign_in(client, password="wrong")
        later = time.time() + 301
        clock.time = lambda: later

        assert sign_in(client).status_code == 302

    def test_a_place_that_tries_without_end_waits_a_minute(self, english, jisu, settings):
        settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "3/m/ip"}

        answers = [sign_in(english, f"guess{number}") for number in range(4)]

        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert "Wait a minute" in answers[3].content.decode()


def code_at(secret: str, counter: int) -> str:
    """The code of RFC 6238: HOTP (RFC 4226) of the number of half-minutes."""
    digest = hmac.new(b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    place = digest[-1] & 0xF
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class TestSecondStep:
    @pytest.fixture(autouse=True)
    def time_stands_still(self, monkeypatch):
        monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([COUNTER]))

    @pytest.fixture
    def secret(self, client, head) -> str:
        """The head has switched the second step on and signed out again."""
        sign_in(client, "head")
        again = client.get("/accounts/2fa/totp/activate/").headers["Location"]
        form = client.post(again, {"password": PASSWORD}, follow=True).context["form"]
        client.post("/accounts/2fa/totp/activate/", {"code": code_at(form.secret, COUNTER)})
        client.post("/accounts/logout/")
        return form.secret

    def test_the_code_of_the_app_opens(self, client, head, secret):
        first = sign_in(client, "head")
        assert first.headers["Location"] == "/accounts/2fa/authenticate/"
        assert not is_in(client)

        client.post("/accounts/2fa/authenticate/", {"code": code_at(secret, COUNTER)})

        assert is_in(client)
        assert last() == (SignedIn(head.pk), head.pk)

    def test_the_password_alone_is_not_a_sign_in(self, client, head, secret):
        before = Event.objects.filter(name="organisation.signed_in").count()

        sign_in(client, "head")

        assert Event.objects.filter(name="organisation.signed_in").count() == before

    def test_a_wrong_code_is_refused_and_is_a_fact(self, client, head, secret):
        sign_in(client, "head")
        wrong = code_at(secret, COUNTER + 99)

        response = client.post("/accounts/2fa/authenticate/", {"code": wrong})

        assert response.context["form"].errors["code"]
        assert last() == (SignInFailed(head.pk, "code"), None)
        assert not is_in(client)

    def test_a_code_opens_once(self, client, head, secret):
        for _time in range(2):
            sign_in(client, "head")
            client.post("/accounts/2fa/authenticate/", {"code": code_at(secret, COUNTER)})
            if is_in(client):
                client.post("/accounts/logout/")
            else:
                break
        else:
            pytest.fail("The same code opened twice.")
        assert last() == (SignInFailed(head.pk, "code"), None)

    def test_codes_cannot_be_guessed_without_end(self, client, head, secret):
        sign_in(client, "head")
        for _try in range(6):
            client.post("/accounts/2fa/authenticate/", {"code": code_at(secret, COUNTER + 99)})

        client.post("/accounts/2fa/authenticate/", {"code": code_at(secret, COUNTER)})

        assert not is_in(client)

    def test_a_recovery_code_opens_once(self, client, head, secret):
        codes = Authenticator.objects.get(user=head, type=Authenticator.Type.RECOVERY_CODES).wrap()
        code = codes.get_unused_codes()[0]

        sign_in(client, "head")
        client.post("/accounts/2fa/authenticate/", {"code": code})

        assert is_in(client)
        assert code not in codes.__class__(Authenticator.objects.get(pk=codes.instance.pk)).get_unused_codes()

    def test_the_secret_does_not_lie_open_in_the_database(self, secret):
        assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))

    def test_whoever_reaches_far_is_asked_for_it_until_they_have_it(self, client, head, secret):
        Authenticator.objects.filter(user=head).delete()
        sign_in(client, "head")
        asked = [message.level_tag for message in client.get(reverse("organisation:me")).context["messages"]]

        assert asked == ["warning"]

    def test_whoever_has_it_is_not_asked(self, client, head, secret):
        sign_in(client, "head")
        client.post("/accounts/2fa/authenticate/", {"code": code_at(secret, COUNTER)})

        page = client.get(reverse("organisation:me"))

        assert list(page.context["messages"]) == []
        assert page.context["lacks_second_step"] is False

    def test_an_agent_is_not_asked(self, client, jisu):
        sign_in(client)

        assert list(client.get(reverse("organisation:me")).context["messages"]) == []


class TestLentPassword:
    """A temporary password opens one page only: the one to choose another."""

    @pytest.fixture
    def lent(self, jisu, head) -> str:
        return actions.give_temporary_password(jisu.pk, by=head, at=NOON)

    def test_everything_leads_to_choosing_ones_own(self, client, lent):
        sign_in(client, password=lent)

        for page in ("/", reverse("organisation:me"), reverse("organisation:people"), "/api/v1/tickets"):
            assert client.get(page).headers["Location"] == "/accounts/password/change/"

    def test_a_fragment_leads_the_whole_page_there(self, client, lent):
        sign_in(client, password=lent)

        response = client.get(reverse("organisation:me"), headers={"HX-Request": "true"})

        assert (response.status_code, response.headers["HX-Redirect"]) == (401, "/accounts/password/change/")

    def test_signing_out_and_the_language_work(self, client, lent):
        sign_in(client, password=lent)

        client.post(reverse("organisation:language"), {"language": "en"})
        assert client.get("/accounts/password/change/").headers["Content-Language"] == "en"
        client.post("/accounts/logout/")
        assert client.get(LOGIN).status_code == 200

    def test_after_choosing_everything_opens(self, client, jisu, lent):
        sign_in(client, password=lent)
        given = {"oldpassword": lent, "password1": "my-own-long-one", "password2": "my-own-long-one"}

        response = client.post("/accounts/password/change/", given)

        assert response.headers["Location"] == reverse("organisation:me")
        assert last() == (PasswordSet(jisu.pk, temporary=False), jisu.pk)
        assert is_in(client)

    @pytest.mark.parametrize("chosen", ["short", "password123"])
    def test_a_weak_one_is_refused(self, client, jisu, lent, chosen):
        sign_in(client, password=lent)

        client.post(
            "/accounts/password/change/", {"oldpassword": lent, "password1": chosen, "password2": chosen}
        )

        assert Person.objects.get(pk=jisu.pk).check_password(lent)
        assert not is_in(client)


class TestPractice:
    def test_its_people_can_be_tried_with_one_click(self, client, db):
        practice = actions.add_team(name="연습", parent_id=None, by=None, at=NOON, is_practice=True)
        person = make.person("head", practice, "centre_head", name="정센터", password="try-me-now")
        Person.objects.filter(pk=person.pk).update(
            is_practice=True, preferences={"practice_login": "try-me-now"}
        )

        response = client.get(LOGIN)
        [(username, password, role, name)] = response.context["practice_logins"]

        assert (username, name) == ("head", "정센터")
        with translation.override("ko"):
            assert role == translation.gettext("Centre head")
        assert sign_in(client, username, password).status_code == 302

    def test_without_the_practice_centre_nobody_is_shown(self, client, jisu):
        assert client.get(LOGIN).context["practice_logins"] == []


def test_a_page_that_does_not_say_who_may_open_it_opens_for_nobody():
    def view(_request):
        return HttpResponse()

    door = middleware.SignInRequiredMiddleware(view)

    with pytest.raises(middleware.ImproperlyConfigured, match="does not say who may open it"):
        door.process_view(RequestFactory().get("/"), view, (), {})


def test_a_fragment_for_nobody_leads_the_whole_page_to_the_door(client, db):
    response = client.get(reverse("organisation:me"), headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"]) == (401, "/")
