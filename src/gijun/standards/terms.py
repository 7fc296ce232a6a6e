"""The words of the standards."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")


class SentenceChannel(models.TextChoices):
    """Where a sentence is said; ``any`` serves where a channel has none of its own."""

    ANY = "any", _("Every channel")
    EMAIL = "email", _("Mail")
    CHAT = "chat", _("Chat")
    PHONE = "phone", _("Phone")
    KAKAO = "kakao", _("KakaoTalk")
    FORM = "form", _("Web form")


class Language(models.TextChoices):
    KOREAN = "ko", _("Korean")
    ENGLISH = "en", _("English")
