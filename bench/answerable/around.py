"""What stands around an address: people, notes, landmarks, names of schemes and providers."""

from bench import writing
from bench.answerable.asked import asked_about, kind
from bench.kinds import Asked, Context
from bench.writing import Draft


@kind("a")
def person_before(context: Context) -> Asked | None:
    return asked_about(context, context.pick(), lambda draft: draft.front.append(writing.person(context.rng)))


@kind("b")
def pasted_block(context: Context) -> Asked | None:
    """Name, address over several lines, telephone."""
    rng = context.rng

    def edit(draft: Draft) -> None:
        draft.separator = "\n"
        draft.apart = False
        draft.front.append(writing.person(rng))
        draft.back.append(rng.choice(("Tel: ", "Mob ", "", "t. ")) + f"07700 900{rng.randrange(1000):03d}")

    return asked_about(context, context.pick(), edit)


@kind("b")
def landmark_added(context: Context) -> Asked | None:
    place = context.rng.choice(
        (
            "opp the station",
            "opposite the church",
            "nr the library",
            "behind the shops",
            "by the park",
            "above the bakery",
        )
    )
    held = context.pick()
    return asked_about(
        context,
        held,
        lambda draft: setattr(
            draft,
            "street",
            f"{draft.street} ({place})" if context.rng.random() < 0.6 else f"{draft.street} {place}",
        ),
    )


@kind("a")
def note_after(context: Context) -> Asked | None:
    note = context.rng.choice(
        (
            "(ring bell twice)",
            "(temporary)",
            "- keys with office",
            "(mum and baby)",
            "(placed by the council)",
            "[TA]",
            "(new address)",
        )
    )
    return asked_about(context, context.pick(), lambda draft: draft.back.append(note))


@kind("b")
def note_with_numbers(context: Context) -> Asked | None:
    note = context.rng.choice(
        ("(buzzer 7)", "(since 3 May)", "(2 children)", "- 6 wks", "(key safe code 4471)", "moved in 12/9/26")
    )
    return asked_about(context, context.pick(), lambda draft: draft.back.append(note))


@kind("a")
def in_a_sentence(context: Context) -> Asked | None:
    head = context.rng.choice(
        ("Address:", "Currently living at", "Family placed at", "Now staying at", "addr -", "Home address is")
    )
    tail = context.rng.choice(("", "", " since last week", " at the moment", "."))
    made = asked_about(context, context.pick(), lambda draft: setattr(draft, "apart", False))
    return Asked(f"{head} {made.text}{tail}", "", made.about) if made else None


@kind("a")
def scheme_name_added(context: Context) -> Asked | None:
    held = context.pick()
    name, _ = context.directory.schemes[held.scheme]
    if "," in name or (held.parts.name and held.parts.name in name):
        return None
    return asked_about(context, held, lambda draft: draft.front.append(name))


@kind("b")
def provider_name_added(context: Context) -> Asked | None:
    held = context.pick()
    _, provider = context.directory.schemes[held.scheme]
    return asked_about(
        context,
        held,
        lambda draft: (draft.front if context.rng.random() < 0.6 else draft.back).append(provider),
    )
