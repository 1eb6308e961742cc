"""What a reader is shown of each thing: the one place where rows become answers.

Every list, look-up and page takes its parts from here, so that whatever must not be shown is left out once.
"""

from directory.services.shown.authorities import authorities_shown, authority_shown
from directory.services.shown.contacts import Posts, post_shown, posts_of_authorities, posts_of_schemes
from directory.services.shown.places import premises_shown
from directory.services.shown.providers import provider_shown
from directory.services.shown.schemes import SchemeRows, read_schemes, scheme_shown, scheme_with_type

__all__ = [
    "Posts",
    "SchemeRows",
    "authorities_shown",
    "authority_shown",
    "post_shown",
    "posts_of_authorities",
    "posts_of_schemes",
    "premises_shown",
    "provider_shown",
    "read_schemes",
    "scheme_shown",
    "scheme_with_type",
]
