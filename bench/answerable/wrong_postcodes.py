"""A postcode with a slip in it, beside an address that is otherwise whole."""

from bench.answerable.asked import asked_about, kind, without
from bench.kinds import Asked, Context
from bench.writing import draft_of


def _other_figure(context: Context, code: str, places: tuple[int, ...]) -> str:
    place = len(code) + context.rng.choice(places)
    alphabet = "0123456789" if code[place].isdigit() else "ABDEFGHJLNPQRSTUWXYZ"
    return code[:place] + context.rng.choice(alphabet.replace(code[place], "")) + code[place + 1 :]


def _with_postcode(context: Context, exists: bool, places: tuple[int, ...]) -> Asked | None:
    held = context.pick()
    rest = without(held, "postcode")
    about = context.settled(rest)
    if held not in about:
        return None
    wrong = _other_figure(context, held.parts.postcode, places)
    if context.register.exists(wrong) != exists or context.directory.by_postcode.get(wrong):
        return None
    draft = draft_of(rest)
    draft.postcode = wrong
    return context.write(draft, about)


@kind("a")
def postcode_that_does_not_exist(context: Context) -> Asked | None:
    return _with_postcode(context, False, (-1, -2, -3))


@kind("b", weight=0.7)
def postcode_of_the_same_sector(context: Context) -> Asked | None:
    """A real postcode one letter away, with everything else in full."""
    return _with_postcode(context, True, (-1, -2))


@kind("b")
def postcode_scanned(context: Context) -> Asked | None:
    held = context.pick()
    code = held.parts.postcode
    swaps = [
        (place, wrong)
        for place, mark in enumerate(code)
        for right, wrong in (("0", "O"), ("1", "I"), ("1", "l"), ("5", "S"), ("O", "0"), ("S", "5"))
        if mark == right
    ]
    if not swaps:
        return None
    place, wrong = context.rng.choice(swaps)
    written = code[:place] + wrong + code[place + 1 :]
    return asked_about(context, held, lambda draft: setattr(draft, "postcode", written))
