"""Cells and files that spreadsheets exchange with us."""

import pytest

from gijun.science.spreadsheet import BOM, decoded, harmless


@pytest.mark.parametrize("cell", ["=1+1", "+82", "-3", "@cmd", "\t=1", "\r=1", "＝1"])
def test_text_like_a_formula_is_made_harmless(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "2팀", "a=b", "'=1"])
def test_other_text_stays_as_it_is(cell):
    assert harmless(cell) == cell


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("환불,뷁".encode(), ("환불,뷁", "utf-8")),
        ((BOM + "환불").encode(), ("환불", "utf-8")),
        ("환불,뷁".encode("cp949"), ("환불,뷁", "cp949")),
        (b"\xff\xff\xff", None),
        (b"", ("", "utf-8")),
    ],
)
def test_files_are_read_in_the_encodings_offices_use(raw, found):
    assert decoded(raw) == found
