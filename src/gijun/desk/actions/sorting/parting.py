"""A merge of two customers taken back: what came with the one is its own again."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import CustomersParted
from gijun.desk.models import Customer, CustomerCard, CustomerFlag, CustomerMerge, Handle, Memo, Ticket
from gijun.desk.queries import visible
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


def keep_what_comes(goes: Customer, stays: Customer, *, by: Person, at: datetime) -> None:
    """Inside an action, before anything moves: what stands with the record that will point on."""
    of_it = {"customer": goes}
    CustomerMerge.objects.create(
        goes=goes,
        stays=stays,
        person=by,
        made_at=at,
        name_before=stays.name,
        handles=list(Handle.objects.filter(**of_it).values_list("pk", flat=True)),
        tickets=list(Ticket.objects.filter(**of_it).values_list("pk", flat=True)),
        memos=list(Memo.objects.filter(**of_it).values_list("pk", flat=True)),
        flags=list(CustomerFlag.objects.filter(**of_it).values_list("pk", flat=True)),
    )


@log.action
def part_customers(merge_id: int, *, by: Person, at: datetime) -> CustomerMerge:
    """Take a merge back: addresses, tickets with their promises, memos and flags return to their record.

    What came after the merge stays with the customer it was written under. A name the merge gave is taken
    back where nobody has changed it since; a memo it took off the top and a flag it ended stay so. Taking
    it back twice changes nothing.

    Raises:
        DeskError: one of the two was erased, or merged with another one since.
        PermissionDenied: ``by`` may not merge customers.
        Customer.DoesNotExist: ``by`` may not see the customer, or there is no such merge.
    """
    authority.require(by, "desk.merge")
    merge = CustomerMerge.objects.select_related("goes", "stays").filter(pk=merge_id).first()
    if merge is None:
        raise Customer.DoesNotExist
    goes, stays = merge.goes, merge.stays
    visible.customers(by).get(pk=stays.merged_into_id or stays.pk)
    if merge.parted_at is not None:
        return merge
    if goes.erased_at or stays.erased_at:
        raise DeskError(_("Personal data of this customer was erased. The merge stays as it is."))
    if stays.merged_into_id is not None:
        raise DeskError(_("This customer was merged with another record since. Take that merge back first."))
    if not CustomerMerge.objects.filter(pk=merge.pk, parted_at=None).update(parted_at=at):
        return merge  # a colleague was quicker
    _give_back(merge)
    if stays.name != merge.name_before and stays.name == goes.name:
        Customer.objects.filter(pk=stays.pk).update(name=merge.name_before)
    Customer.objects.filter(pk=goes.pk).update(merged_into=None)
    log.record(
        CustomersParted(customer_id=goes.pk, from_customer_id=stays.pk),
        at=at,
        actor_id=by.pk,
    )
    merge.refresh_from_db()
    return merge


def _give_back(merge: CustomerMerge) -> None:
    """Each row that came and still stands with the customer; what systems said of either is fetched anew."""
    goes, stays = merge.goes, merge.stays
    Handle.objects.filter(pk__in=merge.handles, customer=stays).update(customer=goes)
    Ticket.objects.filter(pk__in=merge.tickets, customer=stays).update(customer=goes)
    Memo.objects.filter(pk__in=merge.memos, customer=stays).update(customer=goes)
    CustomerFlag.objects.filter(pk__in=merge.flags, customer=stays).update(customer=goes)
    CustomerCard.objects.filter(customer__in=[goes, stays]).delete()
