"""What the organiser is reminded of, by meeting, kinds of place and circumstances."""

from __future__ import annotations

from collections.abc import Collection

from directory.rules.catalogue import ANY, Catalogue, ChecklistItem


def reminders_for(
    catalogue: Catalogue, meeting: str, kinds: Collection[str], circumstances: Collection[str]
) -> tuple[ChecklistItem, ...]:
    """The items of the checklist that bear on a meeting, in the order of the catalogue."""
    return tuple(
        item
        for item in catalogue.checklist_items.values()
        if item.meeting in (ANY, meeting)
        and (item.circumstance == ANY or item.circumstance in circumstances)
        and _bears_on(item, kinds, catalogue)
    )


def _bears_on(item: ChecklistItem, kinds: Collection[str], catalogue: Catalogue) -> bool:
    if item.accommodation == ANY and item.location_policy == ANY:
        return True
    prefix, _, group = item.accommodation.partition(":")
    named = {kind.slug for kind in catalogue.types_in(group)} if prefix == "group" else {item.accommodation}
    return any(
        (item.accommodation == ANY or kind in named)
        and item.location_policy in (ANY, catalogue.accommodation_types[kind].location_policy)
        for kind in kinds
    )
