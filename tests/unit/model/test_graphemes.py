import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.graphemes import snap

PIECES = st.sampled_from(
    [
        "a",
        "b ",
        "e\u0301",
        "👩‍🔬",
        "🇫🇷",
        "🇵",
        "한",
        "\u0915\u094d\u0937",
        "אב",
        "\u200d",
        "\u0301",
        "😬",
        "\u0600",
        "\t",
    ]
)


def test_a_combining_mark_stays_with_its_letter() -> None:
    text = "cafe\u0301s"
    assert snap(text, 4, 0, len(text), forward=False) == 3
    assert snap(text, 4, 0, len(text), forward=True) == 5
    assert snap(text, 5, 0, len(text), forward=False) == 5


@pytest.mark.parametrize("cluster", ["👩‍🔬", "🇫🇷", "👍🏽", "e\u0301\u0323"])
def test_no_place_inside_a_cluster_is_a_boundary(cluster: str) -> None:
    text = f"x{cluster}y"
    for inside in range(2, 1 + len(cluster)):
        assert snap(text, inside, 0, len(text), forward=False) == 1
        assert snap(text, inside, 0, len(text), forward=True) == 1 + len(cluster)


@given(st.lists(PIECES, max_size=12).map("".join), st.data())
def test_it_agrees_with_cutting_the_whole_text(text: str, data: st.DataObject) -> None:
    boundaries = [0, *(m.end() for m in regex.finditer(r"\X", text))]
    position = data.draw(st.integers(0, len(text)))
    assert snap(text, position, 0, len(text), forward=False) == max(b for b in boundaries if b <= position)
    assert snap(text, position, 0, len(text), forward=True) == min(b for b in boundaries if b >= position)
