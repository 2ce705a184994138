import pytest

from annotator.model.text_units import TextUnits
from annotator.model.widening import narrower, wider

TEXT = (
    "On Monday, the Prime Minister Mira Sand-Levy's aide said that the levy “will fail (soon)”, "
    "but Tolm Harbour denied it. “We fight on, always. No!” said Mr. Boe.\r\nNext."
)


def ladder(at: str) -> list[str]:
    units, now, found = TextUnits(TEXT), (TEXT.index(at) + 1,) * 2, []
    while (then := wider(units, *now)) != now:
        now = then
        found.append(TEXT[slice(*now)])
    return found


@pytest.mark.parametrize(
    ("at", "first"),
    [
        ("Mira", ["Mira", "Prime Minister Mira Sand-Levy"]),
        ("soon", ["soon", "(soon)", "will fail (soon)", "“will fail (soon)”"]),
        ("levy", ["levy", "the levy “will fail (soon)”", "that the levy “will fail (soon)”"]),
        ("Harbour", ["Harbour", "Tolm Harbour", "but Tolm Harbour denied it"]),
        ("always", ["always", "“We fight on, always.", "“We fight on, always. No!”"]),
    ],
)
def test_each_step_is_the_next_larger_unit(at: str, first: list[str]) -> None:
    found = ladder(at)
    assert found[: len(first)] == first
    assert found[-2:] == [TEXT[: TEXT.index("\r")], TEXT]


def test_less_is_the_largest_unit_inside() -> None:
    units = TextUnits(TEXT)
    at = TEXT.index("Mira")
    sentence = wider(units, at, TEXT.index("aide"))
    assert narrower(units, *sentence, at) is not None
    assert narrower(units, at, at + 4, at) is None
    compound = TEXT.index("Sand-Levy")
    found = narrower(units, compound, compound + 9, compound)
    assert found is not None
    assert TEXT[slice(*found)] == "Sand"
