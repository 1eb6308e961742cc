import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.postcodes.slips import Slip, readings, slips

codes = st.from_regex(r"(CM1|B33|W1A|SO14|EC1A)[0-9][A-Z]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("CM2OAA", "CM20AA"),
        ("CMIIAA", "CM11AA"),
        ("CM1LAA", "CM11AA"),
        ("5W1A1AA", "SW1A1AA"),
        ("8111AA", "B111AA"),
        ("2E10AA", "ZE10AA"),
        ("6G11AA", "GG11AA"),
        ("NPTOAD", "NPT0AD"),
    ],
)
def test_look_alikes_are_read_in_the_class_their_place_has(misread: str, meant: str) -> None:
    assert meant in readings(misread)


def test_a_right_reading_is_no_misreading() -> None:
    assert "CM11AA" not in readings("CM11AA")


@pytest.mark.parametrize(
    "text", ["", "LEEDS", "AAAAAAA", "CM1", "CM11AA99", "!!!!!!", "550112", "50101", "01245"]
)
def test_what_no_reading_makes_a_postcode_gives_none(text: str) -> None:
    assert readings(text) == set()


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("CM2OAA", "CM20AA", Slip.SCANNED),
        ("W151AA", "W1S1AA", Slip.SCANNED),
        ("IP11AA", "LP11AA", Slip.ALIKE),
        ("MC11AA", "CM11AA", Slip.SWAPPED),
        ("CM111AA", "CM11AA", Slip.MISCOUNTED),
        ("CM1AA", "CM11AA", Slip.MISCOUNTED),
        ("CM11A", "CM11AA", Slip.MISCOUNTED),
        ("XCM11AA", "CM11AA", Slip.MISCOUNTED),
        ("CM11AB", "CM11AA", Slip.REPLACED),
        ("CM12BB", "CM11AA", None),
    ],
)
def test_one_slip_is_named_and_two_are_too_many(wrong: str, right: str, slip: Slip | None) -> None:
    assert slips(wrong).get(right) == slip


@given(codes, st.data())
def test_whatever_one_slip_makes_of_a_postcode_leads_back_to_it(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
    wrong = data.draw(
        st.sampled_from(
            [
                code[:place] + other + code[place + 1 :],
                code[:place] + code[place + 1 :],
                code[:place] + other + code[place:],
                code[: max(place - 1, 0)] + code[place] + code[max(place - 1, 0) : place] + code[place + 1 :],
            ]
        )
    )
    assert wrong == code or code in slips(wrong)


@given(st.text("ABCIOLSZ0123456789", max_size=12))
def test_no_text_is_a_slip_of_itself(text: str) -> None:
    assert text not in slips(text)
