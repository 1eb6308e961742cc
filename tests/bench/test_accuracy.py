"""How answers are judged, and when a promise counts as broken."""

import pytest

from bench.accuracy import judge, measure, print_result, show, upper_bound
from bench.asking import Answer, Ask, Match, answer_of
from bench.held import Directory
from bench.kinds import Question
from bench.peer import decide, ranked

ANSWERABLE = Question(
    "q1", "plain", "a", "answerable", "12 Mill Lane", "", ("M1",), ("999000000001",), ("S1",)
)
NEGATIVE = Question("q2", "next_door", "a", "negative", "14 Mill Lane", "")
AMBIGUOUS = Question("q3", "unit_left_out", "a", "ambiguous", "16 Mill Lane", "", ("M2", "M3"))

RIGHT = Match("", "999000000001", "", "12 Mill Lane", 1.0)
WRONG = Match("", "999000000002", "", "14 Mill Lane", 0.9)


def answers(**by_text: Answer) -> Ask:
    return lambda text, postcode: by_text.get(text.split(" ")[0], Answer("not_listed"))


def test_a_right_address_found_is_neither_unsafe_nor_missed() -> None:
    judged = judge(ANSWERABLE, Answer("found", (RIGHT,)))
    assert (judged.place, judged.unsafe, judged.missed) == (1, False, False)


def test_a_wrong_address_found_is_unsafe() -> None:
    assert judge(ANSWERABLE, Answer("found", (WRONG,))).unsafe


@pytest.mark.parametrize("question", [NEGATIVE, AMBIGUOUS])
def test_anything_found_where_nothing_should_be_is_unsafe(question: Question) -> None:
    assert judge(question, Answer("found", (RIGHT,))).unsafe
    assert not judge(question, Answer("choose", (RIGHT, WRONG))).unsafe


def test_a_match_may_be_known_by_the_key_of_its_file() -> None:
    assert judge(ANSWERABLE, Answer("choose", (WRONG, Match("M1", "", "", "", 0.5)))).place == 2


def test_nothing_is_broken_when_every_question_is_answered_as_meant() -> None:
    result = measure([ANSWERABLE, NEGATIVE, AMBIGUOUS], answers(**{"12": Answer("found", (RIGHT,))}))
    assert result.broken() == []


def test_one_unsafe_answer_breaks_a_promise() -> None:
    asked = answers(**{"12": Answer("found", (RIGHT,)), "14": Answer("found", (RIGHT,))})
    assert [fault[:1] for fault in measure([ANSWERABLE, NEGATIVE], asked).broken()] == ["1"]


def test_too_few_found_breaks_a_promise() -> None:
    result = measure([ANSWERABLE] * 10, answers(**{"12": Answer("choose", (RIGHT, WRONG))}))
    assert result.broken() == ["0.00% of answerable questions found; at least 85.0% should be."]


def test_none_bad_of_so_many_still_allows_about_three_of_them() -> None:
    assert upper_bound(0, 1000) == pytest.approx(3 / 1000, rel=0.01)
    assert 0.01 < upper_bound(10, 1000) < 0.02
    assert upper_bound(0, 0) == 1.0


def test_a_question_that_is_refused_counts_as_not_found() -> None:
    assert answer_of(422, {"detail": "no place"}).outcome == "refused"


def test_a_fault_of_the_service_stops_the_run() -> None:
    with pytest.raises(RuntimeError, match="answered 500"):
        answer_of(500, {})


def test_what_is_printed_holds_the_failures_in_full(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = measure([ANSWERABLE, NEGATIVE], answers(**{"14": Answer("found", (WRONG,))}))
    print_result(result)
    show([judged for judged in result.judged if judged.unsafe])
    printed = capsys.readouterr().out
    assert "next_door" in printed
    assert "'14 Mill Lane'" in printed


def test_likeness_alone_finds_addresses_that_are_not_held(
    directory: Directory, questions: list[Question]
) -> None:
    rank = ranked(directory)
    result = measure(questions[::4], lambda text, postcode: decide(rank(text, postcode), 90))
    assert result.label("negative").unsafe > 20
    assert result.broken()
