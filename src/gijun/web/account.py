"""Sign-in as the house wants it: nobody signs up, every try is kept, wrong ones come to a rest."""

import base64
import hashlib
from functools import lru_cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView, LogoutView
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gijun.organisation import actions, queries
from gijun.organisation.access import public, signed_in
from gijun.organisation.models import Person
from gijun.organisation.terms import SignInRefusal

GOES_WITHOUT_SAYING = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth carries no types
    """People are added by an administrator."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "The sign-in name or the password is not right. "
            "After five wrong tries the sign-in rests for a while."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong tries, so this sign-in rests. Try again in five minutes, "
            "or ask an administrator for a new password."
        ),
        "account_inactive": gettext_lazy("This sign-in was switched off. Ask an administrator."),
        "incorrect_password": gettext_lazy("The password is not right."),
        "enter_current_password": gettext_lazy("The present password is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse without looking at the password after too many wrong ones."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            _note_refusal(credentials, SignInRefusal.LOCKED)
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """Who this is, if name and password are right.

        Raises:
            ValidationError: the sign-in rests, or was switched off.
        """
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None and not person.is_active:
            _note_refusal(credentials, SignInRefusal.INACTIVE)
            raise self.validation_error("account_inactive")
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002 -- allauth's signature
        _note_refusal(credentials, SignInRefusal.PASSWORD)

    def post_login(self, request: HttpRequest, user: Person, **about: Any) -> HttpResponse:
        """Signed in, the second step included."""
        actions.note_sign_in(user, at=timezone.now())
        actions.come_in(user, at=timezone.now())
        if queries.lacks_second_step(user):
            messages.warning(
                request, _("Your role reaches far: switch two-step sign-in on under your own settings.")
            )
        response: HttpResponse = super().post_login(request, user, **about)
        return response

    def set_password(self, user: Person, password: str) -> None:
        """The person chose a password of their own."""
        actions.choose_password(user, password, at=timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        return reverse("organisation:me")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what allauth wants to say, but not that somebody is where they see they are."""
        if message_template not in GOES_WITHOUT_SAYING:
            super().add_message(request, level, message_template, *args, **kwargs)


def _note_refusal(credentials: dict[str, Any], reason: SignInRefusal) -> None:
    actions.note_failed_sign_in(credentials.get("username", ""), reason=reason, at=timezone.now())


class SealedMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth carries no types
    """Secrets of the second step lie encrypted: a copy of the database alone lets nobody in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "The code is not right. It changes every 30 seconds: type the one shown now."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _cipher(settings.DATA_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher(settings.DATA_KEY).decrypt(encrypted_text.encode()).decode()


@lru_cache(maxsize=1)
def _cipher(secret: str) -> Fernet:
    key = hashlib.sha256(b"second step:" + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class CodeForm(AuthenticateForm):  # type: ignore[misc] # allauth carries no types
    """The second step: a wrong code is kept in the audit, like a wrong password."""

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except ValidationError:
            _note_refusal({"username": self.user.username}, SignInRefusal.CODE)
            raise
        return code


class SignInView(LoginView):  # type: ignore[misc] # allauth carries no types
    """Name and password; where the practice centre exists, its people stand ready to be tried."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        logins = [
            (person.username, person.preferences["practice_login"], _role_of(person), person.name)
            for person in queries.practice_logins()
        ]
        return {**super().get_context_data(**kwargs), "practice_logins": logins}


class SignOutView(LogoutView):  # type: ignore[misc] # allauth carries no types
    """Whoever signs out leaves the floor, too."""

    def logout(self) -> None:
        if isinstance(self.request.user, Person):
            actions.go_out(self.request.user, at=timezone.now())
        super().logout()


def _role_of(person: Person) -> str:
    return str(person.memberships.all()[0].get_role_display())


sign_in = public(SignInView.as_view())
sign_out = signed_in(SignOutView.as_view())
