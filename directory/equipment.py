"""What every use case has at hand besides the database: settings, catalogue, councils, postcodes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from flask import Flask, current_app
from geopy.geocoders.base import Geocoder

from directory.config import PROJECT, Settings, audit_key
from directory.errors import BadReference, Unavailable
from directory.postcodes import PostcodeIndex, second_source
from directory.rules.assurance import Terms
from directory.rules.authorities import Authorities, read_authorities
from directory.rules.catalogue import Catalogue, load_catalogue
from directory.rules.invites import Protocol
from directory.rules.wordings import Words

_NAME = "directory"


REFERENCE: Final = PROJECT / "data" / "reference"
"""The reference files that come with the service."""


@dataclass
class Equipment:
    """Read once for a process, before it forks, and shared by all its threads; nothing in it changes."""

    settings: Settings

    @cached_property
    def catalogue(self) -> Catalogue:
        """The reference catalogue, with the council's own folder laid over it.

        Raises:
            BadReference: a row cannot be used; the message has its file and line.
        """
        return load_catalogue(REFERENCE, self.settings.reference_dir)

    @cached_property
    def authorities(self) -> Authorities:
        """The councils.

        Raises:
            BadReference: a row cannot be used; the message has its file and line.
        """
        local = self.settings.reference_dir
        folders = [REFERENCE, local] if local else [REFERENCE]
        return read_authorities(
            *folders,
            known_sources=self.catalogue.sources,
            known_terms=self.catalogue.contract_terms,
        )

    def read_references(self) -> None:
        """Read catalogue, councils and words now, and learn of a fault in them before the first request does.

        Raises:
            BadReference: as above.
        """
        _ = self.catalogue, self.authorities, self.words

    @cached_property
    def words(self) -> Words:
        """The words that labels and reasons of a meeting plan may be made of.

        Raises:
            BadReference: one of them is what a council's area is called.
        """
        for wording in self.catalogue.wordings.values():
            if place := self._areas.intersection(wording.words):
                message = (
                    f"wording '{wording.slug}': '{min(place)}' is a council's area, and no place belongs here"
                )
                raise BadReference(
                    (self.settings.reference_dir or REFERENCE) / "wordings.yaml", None, message
                )
        return Words.of(self.catalogue.wordings.values())

    @property
    def _areas(self) -> frozenset[str]:
        return frozenset(
            name.casefold()
            for _, council in self.authorities.items()
            for name in (council.area_name, *council.places)
        )

    @cached_property
    def role_rank(self) -> Mapping[str, int]:
        """Each role's place in the order of trying: that of the catalogue."""
        return {slug: place for place, slug in enumerate(self.catalogue.contact_roles)}

    @cached_property
    def role_fallbacks(self) -> Mapping[str, tuple[str, ...]]:
        """For each role, the roles to go to instead of it, in order."""
        return {
            slug: tuple(step.role for step in fallback.steps if step.role)
            for slug, fallback in self.catalogue.role_fallbacks.items()
        }

    @cached_property
    def protocol(self) -> Protocol:
        """The invite rules, laid out to be asked."""
        return Protocol(self.catalogue)

    @cached_property
    def terms(self) -> Terms:
        """The contract terms, made ready to hold contracts against."""
        return Terms(self.catalogue)

    @cached_property
    def second_source(self) -> Geocoder | None:
        """Where positions that the index lacks are asked for; None, unless GEOCODER names one.

        Raises:
            Invalid: GEOCODER names no geocoder of geopy's, or its options do not fit.
        """
        return second_source(self.settings.geocoder, self.settings.geocoder_config)

    @cached_property
    def audit_key(self) -> bytes:
        """What the audit log is sealed with."""
        return audit_key(self.settings)

    @cached_property
    def postcodes(self) -> PostcodeIndex:
        """The postcode index.

        Raises:
            Unavailable: it has not been built yet.
        """
        path = self.settings.postcode_index
        if not path.is_file():
            raise Unavailable(
                f"There is no postcode index at {path}; `flask --app wsgi directory prepare` builds it."
            )
        return PostcodeIndex(path)


def equip(app: Flask, settings: Settings) -> None:
    """Put the settings, and what is read by them, at hand in `app`. Nothing is read yet."""
    app.extensions[_NAME] = Equipment(settings)


def equipment_of(app: Flask) -> Equipment:
    """What `app` was equipped with."""
    found: Equipment = app.extensions[_NAME]
    return found


def equipment() -> Equipment:
    """What the running application was equipped with."""
    return equipment_of(current_app)
