"""The labels of the questions, checked a second time and in another way than they were made."""

import random
import re
import unicodedata
from pathlib import Path

import pytest

from bench.held import Directory, Held, Parts
from bench.kinds import Context, Question
from bench.negative.places import NOT_ADDRESSES
from bench.questions import ALL_KINDS, questions_about, read_questions, write_questions
from bench.writing import SHORT, in_words

LONG = {
    short.strip(".").lower(): word.lower()
    for word, shorts in SHORT.items()
    for short in shorts
    if len(short.strip(".")) > 1
}

#: Kinds whose text holds a held address on purpose, and says beside it that another is meant.
SAYS_OTHERWISE = {"beside", "next_door_naming_the_held_one", "another_flat_naming_a_held_one"}


def plain_words(text: str) -> list[str]:
    """The words of a text, short forms written out, as far as that can be told."""
    text = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    return [LONG.get(word.strip("."), word.strip(".")) for word in re.findall(r"[\w'.&-]+", text)]


def says(words: list[str], phrase: str) -> bool:
    """Whether the words of the phrase stand in the text, one after another."""
    wanted = plain_words(phrase)
    return any(words[place : place + len(wanted)] == wanted for place in range(len(words)))


def names(question: Question, held: Held) -> bool:
    """Whether the question's text, read word for word, is the address of the premises."""
    parts = held.parts
    words = plain_words(f"{question.text} {question.postcode}")
    asked_code = re.search(
        r"\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b", f"{question.text} {question.postcode}".lower()
    )
    if asked_code:
        if asked_code.group() != parts.postcode.lower():
            return False
    elif parts.town and not says(words, parts.town):
        return False
    if not says(words, f"{parts.number} {parts.street}".strip()):
        return False
    if parts.name and not parts.number and not says(words, parts.name):
        return False
    return not parts.unit or says(words, parts.unit)


def of(questions: list[Question], label: str) -> list[Question]:
    return [question for question in questions if question.label == label]


def test_no_negative_question_gives_an_address_that_is_held(
    questions: list[Question], directory: Directory
) -> None:
    faults = []
    for question in of(questions, "negative"):
        if question.kind in SAYS_OTHERWISE:
            continue
        words = plain_words(question.text)
        for street, row in directory.by_street.items():
            if says(words, street):
                faults += [(question.text, held.id) for held in row if names(question, held)]
    locality_differs = [
        fault for fault in faults if fault[0] not in {q.text for q in questions if "village" in q.kind}
    ]
    assert locality_differs == []


def test_a_negative_question_has_no_premises(questions: list[Question]) -> None:
    assert all(not question.premises and not question.schemes for question in of(questions, "negative"))


def test_an_answerable_question_has_one_scheme(questions: list[Question], directory: Directory) -> None:
    schemes = {held.id: held.scheme for held in directory.premises}
    for question in of(questions, "answerable"):
        assert question.premises
        assert {schemes[premises] for premises in question.premises} == set(question.schemes)
        assert len(question.schemes) == 1


def test_an_answerable_question_names_its_house_number(
    questions: list[Question], directory: Directory
) -> None:
    by_id = {held.id: held for held in directory.premises}
    left_out = {"number_left_out_of_a_named_building", "building_and_postcode", "scanned_number"}
    for question in of(questions, "answerable"):
        if question.kind in left_out | {"number_within_range"}:
            continue
        for figures in re.findall(r"\d+", by_id[question.premises[0]].parts.number):
            in_text = re.findall(r"\d+", question.text)
            assert figures in in_text or in_words(int(figures)).lower() in question.text.lower(), question


def test_an_answerable_question_names_its_unit(questions: list[Question], directory: Directory) -> None:
    by_id = {held.id: held for held in directory.premises}
    for question in of(questions, "answerable"):
        identity = by_id[question.premises[0]].parts.unit_id
        if len(question.premises) == 1 and identity.isdigit() and question.kind != "unit_in_words":
            assert re.search(rf"(?<!\d){identity}(?!\d)", question.text), question


def test_an_ambiguous_question_fits_several_schemes_or_says_too_little(questions: list[Question]) -> None:
    says_too_little = {
        "number_left_out_where_one_house_is_held",
        "number_left_out_beside_other_figures",
        "postcode_alone",
        "street_twice_in_one_town",
        "number_where_two_streets_share_a_postcode",
        "street_in_several_towns",
    }
    for question in of(questions, "ambiguous"):
        assert len(question.schemes) > 1 or question.kind in says_too_little, question


def test_every_kind_can_be_asked_of_a_directory_of_this_size(questions: list[Question]) -> None:
    assert {kind.name for kind in ALL_KINDS} - {question.kind for question in questions} == set()


def test_kinds_have_names_of_their_own() -> None:
    names_ = [kind.name for kind in ALL_KINDS]
    assert len(set(names_)) == len(names_)


@pytest.mark.parametrize("label", ["answerable", "ambiguous", "negative"])
def test_each_family_has_enough_of_every_label(label: str) -> None:
    count = {family: sum(k.family == family and k.label == label for k in ALL_KINDS) for family in "ab"}
    assert min(count.values()) > 5


def test_a_seed_gives_the_same_questions_again(directory: Directory) -> None:
    wanted = ("plain", "next_door", "as_recorded_in_leeds")
    again = [[*questions_about(directory, 5, 12, only=wanted)] for _ in range(2)]
    assert again[0] == again[1]


def test_another_seed_gives_other_questions(directory: Directory) -> None:
    one, other = ({q.text for q in questions_about(directory, seed, 12, only=("plain",))} for seed in (5, 6))
    assert len(one & other) < 3


def test_a_family_alone_gives_what_it_gives_beside_the_other(
    directory: Directory, questions: list[Question]
) -> None:
    alone = [*questions_about(directory, 5, 12, family="b", only=("next_town_without_postcode", "hurried"))]
    assert {question.text for question in alone} <= {question.text for question in questions}
    assert {question.family for question in alone} == {"b"}


def test_questions_come_back_from_a_file_as_they_were(questions: list[Question], tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    assert write_questions(path, questions) == len(questions)
    assert read_questions(path) == questions


def test_no_slip_makes_another_street_of_the_directory(
    questions: list[Question], directory: Directory
) -> None:
    by_id = {held.id: held for held in directory.premises}
    streets = {street.lower() for street in directory.by_street}
    kinds = {
        "letters_transposed",
        "letter_doubled",
        "letter_dropped",
        "neighbouring_key",
        "slip_without_postcode",
    }
    for question in questions:
        if question.kind in kinds:
            right = by_id[question.premises[0]].parts.street.lower()
            door = [piece.strip().lower() for piece in question.text.split(",")]
            written = {re.sub(r"^\d+[a-z]?(-\d+)? ", "", piece) for piece in door}
            towns = {town.lower() for town in directory.towns}
            assert not (written & (streets - {right}) - towns), question


def test_a_street_that_a_town_has_twice_leaves_doubt() -> None:
    def one(id_: str, number: str, locality: str, postcode: str) -> Held:
        parts = Parts(
            number=number, street="Church Lane", locality=locality, town="Witham", postcode=postcode
        )
        return Held(id_, f"999{id_}", f"S{id_}", True, parts)

    directory = Directory(
        [one("1", "2", "Great Wend", "CM8 1AA"), one("2", "4", "Little Wend", "CM8 3BB")], {}
    )
    context = Context(directory, random.Random(1))
    assert not context.settled(Parts(number="2", street="Church Lane", town="Witham"))
    assert context.settled(Parts(number="2", street="Church Lane", postcode="CM8 1AA"))


def test_texts_that_are_no_address_differ() -> None:
    assert len(set(NOT_ADDRESSES)) == len(NOT_ADDRESSES)
