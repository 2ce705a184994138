from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article_view.heights import Heights

SOME = st.lists(st.integers(0, 500), min_size=1, max_size=70)


@given(SOME, st.data())
def test_it_agrees_with_plain_sums(values: list[int], data: st.DataObject) -> None:
    heights = Heights([float(v) for v in values])
    for _ in range(data.draw(st.integers(0, 5))):
        number = data.draw(st.integers(0, len(values) - 1))
        values[number] = data.draw(st.integers(0, 500))
        heights[number] = values[number]
    assert heights.total == sum(values)
    for number in range(len(values)):
        assert heights.above(number) == sum(values[:number])
        assert heights[number] == values[number]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=70), st.data())
def test_it_finds_who_stands_at_a_height(values: list[int], data: st.DataObject) -> None:
    heights = Heights([float(v) for v in values])
    number = data.draw(st.integers(0, len(values) - 1))
    inside = data.draw(st.integers(0, values[number] - 1))
    assert heights.at(sum(values[:number]) + inside) == number
    assert heights.at(-5) == 0
    assert heights.at(sum(values) + 1) == len(values) - 1
