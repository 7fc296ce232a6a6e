"""Records of one customer: those merged, and two side by side before they are."""

from dataclasses import dataclass

from django.db.models import QuerySet

from gijun.desk.models import Customer, CustomerMerge, Handle, Memo
from gijun.desk.queries import visible
from gijun.organisation.models import Person


def known_as(customer_id: int) -> set[int]:
    """The customer and every record that was merged into them, however many merges ago."""
    known: set[int] = set()
    edge = {customer_id}
    while edge:
        known |= edge
        edge = set(Customer.objects.filter(merged_into__in=edge).values_list("pk", flat=True)) - known
    return known


def end_of_merges(customer_id: int) -> int:
    """The record a customer's merges lead to; the customer themselves where there are none."""
    passed = {customer_id}
    while into_id := Customer.objects.filter(pk=customer_id).values_list("merged_into_id", flat=True).first():
        if into_id in passed:
            break
        passed.add(into_id)
        customer_id = into_id
    return customer_id


def merges_of(customer: Customer) -> QuerySet[CustomerMerge]:
    """Merges into this customer that stand, the last first, with who merged and when."""
    rows = CustomerMerge.objects.filter(stays=customer, parted_at=None)
    return rows.select_related("goes", "person").order_by("-made_at", "-id")


@dataclass(frozen=True, slots=True)
class Record:
    """One of two records to be merged, as the person sees it."""

    customer: Customer
    handles: list[Handle]
    memos: list[Memo]
    tickets: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two records and where they differ; ``goes`` points on afterwards, ``stays`` is the customer."""

    goes: Record
    stays: Record

    @property
    def names_differ(self) -> bool:
        """Do both have a name, and not the same?"""
        one, other = self.goes.customer.name, self.stays.customer.name
        return bool(one and other and one != other)

    @property
    def pinned(self) -> list[Memo]:
        """Memos that would all stand on top, from two records."""
        both = [memo for memo in (*self.stays.memos, *self.goes.memos) if memo.is_pinned]
        return both if all(any(m.is_pinned for m in one.memos) for one in (self.goes, self.stays)) else []


def side_by_side(person: Person, goes_id: int, stays_id: int) -> SideBySide:
    """Two customers the person may see.

    Raises:
        Customer.DoesNotExist: there is none that the person may see.
    """
    seen = visible.customers(person)
    return SideBySide(_record(person, seen.get(pk=goes_id)), _record(person, seen.get(pk=stays_id)))


def _record(person: Person, customer: Customer) -> Record:
    memos = (
        Memo.objects.filter(customer=customer, withdrawn_at=None).exclude(text="").select_related("person")
    )
    return Record(
        customer=customer,
        handles=list(Handle.objects.filter(customer=customer).order_by("id")),
        memos=list(memos.order_by("-is_pinned", "-id")),
        tickets=visible.tickets(person).filter(customer=customer).count(),
    )


def alike(person: Person, customer: Customer) -> list[Customer]:
    """Other customers the person sees with the same name, the latest first."""
    if not customer.name:
        return []
    rows = visible.customers(person).filter(name=customer.name, erased_at=None, merged_into=None)
    return list(rows.exclude(pk=customer.pk).order_by("-id")[:5])
