"""Tags: added or proposed, named, merged, retired, put on tickets and taken off."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events import sorting as facts
from gijun.desk.models import Tag, TagName, Ticket, TicketTag
from gijun.desk.queries import visible
from gijun.desk.queries.sorting import tags as queries
from gijun.desk.rules.sorting.tags import cleaned, folded, would_circle
from gijun.desk.terms.sorting import SHOWN_TAGS, TagState
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

GOVERN = "desk.govern_tags"
PUT = "desk.reply"


@log.action
def add_tag(centre_id: int, *, name: str, by: Person, at: datetime) -> Tag:
    """Add a tag to a centre; whoever may not govern tags proposes it. A name that is known gives its tag.

    Raises:
        DeskError: no name is left, or the tag it leads to is retired.
        PermissionDenied: ``by`` may not answer customers of the centre.
    """
    governs = authority.allows(by, GOVERN, team_id=centre_id)
    if not governs:
        _require_in(by, centre_id)
    wanted = _cleaned(name)
    known = TagName.objects.filter(centre_id=centre_id, folded=folded(wanted)).select_related("tag").first()
    if known is not None:
        if known.tag.state == TagState.RETIRED:
            raise DeskError(
                _("The tag “%(name)s” is retired. Bring it back, or choose another one.")
                % {"name": known.tag.name}
            )
        return known.tag
    centre = Team.objects.get(pk=centre_id, parent=None)
    state = TagState.IN_USE if governs else TagState.PROPOSED
    tag = Tag.objects.create(centre=centre, name=wanted, state=state, made_by=by, made_at=at)
    log.record(facts.TagAdded(team_id=centre.pk, tag_id=tag.pk, state=state.value), at=at, actor_id=by.pk)
    _add_name(tag, wanted, by, at, renamed=True)
    return tag


def _require_in(by: Person, centre_id: int) -> None:
    """Somebody who works anywhere in the centre may propose."""
    below, above = authority.teams_with(by, PUT)
    if centre_id not in below | above:
        authority.require(by, PUT, team_id=centre_id)


def _cleaned(name: str) -> str:
    wanted = cleaned(name)
    if not folded(wanted):
        raise DeskError(_("Write what the tag is called."))
    return wanted


def _add_name(tag: Tag, name: str, by: Person, at: datetime, *, renamed: bool = False) -> None:
    row = TagName.objects.create(tag=tag, centre_id=tag.centre_id, name=name, folded=folded(name))
    log.record(
        facts.TagNamed(team_id=tag.centre_id, tag_id=tag.pk, name_id=row.pk, renamed=renamed),
        at=at,
        actor_id=by.pk,
    )


def _governed(tag_id: int, by: Person) -> Tag:
    tag = queries.tags_governed_by(by).filter(pk=tag_id).first()
    if tag is None:
        authority.require(by, GOVERN)
        raise DeskError(_("There is no such tag in your centre."))
    return tag


@log.action
def name_tag(tag_id: int, *, name: str, by: Person, at: datetime, alias: bool = False) -> Tag:
    """Call a tag otherwise; the name it had still finds it. ``alias``: only another name to find it by.

    Raises:
        DeskError: no name is left, another tag has it, or the tag was merged.
        PermissionDenied: ``by`` may not govern tags.
    """
    tag = _governed(tag_id, by)
    wanted = _cleaned(name)
    if tag.merged_into_id:
        raise DeskError(_("This tag was merged into another one."))
    known = TagName.objects.filter(centre_id=tag.centre_id, folded=folded(wanted)).first()
    if known is not None and known.tag_id != tag.pk:
        raise DeskError(
            _("Another tag is already found by “%(name)s”. Merge the two instead.") % {"name": wanted}
        )
    if known is None:
        _add_name(tag, wanted, by, at, renamed=not alias)
    elif not alias and tag.name != wanted:
        TagName.objects.filter(pk=known.pk).update(name=wanted)
        log.record(
            facts.TagNamed(team_id=tag.centre_id, tag_id=tag.pk, name_id=known.pk, renamed=True),
            at=at,
            actor_id=by.pk,
        )
    if not alias:
        Tag.objects.filter(pk=tag.pk).update(name=wanted)
        tag.name = wanted
    return tag


@log.action
def set_tag_state(tag_id: int, *, state: TagState, by: Person, at: datetime) -> Tag:
    """Agree to a proposed tag, retire one, or bring it back; tickets keep what they have.

    Raises:
        DeskError: it was merged, or ``state`` is none to choose.
        PermissionDenied: ``by`` may not govern tags.
    """
    tag = _governed(tag_id, by)
    if state not in {TagState.IN_USE, TagState.RETIRED}:
        raise DeskError(_("A tag is in use or retired."))
    changing = Tag.objects.filter(pk=tag.pk, merged_into=None).exclude(state=state)
    if changing.update(state=state):
        log.record(
            facts.TagStateChanged(team_id=tag.centre_id, tag_id=tag.pk, state=state.value),
            at=at,
            actor_id=by.pk,
        )
    elif tag.merged_into_id:
        raise DeskError(_("This tag was merged into another one."))
    tag.refresh_from_db()
    return tag


@log.action
def merge_tags(tag_id: int, *, into_id: int, by: Person, at: datetime) -> Tag:
    """Two tags are one: names and uses move, the old tag points on. Returns the other.

    Raises:
        DeskError: they are the same, of two centres, in a circle, or one is retired or merged.
        PermissionDenied: ``by`` may not govern tags.
    """
    loser, winner = _governed(tag_id, by), _governed(into_id, by)
    if loser.pk == winner.pk or would_circle(loser.pk, winner.pk, queries.redirects(loser.centre_id)):
        raise DeskError(_("A tag cannot be merged into itself, nor back into one that was merged into it."))
    if loser.centre_id != winner.centre_id:
        raise DeskError(_("These tags belong to two centres. Merge tags of one centre."))
    if loser.merged_into_id or winner.state not in SHOWN_TAGS:
        raise DeskError(_("Merge into a tag that is in use; one of these was merged or is retired."))
    both = TicketTag.objects.filter(tag=winner).values("ticket_id")
    TicketTag.objects.filter(tag=loser, ticket_id__in=both).delete()
    TicketTag.objects.filter(tag=loser).update(tag=winner)
    TagName.objects.filter(tag=loser).update(tag=winner)
    Tag.objects.filter(pk=loser.pk).update(merged_into=winner, state=TagState.MERGED)
    log.record(
        facts.TagMerged(team_id=loser.centre_id, tag_id=loser.pk, into_tag_id=winner.pk),
        at=at,
        actor_id=by.pk,
    )
    return winner


@log.action
def put_tag(ticket_id: int, *, by: Person, at: datetime, tag_id: int | None = None, name: str = "") -> Tag:
    """Put a tag on a ticket, by id or by one of its names; twice is once. A new name is added or proposed.

    Raises:
        DeskError: the tag is retired, of another centre, or there is none.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, PUT)
    centre_id = ticket.team.centre_id
    if tag_id is None:
        tag = add_tag(centre_id, name=name, by=by, at=at)
    else:
        end = queries.end_of(tag_id, centre_id)
        known = Tag.objects.filter(pk=end, centre_id=centre_id, state__in=SHOWN_TAGS).first()
        if known is None:
            raise DeskError(_("This tag is not in use. Choose another one."))
        tag = known
    _row, is_new = TicketTag.objects.get_or_create(
        ticket=ticket, tag=tag, defaults={"person": by, "put_at": at}
    )
    if is_new:
        _told(facts.TagPut, ticket, tag, by, at)
    return tag


@log.action
def take_tag(ticket_id: int, *, tag_id: int, by: Person, at: datetime) -> None:
    """Take a tag off a ticket; where it is not on it, nothing changes."""
    ticket = visible.ticket_to(by, ticket_id, PUT)
    row = TicketTag.objects.filter(ticket=ticket, tag_id=tag_id).select_related("tag").first()
    if row is not None and TicketTag.objects.filter(pk=row.pk).delete()[0]:
        _told(facts.TagTaken, ticket, row.tag, by, at)


def _told(
    kind: type[facts.TagPut | facts.TagTaken], ticket: Ticket, tag: Tag, by: Person, at: datetime
) -> None:
    log.record(
        kind(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            tag_id=tag.pk,
        ),
        at=at,
        actor_id=by.pk,
    )
