"""Which centre a page of rules is about."""

from django.http import Http404
from django.utils.translation import gettext as _

from gijun.organisation.models import Person, Team
from gijun.organisation.queries import teams_managed_by


def governed(person: Person, power: str, wanted: str) -> tuple[Team, list[Team]]:
    """The centre asked for, or the first that the person governs by this power; and all of them.

    Raises:
        Http404: they govern no whole centre.
    """
    centres = list(teams_managed_by(person, power).filter(parent=None).order_by("name", "id"))
    chosen = next((one for one in centres if str(one.pk) == wanted), centres[0] if centres else None)
    if chosen is None:
        raise Http404(_("You govern no whole centre."))
    return chosen, centres
