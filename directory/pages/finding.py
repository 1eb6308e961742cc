"""The form to find accommodation with: what can be asked, and what was."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovSelect, GovTextInput
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from directory.api.schemes import SchemeQuery
from directory.equipment import equipment
from directory.rules.hours import LONDON

#: How many schemes are on a page, of those that fit and of those of which it is not known.
PAGE_SIZE = 20

_KM_PER_MILE = 1.609344
_RADII = ("1", "3", "6", "12", "25", "50")
_RADII_TOLD = [SelectChoice(each, "1 mile" if each == "1" else f"{each} miles") for each in _RADII]
_SEXES = (("", "Not said"), ("female", "Female"), ("male", "Male"))
_SCHEMA = SchemeQuery()
#: The fields of the form by the parameters of the API that they are.
FIELDS = ("type", "support", "level", "authority", "near", "child_age", "child_sex", "q")


class FindForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """What a scheme must be; every field narrows, and none is needed."""

    type = SelectField("Type of accommodation", widget=GovSelect())
    support = SelectField("Support", widget=GovSelect())
    level = SelectField("At this level or higher", widget=GovSelect())
    near = StringField("Near this postcode", widget=GovTextInput())
    radius = SelectField("Within", widget=GovSelect(), choices=_RADII_TOLD)
    authority = SelectField("Council", widget=GovSelect())
    child_age = StringField(
        "Age of a child who comes along", widget=GovTextInput(), description="In whole years"
    )
    child_sex = RadioField(
        "Sex of that child",
        widget=GovRadioInput(),
        choices=[
            SelectChoice("", "Not said"),
            SelectChoice("female", "Female"),
            SelectChoice("male", "Male"),
        ],
    )
    accessible = BooleanField("Step-free only", widget=GovCheckboxInput())
    q = StringField("Words in the name of the scheme or its provider", widget=GovTextInput())

    def __init__(self, given: "MultiDict[str, str]") -> None:
        super().__init__(given or None, data={"radius": "6", "child_sex": ""})
        catalogue = equipment().catalogue
        self.type.choices = _any(
            (each.slug, each.name) for each in sorted(catalogue.accommodation_types.values(), key=_by_name)
        )
        self.support.choices = _any(
            (each.slug, each.name) for each in sorted(catalogue.support_types.values(), key=_by_name)
        )
        ranked = (each for each in catalogue.support_levels.values() if each.rank)
        self.level.choices = _any((each.slug, each.name) for each in ranked)
        councils = equipment().authorities.in_force(datetime.now(UTC).astimezone(LONDON).date())
        self.authority.choices = _any((each.gss, each.name) for each in sorted(councils, key=_by_name))

    def query(self, page: str) -> dict[str, Any] | None:
        """What is asked, as the API reads it; None when a field cannot be used, which then says why."""
        asked = {name: (self[name].data or "").strip() for name in FIELDS}
        asked = {name: value for name, value in asked.items() if value}
        asked |= {"page": page, "page_size": str(PAGE_SIZE)}
        if self.accessible.data:
            asked["accessible"] = "true"
        if self.radius.data in _RADII:
            asked["radius_km"] = str(float(self.radius.data) * _KM_PER_MILE)
        try:
            query: dict[str, Any] = _SCHEMA.load(asked)
        except ma.ValidationError as fault:
            for name, messages in fault.messages_dict.items():
                self.say(name, messages[0])
            return None
        return query

    def say(self, name: str, message: str) -> None:
        """Have a field say what is wrong with it; the first, when it is none of the form's."""
        field = self[name] if name in FIELDS else self["type"]
        field.errors = [_SAID.get(name, message)]


#: What is wrong, where the API's own words are for programs.
_SAID = {
    "child_age": "Enter an age in whole years, from 0 to 25",
    "near": "Enter a postcode that is in use, such as CM1 1AA",
    "level": "Choose a kind of support, too, for this level to be of",
    "child_sex": "Enter the age of the child, too",
}


def _any(choices: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice("", "Any"), *(SelectChoice(value, label) for value, label in choices)]


def _by_name(entry: Any) -> str:
    name: str = entry.name
    return name.casefold()
