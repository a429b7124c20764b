"""One segmenter for both scripts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yizhan.ip.text import bigrams, normalise, segment, words


def test_chinese_becomes_overlapping_bigrams_in_order() -> None:
    assert segment("石墨烯电池").split() == ["石墨", "墨烯", "烯电", "电池"]
    assert segment("锂电池用LiFePO4正极").split() == ["锂电", "电池", "池用", "LiFePO4", "正极"]
    assert bigrams("烯") == ["烯"]


def test_full_width_and_accents_are_normalised() -> None:
    assert normalise("ＡＢＣ１２３") == "ABC123"
    assert normalise("Müller café") == "Muller cafe"
    assert "\x00" not in normalise("a\x00b")


def test_words_tell_where_they_stand() -> None:
    text = "锂电池 with LiFePO4"
    assert [(text[word.start : word.end], word.is_han) for word in words(text)] == [
        ("锂电池", True),
        ("with", False),
        ("LiFePO4", False),
    ]


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=30))
def test_a_phrase_s_bigrams_stand_side_by_side_wherever_the_phrase_does(run: str) -> None:
    inside = segment(f"前言，{run}。后记").split()
    wanted = bigrams(run)
    assert any(inside[place : place + len(wanted)] == wanted for place in range(len(inside)))


@given(st.text(max_size=200))
def test_no_text_breaks_the_segmenter(text: str) -> None:
    assert isinstance(segment(text), str)
    for word in words(normalise(text)):
        assert word.start < word.end
