"""Whether a child of some age and sex is taken with their parent."""

from typing import Literal

Sex = Literal["male", "female"]

#: `depends`: on the sex, which was not said. `ask`: how old a child may be is not known.
Taken = Literal["yes", "no", "depends", "ask"]

#: No place has a limit above this, in years: a daughter or son of 26 is housed in their own right.
OLDEST_LIMIT = 26


def is_taken(age: int, sex: Sex | None, sons_under: int | None, daughters_under: int | None) -> Taken:
    """Whether a child of `age`, in whole years, is taken where sons and daughters below some ages are.

    A limit of 0 takes none; one that is None is not known. Where no sex is said, `yes` and `no` hold for
    either: what takes a daughter of 15 but no son of 15 must neither be offered nor be passed over.
    """
    limits = {"male": sons_under, "female": daughters_under}
    asked = [limits[sex]] if sex else list(limits.values())
    if None in asked:
        return "ask"
    answers = {age < limit for limit in asked if limit is not None}
    if len(answers) > 1:
        return "depends"
    return "yes" if answers.pop() else "no"
