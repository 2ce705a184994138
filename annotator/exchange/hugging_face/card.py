"""The README.md of a data set: which file is which split, and its columns, with the names of the classes.

``datasets`` reads the block between the dashes; without it class numbers would have no names.  It is YAML in
which every text is written as JSON writes it, so that no name can mean something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.model.codebook import Attribute

Feature = dict[str, Any]

README = "README.md"

_TEXT: Feature = {"dtype": "string"}
_WHOLE: Feature = {"dtype": "int32"}
_YES_NO: Feature = {"dtype": "bool"}


def texts(*names: str) -> list[Feature]:
    """Columns of text."""
    return [{"name": name, **_TEXT} for name in names]


def classes(names: Sequence[str]) -> Feature:
    """The numbers of these classes."""
    return {"class_label": {"names": {str(number): name for number, name in enumerate(names)}}}


def features(tags: Sequence[str], questions: Sequence[Attribute]) -> list[Feature]:
    """The columns, in order.

    :param tags: names of the classes of ``ner_tags``.
    :param questions: asked of each article as a whole; their answers stand in ``cats``.
    """
    cats = {
        "name": "cats",
        "struct": [{"name": question.name, **_answer(question)} for question in questions],
    }
    return [
        *texts("id", "annotator", "text"),
        {"name": "tokens", "sequence": "string"},
        {"name": "ner_tags", "sequence": classes(tags)},
        {"name": "token_starts", "sequence": "int32"},
        {"name": "token_ends", "sequence": "int32"},
        {"name": "spans", "list": _span()},
        {
            "name": "relations",
            "list": [*texts("label", "head_id", "child_id"), {"name": "suggestion", **_YES_NO}],
        },
        *([cats] if questions else []),
        *texts(
            "state", "note", "title", "source", "author", "published", "url", "language", "sha256", "extra"
        ),
    ]


def _span() -> list[Feature]:
    return [
        *texts("id", "label"),
        {"name": "start", **_WHOLE},
        {"name": "end", **_WHOLE},
        {"name": "segments", "list": {"sequence": "int32"}},
        *texts("text", "attributes"),
        {
            "name": "actor",
            "struct": [
                *texts("id", "name", "kind"),
                {"name": "aliases", "sequence": "string"},
                *texts("wikidata"),
            ],
        },
        *texts("origin", "decision", "derived_from", "note", "created_by", "created_at", "updated_at"),
        {"name": "score", "dtype": "float64"},
        *texts("reason"),
        {"name": "suggestion", **_YES_NO},
        {"name": "in_tags", **_YES_NO},
    ]


def _answer(question: Attribute) -> Feature:
    match question.kind:
        case "choice":
            return {"dtype": classes(question.options)}
        case "several":
            return {"sequence": classes(question.options)}
        case "yes/no":
            return dict(_YES_NO)
        case "number":
            return {"dtype": "float64"}
        case "text":
            return dict(_TEXT)


def card_text(
    name: str, splits: Mapping[str, str], columns: Sequence[Feature], languages: Sequence[str]
) -> str:
    """The whole file.

    :param splits: name of a split -> its file.
    """
    data: dict[str, Any] = {
        "pretty_name": name,
        "task_categories": ["token-classification"],
        "configs": [
            {
                "config_name": "default",
                "data_files": [{"split": split, "path": file} for split, file in splits.items()],
            }
        ],
        "dataset_info": {"features": list(columns)},
    }
    if languages:
        data["language"] = list(languages)
    return f"---\n{''.join(_yaml(data, ''))}---\n{_ABOUT.format(name=name)}"


def _yaml(value: Any, indent: str) -> Iterator[str]:
    """Block style: what is in a table or a list stands below it, two spaces further."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield f"{indent}{quoted(key)}:{_below(each, indent)}"
        return
    for each in value:
        whole = "".join(_yaml(each, indent + "  ")) if _nests(each) else f"{indent}  {quoted(each)}\n"
        yield f"{indent}- {whole[len(indent) + 2 :]}"


def _nests(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _below(value: Any, indent: str) -> str:
    return "\n" + "".join(_yaml(value, indent + "  ")) if _nests(value) else f" {quoted(value)}\n"


def quoted(value: Any) -> str:
    """As JSON; what YAML takes for line breaks, or for no text at all, is escaped."""
    if not isinstance(value, str):
        return json.dumps(value)
    return "".join(
        char if char.isprintable() else f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"
        for char in json.dumps(value, ensure_ascii=False)
    )


_ABOUT = """
# {name}

One row is one article as one annotator sees it.  Load it, in this folder, with

```python
from datasets import load_dataset

data = load_dataset(".")
names = data["train"].features["ner_tags"].feature.names
```

- `tokens` and `ner_tags` are flat BIO tags: where annotations overlap, the longest is tagged.
- `spans` has every annotation, overlapping ones too; `start` and `end` count Unicode code points of `text`,
  ends are exclusive; `in_tags` says whether it is among the tags.  `attributes` is JSON.
- `relations` are the links between spans, by their ids.
- `cats` are the answers about the article as a whole; what was not answered is null.
"""
