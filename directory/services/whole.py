"""What is of no part of the directory, and so for those who look after the whole of it only."""

from directory.errors import Forbidden
from directory.rules.permissions import Reader


def refuse_part(by: Reader, what: str) -> None:
    """Nothing, for somebody who looks after the whole directory.

    Raises:
        Forbidden: `by` looks after a part of it, and `what` tells of all of it.
    """
    if by.scope is not None:
        raise Forbidden(f"{what} for those who look after the whole directory; yours is {by.scope}.")
