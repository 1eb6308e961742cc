"""The order of columns in a record, table by table. A record is a row as a plain tuple.

Values are the same for both databases: ids as 32 hexadecimal digits, dates as ISO text.
"""

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table

from directory.db import Model
from directory.model import Contact, Contract, Premises, Provider, ProviderName, Scheme, SupportOffered

Record = tuple[Any, ...]


@dataclass(frozen=True)
class Shape:
    """A table and the order of its columns in a record.

    The first `keys` columns say which row it is. Where that is one, it is the id, and the row's reference
    in the files comes second.
    """

    model: type[Model]
    columns: tuple[str, ...]
    keys: int = 1

    @property
    def table(self) -> Table:
        """The table."""
        return cast(Table, self.model.__table__)

    def place(self, column: str) -> int:
        """Where `column` stands in a record."""
        return self.columns.index(column)


def _shape(model: type[Model], columns: str, keys: int = 1) -> Shape:
    return Shape(model, tuple(columns.split()), keys)


PROVIDERS = _shape(
    Provider,
    "id reference name kind register registration_no successor_id phone email website valid_from valid_to",
)
NAMES = _shape(ProviderName, "provider_id kind name", keys=3)
SCHEMES = _shape(
    Scheme,
    "id reference provider_id name accommodation_type holds_location authority_gss placing_authorities "
    "age_from age_to sons_under daughters_under accessible referral hours capacity valid_from valid_to "
    "confirmed_on",
)
PREMISES = _shape(
    Premises,
    "id reference scheme_id holds_location sub_building building_name number street locality town postcode "
    "uprn covers latitude longitude cell street_key building_key number_from valid_from valid_to",
)
SUPPORT = _shape(
    SupportOffered,
    "scheme_id support_type offered level hours_per_week hours who_for evidence_date",
    keys=2,
)
CONTACTS = _shape(
    Contact,
    "id reference provider_id scheme_id authority_gss role holder email phone hours out_of_hours "
    "covered_by_id vacant failing_since valid_from valid_to confirmed_on",
)
CONTRACTS = _shape(Contract, "id reference provider_id commissioner_gss title valid_from valid_to")
