"""Revisions: what tells one state of a record from another, as far as editors can change it.

An answer's tag is `<revision>.<hash of the body>`. The body also holds what moves by itself (who can be
reached now); whether two people are editing the same state is told by the revision alone.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b


def revision_of(fields: Mapping[str, object]) -> str:
    """The revision of a record whose fields have these values, as 24 hexadecimal digits."""
    told = json.dumps(fields, default=str, sort_keys=True, ensure_ascii=False)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def revisions_in(tags: Iterable[str]) -> frozenset[str]:
    """The revisions that some tags of answers begin with."""
    return frozenset(tag.partition(".")[0] for tag in tags)
