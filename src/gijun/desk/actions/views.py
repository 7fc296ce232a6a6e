"""Saved views: kept, shared, pinned as tabs, removed and brought back."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F, Max
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import views as facts
from gijun.desk.models import SavedView, ViewPin
from gijun.desk.queries import views as queries
from gijun.desk.queries import visible
from gijun.desk.rules.views import NotUnderstoodError, read, written
from gijun.desk.terms.views import MOST_PINNED, MOST_VIEWS, NAME_LENGTH
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


@log.action
def save_view(
    *, name: str, params: Mapping[str, str], by: Person, at: datetime, team_id: int | None = None
) -> SavedView:
    """Keep a list under a name, as a tab of the person's; ``team_id`` shares it with a team.

    Args:
        params: of the list's address, by name.

    Raises:
        DeskError: no name, too many views, or a part of the address means nothing.
        PermissionDenied: ``by`` may not see tickets, or not share with the team.
    """
    authority.require(by, visible.VIEW)
    if SavedView.objects.filter(owner=by, removed_at=None).count() >= MOST_VIEWS:
        raise DeskError(_("You have %(most)d views. Remove one first.") % {"most": MOST_VIEWS})
    _require_share(by, team_id)
    view = SavedView.objects.create(
        owner=by, team_id=team_id, name=_name(name), content=_content(params), made_at=at
    )
    _told(view, by, at)
    if ViewPin.objects.filter(person=by).count() < MOST_PINNED:
        pin_view(view.pk, by=by, at=at)
    return view


def _require_share(by: Person, team_id: int | None) -> None:
    if team_id is not None:
        authority.require(by, queries.SHARE, team_id=team_id)


def _name(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise DeskError(_("Write what the view is called."))
    if len(wanted) > NAME_LENGTH:
        raise DeskError(_("A name has at most %(most)d characters.") % {"most": NAME_LENGTH})
    return wanted


def _content(params: Mapping[str, str]) -> dict[str, str]:
    try:
        return written(read(params, strict=True))
    except NotUnderstoodError as error:
        raise DeskError(
            _("The view cannot be saved: %(parts)s means nothing. Narrow the list again and save it then.")
            % {"parts": ", ".join(error.args)}
        ) from error


def _told(view: SavedView, by: Person, at: datetime) -> None:
    log.record(
        facts.ViewSaved(team_id=view.team_id, agent_id=view.owner_id, view_id=view.pk, edition=view.edition),
        at=at,
        actor_id=by.pk,
    )


def _mine(view_id: int, by: Person) -> SavedView:
    """A view that ``by`` may change.

    Raises:
        SavedView.DoesNotExist: there is none that ``by`` may see.
        PermissionDenied: it is shared, and not theirs to change.
    """
    view = queries.seen(by).get(pk=view_id)
    if not queries.may_change(by, view):
        _require_share(by, view.team_id)
    return view


@log.action
def change_view(
    view_id: int,
    *,
    by: Person,
    at: datetime,
    name: str | None = None,
    params: Mapping[str, str] | None = None,
) -> SavedView:
    """Call a view otherwise, or let it show otherwise; nothing given, nothing changed.

    Raises:
        DeskError: no name is left, or a part of the address means nothing.
        PermissionDenied: it is shared, and not theirs to change.
        SavedView.DoesNotExist: there is none that ``by`` may see.
    """
    view = _mine(view_id, by)
    wanted = view.name if name is None else _name(name)
    content = view.content if params is None else _content(params)
    if (wanted, content) == (view.name, view.content):
        return view
    return _next_edition(view, by, at, name=wanted, content=content)


def _next_edition(view: SavedView, by: Person, at: datetime, **changes: object) -> SavedView:
    SavedView.objects.filter(pk=view.pk).update(**changes, edition=F("edition") + 1)
    view.refresh_from_db()
    _told(view, by, at)
    return view


@log.action
def share_view(view_id: int, *, team_id: int | None, by: Person, at: datetime) -> SavedView:
    """Share a view with a team, or take it back to its owner alone.

    Raises:
        PermissionDenied: ``by`` may not share with the team, or change the view.
        SavedView.DoesNotExist: there is none that ``by`` may see.
    """
    view = _mine(view_id, by)
    _require_share(by, team_id)
    return view if view.team_id == team_id else _next_edition(view, by, at, team_id=team_id)


@log.action
def remove_view(view_id: int, *, by: Person, at: datetime) -> SavedView:
    """Offer a view no longer; it can be brought back for a week, and stands where it stood then."""
    view = _mine(view_id, by)
    if SavedView.objects.filter(pk=view.pk, removed_at=None).update(removed_at=at):
        log.record(facts.ViewRemoved(team_id=view.team_id, view_id=view.pk), at=at, actor_id=by.pk)
    return view


@log.action
def bring_back_view(view_id: int, *, by: Person, at: datetime) -> SavedView:
    """Offer a removed view again.

    Raises:
        SavedView.DoesNotExist: it was removed too long ago, or is not theirs.
    """
    view = queries.removed_by(by, at).get(pk=view_id)
    if SavedView.objects.filter(pk=view.pk).exclude(removed_at=None).update(removed_at=None):
        log.record(facts.ViewBroughtBack(team_id=view.team_id, view_id=view.pk), at=at, actor_id=by.pk)
    return view


@log.action
def pin_view(view_id: int, *, by: Person, at: datetime) -> None:
    """Let a view stand over the person's list, behind the others; twice is once.

    Raises:
        DeskError: as many as fit stand there.
        SavedView.DoesNotExist: there is none that ``by`` may see.
    """
    view = queries.seen(by).get(pk=view_id)
    pins = ViewPin.objects.filter(person=by)
    if pins.filter(view=view).exists():
        return
    shown = pins.filter(view__removed_at=None)
    if shown.count() >= MOST_PINNED:
        raise DeskError(_("%(most)d views are pinned. Unpin one first.") % {"most": MOST_PINNED})
    last = pins.aggregate(last=Max("place"))["last"]
    _place(by, view.pk, 0 if last is None else last + 1, at)


def _place(by: Person, view_id: int, place: int, at: datetime) -> None:
    ViewPin.objects.update_or_create(person=by, view_id=view_id, defaults={"place": place})
    log.record(facts.ViewPinned(agent_id=by.pk, view_id=view_id, place=place), at=at, actor_id=by.pk)


@log.action
def unpin_view(view_id: int, *, by: Person, at: datetime) -> None:
    """Take a view off the person's list; where it does not stand, nothing changes."""
    if ViewPin.objects.filter(person=by, view_id=view_id).delete()[0]:
        log.record(facts.ViewUnpinned(agent_id=by.pk, view_id=view_id), at=at, actor_id=by.pk)


@log.action
def move_pin(view_id: int, *, step: int, by: Person, at: datetime) -> None:
    """Move a pinned view by so many places, at most to an end; the others close up."""
    pins = list(ViewPin.objects.filter(person=by).order_by("place", "id"))
    order = [pin.view_id for pin in pins]
    if view_id not in order:
        return
    to = min(max(order.index(view_id) + step, 0), len(order) - 1)
    order.remove(view_id)
    order.insert(to, view_id)
    places = {pin.view_id: pin.place for pin in pins}
    for place, one in enumerate(order):
        if places[one] != place:
            _place(by, one, place, at)
