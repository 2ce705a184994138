from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.model.codebook_toml import codebook_from_json, parse_codebook, write_codebook
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
    assert codebook_from_json(codebook.to_json()) == codebook


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


FULL = """
name = "Full"
guideline = "Read the whole article first."
[[labels]]
name = "frame"
key = "1"
colour = "#0067a3"
guideline = "What the passage makes of it."
  [[labels.attributes]]
  name = "kind"
  kind = "several"
  options = ["conflict", "cost"]
  default = ["cost"]
  [[labels.examples]]
  text = "[Who pays] for it?"
  note = "cost"
  [[labels.examples]]
  text = "It [rains]."
  good = false
[[labels]]
name = "old"
retired = true
[[links]]
name = "by"
heads = ["frame"]
children = ["frame", "old"]
required = true
single = true
[[questions]]
name = "relevant"
kind = "yes/no"
required = true
"""


def test_examples_questions_retired_labels_and_what_a_link_demands_are_read() -> None:
    codebook = parse_codebook(FULL)
    frame, old = codebook.labels
    assert [(e.text, e.good, e.note) for e in frame.examples] == [
        ("[Who pays] for it?", True, "cost"),
        ("It [rains].", False, ""),
    ]
    assert (frame.retired, old.retired) == (False, True)
    assert (codebook.links[0].required, codebook.links[0].single) == (True, True)
    assert codebook.questions[0].required
    assert codebook.guideline == "Read the whole article first."
    assert codebook.check_answers({"relevant": True}) == {"relevant": True}
    with pytest.raises(UserError, match="no question “tone”"):
        codebook.check_answers({"tone": "calm"})


@pytest.mark.parametrize("toml", [SMALL, FULL])
def test_what_is_written_as_toml_is_read_as_the_same(toml: str) -> None:
    codebook = parse_codebook(toml)
    assert parse_codebook(write_codebook(codebook)) == codebook
    assert codebook_from_json(codebook.to_json()) == codebook


def test_the_default_codebook_survives_being_written() -> None:
    assert parse_codebook(write_codebook(default_codebook())) == default_codebook()


def test_a_question_may_end_as_one_and_is_called_so_where_it_is_wrong() -> None:
    head = 'name = "Press"\n[[labels]]\nname = "actor"\n[[questions]]\n'
    codebook = parse_codebook(head + 'name = "Is it about us?"\nkind = "yes/no"\n')
    assert [question.name for question in codebook.questions] == ["Is it about us?"]
    assert parse_codebook(write_codebook(codebook)) == codebook
    with pytest.raises(UserError, match=r"can't be the name of a question: use letters"):
        parse_codebook(head + 'name = "5!"\n')
    with pytest.raises(UserError, match=r"^Question “tone”: a choice needs options\.$"):
        parse_codebook(head + 'name = "tone"\nkind = "choice"\n')
