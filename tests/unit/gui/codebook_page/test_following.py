"""What the codebook page shows after a change."""

from __future__ import annotations

from annotator.gui.codebook_page.following import Followed, follow
from annotator.model import codebook_edits as edits
from annotator.model.codebook import Attribute, Codebook, Label

BOOK = Codebook("Press", (Label("actor"), Label("claim"), Label("cue")), questions=(Attribute("tone"),))


def test_a_new_name_is_the_same_in_both_directions() -> None:
    renamed = edits.rename_label(BOOK, "claim", "statement")
    assert follow(("label", "claim"), BOOK, renamed, replayed=False) == Followed("label", "statement", True)
    assert follow(("label", "statement"), renamed, BOOK, replayed=True) == Followed("label", "claim", True)


def test_what_was_merged_leads_to_what_took_it_over() -> None:
    merged = edits.merge_labels(BOOK, "cue", "actor")
    assert follow(("label", "cue"), BOOK, merged, replayed=False) == Followed("label", "actor", False)


def test_what_is_gone_leads_to_its_neighbour() -> None:
    without = edits.remove_label(BOOK, "claim")
    assert follow(("label", "claim"), BOOK, without, replayed=False) == Followed("label", "cue", False)
    last = edits.remove_label(BOOK, "cue")
    assert follow(("label", "cue"), BOOK, last, replayed=False) == Followed("label", "claim", False)
    none_asked = edits.remove_attribute(BOOK, "", "tone")
    assert follow(("question", "tone"), BOOK, none_asked, replayed=False) == Followed("label", "actor", False)


def test_undo_leads_to_what_it_changed_and_a_change_elsewhere_leads_nowhere() -> None:
    keyed = edits.change_label(BOOK, "cue", guideline="Verbs")
    assert follow(("label", "actor"), BOOK, keyed, replayed=True) == Followed("label", "cue", False)
    assert follow(("label", "actor"), BOOK, keyed, replayed=False) == Followed("label", "actor", True)
    assert follow(("label", "cue"), BOOK, keyed, replayed=True) == Followed("label", "cue", True)
