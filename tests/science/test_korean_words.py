"""Words of a Korean text in dictionary form, and the forms that a word takes."""

import subprocess
import sys

import pytest

from gijun.science.korean import morphemes
from gijun.science.korean.inflection import beginnings, spelled


class TestMorphemes:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("돈을 돌려받고 싶어요", ["돈", "돌려받다"]),
            ("정기결제 해지하기", ["정기", "결제", "해지"]),
            ("계정이 잠겼대요", ["계정", "잠기다"]),
            ("", []),
            ("😀 …", []),
            ("\ud800", []),
        ],
    )
    def test_nouns_as_they_are_and_verbs_in_dictionary_form(self, text, expected):
        assert morphemes.of_text(text) == expected

    def test_a_search_never_waits_for_the_tokeniser(self):
        code = """
from gijun.science.korean import morphemes
from gijun.science.search import Document, Index
index = Index.build([Document(1, {"title": "환불 기준"})], {"title": 1.0})
assert [hit.id for hit in index.search("환불")] == [1]
assert morphemes.of_loaded("환불 기준") == [] and not morphemes.is_loaded()
loading = morphemes.load_in_background()
assert [hit.id for hit in index.search("환불")] == [1]
loading.join()
assert morphemes.is_loaded() and morphemes.load_in_background() is None
assert morphemes.of_loaded("환불 기준") == ["환불", "기준"]
assert [hit.id for hit in index.search("환불")] == [1]
"""
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestInflection:
    @pytest.mark.parametrize(
        ("verb", "forms"),
        [
            ("바꾸다", "바꾸고 바꿔요 바꾼 바꿨는데"),
            ("돌려받다", "돌려받고 돌려받은 돌려받았다"),
            ("깨지다", "깨지고 깨져서 깨졌어요"),
            ("잠그다", "잠그고 잠가요 잠갔다"),
            ("환불하다", "환불하고 환불해요 환불했는데 환불할"),
            ("안되다", "안되고 안돼요 안됐어요"),
            ("무겁다", "무겁고 무거워요 무거운"),
            ("물어보다", "물어보고 물어봐 물어봤는데"),
            ("모르다", "모르고 몰라요 몰랐는데"),
            ("깨닫다", "깨닫고 깨달아서"),
            ("만들다", "만들고 만드는 만든"),
        ],
    )
    def test_every_form_has_a_beginning_of_its_verb(self, verb, forms):
        assert [form for form in forms.split() if not spelled(form).startswith(beginnings(verb))] == []

    @pytest.mark.parametrize(
        ("verb", "form"),
        [("바꾸다", "바쁘다"), ("돌려받다", "돌려주다"), ("잠그다", "잡다"), ("만들다", "만나다")],
    )
    def test_other_verbs_have_not(self, verb, form):
        assert not spelled(form).startswith(beginnings(verb))

    @pytest.mark.parametrize("word", ["환불", "바다이야기", "다", "refund", "A/S", ""])
    def test_other_words_are_their_own_beginning(self, word):
        assert beginnings(word) == (spelled(word),)
