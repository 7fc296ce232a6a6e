"""A field of stored data that is read strictly, and names itself when it cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gijun.standards.rules.decisions.table import DecisionError
from gijun.standards.terms.decisions import DecisionRefusal, FactKind, StoredForm, Verdict

Word = TypeVar("Word", FactKind, Verdict)


@dataclass(frozen=True, slots=True)
class Field:
    """A value of stored data and the way to it: ``cases[2].conditions[0].below``."""

    value: object
    name: str

    def refused(self, form: StoredForm, **parameters: str) -> DecisionError:
        """The error that says what the field has to hold."""
        return DecisionError(
            DecisionRefusal.UNREADABLE, field=self.name, form=form, expected=form.label % parameters
        )

    def named(self) -> dict[str, "Field"]:
        """The fields of an object with any names."""
        if not isinstance(self.value, Mapping) or not all(isinstance(name, str) for name in self.value):
            raise self.refused(StoredForm.OBJECT)
        return {name: Field(one, f"{self.name}.{name}") for name, one in self.value.items()}

    def members(self, *names: str) -> dict[str, "Field"]:
        """The fields of an object with exactly these names."""
        if not isinstance(self.value, Mapping) or set(self.value) != set(names):
            raise self.refused(StoredForm.FIELDS, names=", ".join(names))
        return self.named()

    def has(self, name: str) -> bool:
        """Is this an object with such a field, among others?"""
        return isinstance(self.value, Mapping) and name in self.value

    def entries(self) -> list["Field"]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            raise self.refused(StoredForm.LIST)
        return [Field(one, f"{self.name}[{place}]") for place, one in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.refused(StoredForm.TEXT)
        return self.value

    def texts(self) -> list[str]:
        """Different texts in their order, as a set is stored."""
        texts = [entry.text() for entry in self.entries()]
        if texts != sorted(set(texts)):
            raise self.refused(StoredForm.TEXTS)
        return texts

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.refused(StoredForm.TRUTH)
        return self.value

    def number(self) -> int | None:
        """A whole number, or none."""
        if self.value is None:
            return None
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.refused(StoredForm.WHOLE_NUMBER)
        return self.value

    def day(self) -> date | None:
        """A date written as 2026-12-31, or none."""
        if self.value is None:
            return None
        try:
            day = date.fromisoformat(self.text())
        except ValueError:
            raise self.refused(StoredForm.DATE) from None
        if day.isoformat() != self.value:
            raise self.refused(StoredForm.DATE)
        return day

    def word(self, words: type[Word]) -> Word:
        """A member of a set of words."""
        for word in words:
            if self.value == word.value:
                return word
        raise self.refused(StoredForm.WORD, names=", ".join(words.values))
