"""What a reader is shown of each thing: the one place where rows become answers.

Every list, look-up and page takes its parts from here, so that whatever must not be shown is left out once.
"""

from directory.services.shown.authorities import AuthoritiesShown, authorities_shown, authority_shown
from directory.services.shown.contacts import (
    SIDES,
    Turns,
    contacts_of,
    post_shown,
    turns_of_authority,
    turns_of_provider,
    turns_of_schemes,
)
from directory.services.shown.places import premises_shown
from directory.services.shown.posts import Posts, posts_of
from directory.services.shown.providers import provider_shown, read_providers
from directory.services.shown.schemes import (
    SchemeShown,
    counted_from,
    read_schemes,
    scheme_in_list,
)

__all__ = [
    "AuthoritiesShown",
    "Posts",
    "SIDES",
    "Turns",
    "SchemeShown",
    "authorities_shown",
    "authority_shown",
    "contacts_of",
    "counted_from",
    "post_shown",
    "posts_of",
    "premises_shown",
    "provider_shown",
    "read_providers",
    "read_schemes",
    "scheme_in_list",
    "turns_of_authority",
    "turns_of_provider",
    "turns_of_schemes",
]
