from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.model.codebook import Codebook, parse_codebook
from tests.support.projects import default_codebook

SMALL = """
name = "Small"
[[labels]]
name = "topic"
key = "1"
  [[labels.attributes]]
  name = "sure"
  kind = "yes/no"
  default = true
  [[labels.attributes]]
  name = "frames"
  kind = "several"
  options = ["conflict", "economy"]
  [[labels.attributes]]
  name = "weight"
  kind = "number"
"""


def test_the_default_codebook_knows_who_says_what() -> None:
    codebook = default_codebook()
    assert [label.name for label in codebook.labels] == ["actor", "claim", "cue", "sentiment"]
    assert [kind.name for kind in codebook.links_between("claim", "actor")] == [
        "speaker",
        "addressee",
        "about",
    ]
    assert [kind.name for kind in codebook.links_between("sentiment", "actor")] == ["target", "holder"]


def test_json_gives_the_same_codebook() -> None:
    codebook = default_codebook()
    assert Codebook.from_json(codebook.to_json()) == codebook


def test_answers_are_checked() -> None:
    codebook = parse_codebook(SMALL)
    assert codebook.defaults("topic") == {"sure": True}
    good = {"sure": False, "frames": ("economy",), "weight": 2.5}
    assert codebook.check_attributes("topic", good) == {"sure": False, "frames": ["economy"], "weight": 2.5}
    assert codebook.check_attributes("topic", {"sure": None}) == {}
    for wrong in ({"sure": "yes"}, {"frames": ["war"]}, {"weight": True}, {"colour": "red"}):
        with pytest.raises(UserError):
            codebook.check_attributes("topic", wrong)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("name = ", "not valid TOML"),
        ('name = "x"', "no labels"),
        ('name = "x"\nlabels = 3', "list of tables"),
        ('name = "x"\n[[labels]]\nname = "a"\n[[labels]]\nname = "a"', "twice"),
        ('name = "x"\n[[labels]]\nname = "a"\nkey="1"\n[[labels]]\nname = "b"\nkey="1"', "twice as a key"),
        ('name = "x"\n[[labels]]\nname = "a"\ncolour = "red"', "#0072b2"),
        ('name = "x"\n[[labels]]\nname = "a"\n[[labels.attributes]]\nname = "k"\nkind = "choice"', "options"),
        ('name = "x"\n[[labels]]\nname = "a"\n[[links]]\nname = "l"\nheads=["a"]\nchildren=["b"]', "unknown"),
        ('name = "x"\n[[labels]]\nname = "../a"', "letters"),
    ],
)
def test_a_wrong_codebook_is_refused_with_its_place(toml: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        parse_codebook(toml)
