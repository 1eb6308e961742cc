"""Labels and reasons are made of known words: no name, place or age is in them."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import words as invented
from bench.towns import TOWN_OF_AREA, TOWN_OF_DISTRICT
from directory.config import PROJECT
from directory.errors import BadReference
from directory.rules.catalogue import load_catalogue
from directory.rules.people_words import GIVEN_NAMES, NAMES_AND_WORDS
from directory.rules.private_text import Kind
from directory.rules.wordings import MOST, Words, label_key, refuse_label, refuse_reason

SHIPPED = PROJECT / "data" / "reference"
CATALOGUE = load_catalogue(SHIPPED)
WORDS = Words.of(CATALOGUE.wordings.values())


def each(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


LABELS = each(
    """
    mother and child | Mother and child | MOTHER AND CHILD | father | Father | baby | Baby
    | maternal grandmother | Maternal Grandmother | paternal grandparents
    | mother, father and three children | mother's partner | Father's new partner
    | Father's New Address | mum & baby | dad | Child A | child B | Child HH | children A, B and C
    | Child 1 | Mother of Child CC | P1 | A | 1 | person 2 | the family | Family | unborn baby
    | Unborn child | twins | older sibling | 2 children | mother-in-law | step-father | half-brother
    | Stepfather and his daughter | Great Aunt | great-grandmother | foster carer | Care leaver
    | young person | the child's mother | Children's father | parents | both parents
    | mother's ex-partner | father (non-resident) | pregnant woman | tenant | Household 1 | landlord
    | Grandad | Nan | kinship carer | the kids | Person with parental responsibility
    | Previous address of the father | Both Households | MGM | PGF | MGGM | aunty | godmother
    | survivor | teen | Child 2 | father of child 2 | birth mother | victim | alleged perpetrator
    | Alleged Perpetrator | Mum’s partner | children 1, 2 and 3 | 1st child | second child
    | Child no. 2 | Child #2 | Child-2 | siblings | mother & 2 older siblings | AA | A and B
    | P1 and P2 | C2 | Parent 1/Parent 2 | the other parent | mother + baby
    | Father of Child A and Child B | adoptive parents | foster siblings | ex-husband | fiancée
    | victims | MGM and PGM | unaccompanied young person | survivor 1 | adult 3
    | mother's new household | expectant mother | child 10 | mother and a child | child a
    | mother’s mother | mum and her new partner | Foster Carer 2 | Mother's boyfriend | MGM and MGF
    | Mum's ex | eldest child | youngest child | Subject child | LAC child | mother (P1) | Parent A
    | Adult sibling | adult child | sister-in-law | Dad's girlfriend | step dad | step-mum | Nanna
    | Birth father | Birth parents | Special guardian | kinship carers | Guardian | Friend | Neighbour
    | next of kin | Non-resident parent | resident parent | Child of the family | male partner
    | female partner | both children | all children | family of three | lone parent | single mother
    | young mum | teenage mother | teenager | Vulnerable adult | Adult at risk | carers | perp
    | ex-partner | ex partner | Ex | estranged husband | unborn | bump | newborn baby | premature baby
    | twin A | triplets | Mum/Dad | mother & father | Mother and unborn child
    | maternal great-grandmother | paternal aunt | maternal uncle and aunt | cousin of the mother
    | Father's mother | grandparents (maternal) | Mother – victim | Father – alleged perpetrator
    | victim/survivor | Mother;father | family friend | connected person | prospective adopters
    | supported lodger | the couple | Child A's father | Child 1 and Child 2 | child one
    | sibling group | half sibling | older half-sister | dependent child | sons | my client
    | foster child | foster mum | DV victim | DA perpetrator | mother's husband
    | other household members | household member | young adult | UASC | care experienced young person
    | CLA | LAC | parent carer | informal carer | stepchildren | Bio dad | birth mum
    | gran and grandad | great aunt | mother’s household | mum plus baby | persons | Mother 1
    | new-born | primary carer | main carer | wife
    """
)

NO_LABELS = {
    "a place": """
        mother, kirkgate | mother in colchester refuge | mother in essex | mother, Leeds | colchester
        | Mother at Acorn House | mother of colchester | high street | mother 3 high street
        | mother/kirkgate | mother in a refuge | Mother, Basildon | mother E1 | mother N7 | Child S1 | B7
        | father, currently in prison | mother in hospital | aunt in Essex | person in london | nan's flat
    """,
    "a name": """
        child ruby | Ruby | ruby's mum | Ruby's mum | jack | mother and jack | mother grace | mother (pat)
        | 李娜 | Мать Анна | Smith household | the smith family | smiths | khan | mother khan | mother_ruby
        | mother's friend dave | child-ruby | child.ruby | ruby+mum | Siobhán | Zoë and child
        | O'Quavermint family | mother of TESTA | QUAVERMINT, Testa | Jean-Luc's mother | jahn smyth
        | quavermint | Child JS | will | Baby Quavermint | mother (Testa Quavermint) | Ms T. Quavermint
        | Mrs Jane Smith | mrs smith | Dr Testa
    """,
    "an age": """
        child (4) | child 14 | child, 4 | girl 7 | boy 5 | 16 year old | Sibling aged 16 | baby, 6 months
        | baby 6 months | child 4 years | child 04 | mother 12 | 4 boy | 7 girl | teen 15 | daughter 3
        | 12 | 99 | pregnant 16 | 3 under-fives | unborn baby due in march | child 11 | child age 4
        | 17-year-old
    """,
    "a number": """
        child 4 5 6 | Child 1 2 3 | 01632 960123 | mum12 | child2024 | child a b c | 943 476 5919
        | J.S. | M K | child a.j. | Child A.J. | child 1990
        | child ٤ ٥ | mother CM1 1AA | mother flat 3 | children 1, 2, 11
    """,
    "not what it seems": """
        m\u043ether | moth\u200ber | mother\u202e | mother\u00ad | \u0441hild A | moth\u2060er
        | mother\x00
    """,
    "nothing of who": "something else | to be confirmed | and | the | , | unknown | other | 1st",
}

REASONS = each(
    """
        The building is closed because of snow | Urgent: same day, by secure call
        | The chair is in another county | Parent is in hospital
        | Safety: both parents cannot be in one building | Council's offices are flooded
        | A red weather warning for Monday 1 December | Because of COVID-19 the ward takes no visitors
        | Microsoft Teams, as the prison asks | Agreed on 1 December 2026
        | Closed from 01/12/2026 to 05/12/2026 | The Child Protection Chair asked for it
        | Train strike on 3 March | No room within 30 miles | Interpreter is only free by video
        | CHAIR IS ILL AND NOBODY ELSE CAN | The mother is due to give birth
        | The Safeguarding Partnership's protocol allows it | Father lives 200 miles away
        | Children Services have asked for it | Boiler broken, no heating
        | The police can't come in person | Norovirus outbreak at the school
        | Bail conditions do not let them meet | Family has no transport | roads closed by flooding
        | Meeting moved to 10am, no room free | The IRO is on leave
        | All professionals agreed to meet online | Short notice: meeting tomorrow at 9am
        | Parents don’t want to be in the same room
    """
)

NO_REASONS = each(
    """
        Ruby is ill | ruby has flu | Mother is at kirkgate | The interpreter, dave, is ill
        | Mum lives in colchester | 12 mill lane is closed | because of jack | Testa Quavermint is ill
        | no bus from witham | !!! | she lives at quillmere | Call 01632 960123 | mother is at Flat 3
        | The mother lives at 12 High Street | Nobody can get to CM1 1AA | Ask Jean-Luc Quavermint
        | Because Testa's mother asked | m\u043ether is ill | Essex offices are closed
    """
)


@pytest.mark.parametrize("text", LABELS)
def test_what_says_who_somebody_is_may_be_a_label(text: str) -> None:
    assert refuse_label(text, WORDS) is None


@pytest.mark.parametrize("text", [text for texts in NO_LABELS.values() for text in each(texts)])
def test_a_label_names_places_and_ages_nobody(text: str) -> None:
    told = refuse_label(text, WORDS)
    assert told is not None
    assert told.endswith(Kind.LABEL.value)


@pytest.mark.parametrize("text", REASONS)
def test_why_people_do_not_meet_in_one_room_may_be_a_reason(text: str) -> None:
    assert refuse_reason(text, WORDS) is None


@pytest.mark.parametrize("text", NO_REASONS)
def test_a_reason_names_and_places_nobody(text: str) -> None:
    told = refuse_reason(text, WORDS)
    assert told is not None
    assert told.endswith(Kind.REASON.value)


def test_which_word_is_not_known_is_said_and_the_word_is_not_repeated() -> None:
    assert refuse_label("mother, kirkgate", WORDS) == (
        f"Word 2 of this is not one of those that labels are made of. {Kind.LABEL.value}"
    )
    assert str(refuse_reason("The chair quavermint is ill", WORDS)).startswith("Word 3 of this is not one")
    assert str(refuse_label("child (4)", WORDS)).startswith("A number in a label says which of them it is")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mother", " mother "),
        ("mum’s partner", "Mum's partner"),
        ("child\u00a0A", "Child A"),
        ("ｍother", "mother"),
    ],
)
def test_labels_that_read_the_same_are_the_same(one: str, other: str) -> None:
    assert label_key(one) == label_key(other)


def test_labels_that_read_otherwise_are_not_the_same() -> None:
    assert len({label_key(text) for text in ("child 1", "child 2", "child A", "children", "child")}) == 5


@given(
    st.from_regex(r"[A-Za-z]{3,15}", fullmatch=True),
    st.sampled_from(["child {}", "{}", "{}'s mother", "mother, {}"]),
)
def test_no_word_that_is_not_known_is_in_a_label(word: str, form: str) -> None:
    known = WORDS.in_a_label(word.casefold()) or (len(set(word)) == 1 and len(word) == 2)
    assert known or refuse_label(form.format(word), WORDS) is not None


@given(
    st.sampled_from(sorted(GIVEN_NAMES | NAMES_AND_WORDS)),
    st.sampled_from(["child {}", "{}", "{}'s mother", "{} and mother"]),
)
def test_no_given_name_is_in_a_label(name: str, form: str) -> None:
    assert refuse_label(form.format(name), WORDS) is not None
    assert refuse_label(form.format(name.title()), WORDS) is not None


@given(
    st.integers(MOST + 1, 10**6),
    st.sampled_from(["child {}", "child ({})", "{} child", "child, {}", "{}", "{} children"]),
)
def test_no_number_above_the_most_is_in_a_label(number: int, form: str) -> None:
    assert refuse_label(form.format(number), WORDS) is not None


@given(st.text(max_size=80) | st.text(string.ascii_letters + string.digits + " ,'()-&", max_size=80))
def test_a_label_that_is_taken_has_known_words_alone(text: str) -> None:
    if refuse_label(text, WORDS) is None:
        assert all(
            each.isascii() or each in "’‘é" or each.isspace() or not each.isalpha()
            for each in label_key(text)
        )


@pytest.mark.parametrize("wording", CATALOGUE.wordings.values(), ids=lambda each: each.slug)
def test_no_word_that_comes_with_the_service_is_a_name_or_a_place(wording: object) -> None:
    words = set(wording.words)  # type: ignore[attr-defined]
    towns = {name.casefold() for name in (*TOWN_OF_AREA.values(), *TOWN_OF_DISTRICT.values())}
    names = {name.casefold() for name in (*invented.FORENAMES, *invented.SURNAMES)}
    assert words & (towns | names | GIVEN_NAMES) == set()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{use: who, words: [ruby]}", "'ruby' is a name"),
        ("{use: reason, words: [sarah]}", "'sarah' is a name"),
        ("{use: beside, words: [essex]}", "'essex' is a place"),
        ("{use: who, words: [Bampot]}", "'Bampot' is not one word"),
        ("{use: who, words: [two words]}", "'two words' is not one word"),
        ("{use: whoever, words: [bairn]}", "must be one of"),
    ],
)
def test_a_council_adds_words_but_no_name_and_no_place(tmp_path: Path, row: str, why: str) -> None:
    (tmp_path / "wordings.yaml").write_text(f"rows:\n  ours: {row}\n", encoding="utf-8")
    with pytest.raises(BadReference, match=why):
        load_catalogue(SHIPPED, tmp_path)


def test_a_word_that_a_council_adds_may_stand_in_a_label(tmp_path: Path) -> None:
    assert refuse_label("bairn 2", WORDS) is not None
    (tmp_path / "wordings.yaml").write_text(
        "rows:\n  ours: {use: numbered, words: [bairn]}\n", encoding="utf-8"
    )
    words = Words.of(load_catalogue(SHIPPED, tmp_path).wordings.values())
    assert refuse_label("bairn 2", words) is None
