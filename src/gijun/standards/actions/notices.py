"""Notices: of a version that comes into force, or by themselves."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.errors import StandardsError
from gijun.standards.events import NoticeIssued, NoticeWithdrawn
from gijun.standards.models import Notice, StandardVersion
from gijun.standards.rules.content import clean, hash_of
from gijun.standards.rules.notice import notice_text
from gijun.standards.terms import SENTENCE_LENGTH, TITLE_LENGTH

PUBLISH = "standards.publish"


def issue_for(version: StandardVersion, by: Person, at: datetime) -> Notice | None:
    """Inside an action: issue the notice of a published version, shown from when it is in force.

    Nothing is issued where the version has neither a notice nor a change note and need not be read.
    """
    text = notice_text(version.content())
    if not text or version.valid_from is None:
        return None
    return _issue(
        Notice(
            team_id=version.standard.team_id,
            standard_id=version.standard_id,
            version=version,
            title=version.standard.title,
            text=text,
            must_read=version.must_read,
            shows_from=version.valid_from,
            issued_by=by,
            issued_at=at,
        )
    )


@log.action
def add_notice(
    *,
    title: str,
    text: str,
    team_id: int,
    by: Person,
    at: datetime,
    must_read: bool = False,
    shows_from: datetime | None = None,
    shows_until: datetime | None = None,
) -> Notice:
    """Tell a team and everything below it something that no standard says (none: shown from now on).

    Raises:
        StandardsError: title or text are empty or too long, or the times are not in order.
        PermissionDenied: ``by`` may not publish for that team.
    """
    authority.require(by, PUBLISH, team_id=team_id)
    notice = Notice(
        team_id=team_id,
        title=clean(title),
        text=clean(text),
        must_read=must_read,
        shows_from=shows_from or at,
        shows_until=shows_until,
        issued_by=by,
        issued_at=at,
    )
    _require_sound(notice, at)
    return _issue(notice)


@log.action
def withdraw_notice(notice_id: int, *, by: Person, at: datetime) -> Notice:
    """Show a notice no longer; receipts stay.

    Raises:
        StandardsError: it is withdrawn or has expired already.
        PermissionDenied: ``by`` may not publish for its team.
        Notice.DoesNotExist: there is none.
    """
    notice = Notice.objects.get(pk=notice_id)
    authority.require(by, PUBLISH, team_id=notice.team_id)
    until = max(at, notice.shows_from)
    shown = Notice.objects.filter(Q(shows_until=None) | Q(shows_until__gt=until), pk=notice_id)
    if not shown.update(shows_until=until):
        raise StandardsError(_("This notice is not shown any more."))
    notice.refresh_from_db()
    _record_end(notice, until, by, at)
    return notice


def _issue(notice: Notice) -> Notice:
    notice.save()
    log.record(
        NoticeIssued(
            notice_id=notice.pk,
            team_id=notice.team_id,
            standard_id=notice.standard_id,
            version_id=notice.version_id,
            must_read=notice.must_read,
            shows_from_ms=log.to_ms(notice.shows_from),
            content_hash=hash_of(notice.title, notice.text),
        ),
        at=notice.issued_at,
        actor_id=notice.issued_by_id,
    )
    if notice.shows_until:
        _record_end(notice, notice.shows_until, notice.issued_by, notice.issued_at)
    return notice


def _record_end(notice: Notice, until: datetime, by: Person, at: datetime) -> None:
    log.record(
        NoticeWithdrawn(notice_id=notice.pk, team_id=notice.team_id, shows_until_ms=log.to_ms(until)),
        at=at,
        actor_id=by.pk,
    )


def _require_sound(notice: Notice, at: datetime) -> None:
    if not notice.title or not notice.text:
        raise StandardsError(_("A notice needs a title and a text."))
    if len(notice.title) > TITLE_LENGTH:
        raise StandardsError(_("A title has at most %(most)d characters.") % {"most": TITLE_LENGTH})
    if len(notice.text) > SENTENCE_LENGTH:
        raise StandardsError(_("A notice has at most %(most)d characters.") % {"most": SENTENCE_LENGTH})
    if notice.shows_from < at:
        raise StandardsError(_("A notice cannot be shown from a time that has passed."))
    if notice.shows_until and notice.shows_until <= notice.shows_from:
        raise StandardsError(_("A notice must be shown for some time: let it end after it begins."))
