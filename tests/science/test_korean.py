"""Hangul arithmetic, keyboards, particles and search terms."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.science.korean import (
    bigrams,
    from_english_keys,
    initials,
    is_initials,
    jamo,
    jamo_trigrams,
    looks_like_english_keys,
    normalise,
    to_english_keys,
    with_josa,
    without_spaces,
)
from gijun.science.korean.hangul import letters_of, syllable_of

SYLLABLES = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")))


class TestText:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("  환불\t기준\n", "환불 기준"),
            (unicodedata.normalize("NFD", "환불 기준"), "환불 기준"),
            ("환\u200b불", "환불"),
            ("환불\u3000기준\u00a0", "환불 기준"),
            ("\ufeffVIP\u3164고객", "vip 고객"),
            ("Straße", "strasse"),
            ("\u1112\u1107", "ㅎㅂ"),  # initials as a decomposing keyboard sends them
            ("", ""),
        ],
    )
    def test_what_looks_alike_compares_alike(self, text, expected):
        assert normalise(text) == expected

    @settings(deadline=None)
    @given(st.text())
    def test_normalising_twice_changes_nothing(self, text):
        assert normalise(normalise(text)) == normalise(text)

    @settings(deadline=None)
    @given(st.text())
    def test_decomposed_text_normalises_to_the_same(self, text):
        composed = unicodedata.normalize("NFC", text)
        assert normalise(unicodedata.normalize("NFD", text)) == normalise(composed)

    def test_spaces_go(self):
        assert without_spaces(" 환불 \n기준 ") == "환불기준"


class TestLetters:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("환불", "ㅎㅘㄴㅂㅜㄹ"),
            ("값 3개", "ㄱㅏㅄ 3ㄱㅐ"),
            ("가힣", "ㄱㅏㅎㅣㅎ"),
            ("ㅋㅋ ok", "ㅋㅋ ok"),
            ("", ""),
        ],
    )
    def test_syllables_are_written_out(self, text, expected):
        assert jamo(text) == expected

    @settings(deadline=None)
    @given(SYLLABLES)
    def test_letters_are_those_that_unicode_decomposes_to(self, text):
        names = {unicodedata.name(letter).split()[-1] for letter in unicodedata.normalize("NFD", text)}
        assert {unicodedata.name(letter).split()[-1] for letter in jamo(text)} == names

    @settings(deadline=None)
    @given(SYLLABLES)
    def test_letters_make_the_syllable_they_came_from(self, text):
        assert "".join(syllable_of(*letters_of(syllable)) for syllable in text) == text

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("환불기준", "ㅎㅂㄱㅈ"), ("환불 기준", "ㅎㅂ ㄱㅈ"), ("A/S 까지", "A/S ㄲㅈ"), ("", "")],
    )
    def test_syllables_are_cut_to_their_initials(self, text, expected):
        assert initials(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("ㅎㅂㄱㅈ", True), ("ㅎㅂ ㄱㅈ", True), ("ㄳ", True), ("ㅎ", True)]
        + [(text, False) for text in ("", "  ", "환불", "ㅎ불", "ㅠㅠ", "gq", "ㅎㅂ1")],
    )
    def test_initials_are_told_from_other_text(self, text, expected):
        assert is_initials(text) is expected


class TestKeyboard:
    @pytest.mark.parametrize(
        ("keys", "text"),
        [
            ("ghksqnf", "환불"),
            ("rlwns", "기준"),
            ("ekfrdl", "닭이"),
            ("ekfrl", "달기"),  # the second letter of a double final begins the next syllable
            ("rkqtdl", "값이"),
            ("rkqtl", "갑시"),
            ("dho", "왜"),
            ("dnp", "웨"),
            ("dml", "의"),
            ("Rkwl", "까지"),
            ("rkRk", "가까"),
            ("dlTek", "있다"),
            ("dkQk", "아빠"),  # ㅃ is no final
            ("Elek", "띠다"),
            ("zz", "ㅋㅋ"),
            ("hk", "ㅘ"),
            ("krk", "ㅏ가"),
            ("ghks 7dlf, ghksqnf!", "환 7일, 환불!"),
            ("GHKS", "환"),  # keys without a shifted letter write the plain one
        ],
    )
    def test_english_keys_write_korean(self, keys, text):
        assert from_english_keys(keys) == text

    @pytest.mark.parametrize(
        ("text", "keys"),
        [("ㅗ디ㅣㅐ", "hello"), ("환불", "ghksqnf"), ("됐어 ok?", "ehoTdj ok?"), ("ㄳ", "rt"), ("ㅢ", "ml")],
    )
    def test_korean_keys_write_english(self, text, keys):
        assert to_english_keys(text) == keys

    def test_decomposed_text_is_typed_the_same(self):
        assert to_english_keys(unicodedata.normalize("NFD", "환불")) == "ghksqnf"

    @settings(deadline=None)
    @given(SYLLABLES)
    def test_every_syllable_comes_back_from_its_keys(self, text):
        assert from_english_keys(to_english_keys(text)) == text

    @settings(deadline=None)
    @given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzQWERTOP 1!")))
    def test_every_key_comes_back_from_what_it_wrote(self, keys):
        assert to_english_keys(from_english_keys(keys)) == keys

    @pytest.mark.parametrize("text", ["ghksqnf", "ghksqnf rlwns", "qothd 7dlf", "Ghksqnf", "wjdrlrufwp"])
    def test_korean_on_the_english_keyboard_is_noticed(self, text):
        assert looks_like_english_keys(text)

    @pytest.mark.parametrize(
        "text",
        [
            "hello",
            "refund",
            "order",
            "today",
            "with",
            "do",
            "so do",
            "VIP",
            "환불",
            "ghksqnf order",
            "",
            "123",
            "😀",
        ],
    )
    def test_english_and_korean_are_left_alone(self, text):
        assert not looks_like_english_keys(text)


class TestParticles:
    @pytest.mark.parametrize(
        ("word", "forms"),
        [
            ("환불", "을 이 은 과 로"),
            ("기준", "을 이 은 과 으로"),
            ("교환 접수", "를 가 는 와 로"),
            ("서울", "을 이 은 과 로"),
            ("값", "을 이 은 과 으로"),
            # Digits as they are read: 영 일 이 삼 사 오 육 칠 팔 구, 십 백 천 만 억, 조.
            ("0", "을 이 은 과 으로"),
            ("1", "을 이 은 과 로"),
            ("2", "를 가 는 와 로"),
            ("3", "을 이 은 과 으로"),
            ("6", "을 이 은 과 으로"),
            ("7", "을 이 은 과 로"),
            ("9", "를 가 는 와 로"),
            ("1,200", "을 이 은 과 으로"),
            ("100000000", "을 이 은 과 으로"),
            ("3,000,000,000,000", "를 가 는 와 로"),
            ("2.5", "를 가 는 와 로"),
            ("30%", "를 가 는 와 로"),
            ("5km", "를 가 는 와 로"),
            ("3 kg", "을 이 은 과 으로"),
            # Capitals by name: 에이 … 엘, 엠, 엔, 알.
            ("SLA", "를 가 는 와 로"),
            ("URL", "을 이 은 과 로"),
            ("PIN", "을 이 은 과 으로"),
            ("VR", "을 이 은 과 로"),
            ("FAQ", "를 가 는 와 로"),
            # 이메일 · 앱 · 슬랙 · 젠데스크 · 페이지 · 로그인 · 타임 · 북 · 시트
            ("email", "을 이 은 과 로"),
            ("app", "을 이 은 과 으로"),
            ("Slack", "을 이 은 과 으로"),
            ("Zendesk", "를 가 는 와 로"),
            ("page", "를 가 는 와 로"),
            ("login", "을 이 은 과 으로"),
            ("time", "을 이 은 과 으로"),
            ("book", "을 이 은 과 으로"),
            ("sheet", "를 가 는 와 로"),
            # What is not spoken does not count.
            ("환불(반품)", "을 이 은 과 로"),
            ("교환 (exchange)", "을 이 은 과 으로"),
            ("‘환불’", "을 이 은 과 로"),
            ("(환불)", "을 이 은 과 로"),
            ("ㄹ", "을 이 은 과 로"),
            ("ㅎ", "을 이 은 과 으로"),
            ("ㅏ", "를 가 는 와 로"),
            (unicodedata.normalize("NFD", "기준"), "을 이 은 과 으로"),
            ("😀", "을(를) 이(가) 은(는) 과(와) (으)로"),
            ("", "을(를) 이(가) 은(는) 과(와) (으)로"),
        ],
    )
    def test_the_particle_fits_the_last_sound(self, word, forms):
        pairs = ("을/를", "이/가", "은/는", "과/와", "으로/로")
        assert [with_josa(word, pair) for pair in pairs] == [word + form for form in forms.split()]

    @pytest.mark.parametrize(("word", "expected"), [("서울", "서울로서"), ("팀장", "팀장으로서")])
    def test_longer_forms_follow_the_same_rule(self, word, expected):
        assert with_josa(word, "으로서/로서") == expected

    @pytest.mark.parametrize("pair", ["", "을", "/를", "을/"])
    def test_a_pair_has_two_forms(self, pair):
        with pytest.raises(ValueError, match="pair of particles"):
            with_josa("환불", pair)

    @settings(deadline=None)
    @given(st.text())
    def test_any_word_gets_a_particle(self, word):
        assert with_josa(word, "은/는").removeprefix(word) in {"은", "는", "은(는)"}


class TestTerms:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("정기결제", ["정기", "기결", "결제"]),
            ("환불", ["환불"]),
            ("앱 설치", ["앱", "설치"]),
            ("A/S 2건 접수", ["a", "s", "2", "건", "접수"]),
            ("환불! 환불?", ["환불", "환불"]),
            ("ㅋㅋㅋ", ["ㅋㅋㅋ"]),
            (unicodedata.normalize("NFD", "환불"), ["환불"]),
            ("😀 …", []),
        ],
    )
    def test_pairs_of_syllables_and_words(self, text, expected):
        assert bigrams(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("환불", ["ㅎㅘㄴ", "ㅘㄴㅂ", "ㄴㅂㅜ", "ㅂㅜㄹ"]),
            ("앱 a", ["ㅇㅐㅂ", "a"]),
            ("배", ["ㅂㅐ"]),
            ("", []),
        ],
    )
    def test_threes_of_letters(self, text, expected):
        assert jamo_trigrams(text) == expected

    @settings(deadline=None)
    @given(st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=2))
    def test_every_two_neighbouring_syllables_are_a_term(self, text):
        assert bigrams(text) == [text[at : at + 2] for at in range(len(text) - 1)]
