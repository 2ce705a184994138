"""What goes over the pipe comes out the same, however the bytes are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.knowledge import Experience, Found, Knowledge, KnownActor, Pattern, PatternHit
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.preannotate.protocol import (
    Failed,
    Find,
    HitsFound,
    Know,
    ProtocolError,
    Ready,
    Reply,
    ReplyParser,
    Request,
    Stop,
    Suggest,
    Suggested,
    Unusable,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)

ANY_TEXT = st.text(st.characters(), max_size=40)  # with lone surrogates, line breaks, NUL
SEGMENTS = st.lists(st.tuples(st.integers(0, 999), st.integers(1, 999)), min_size=1, max_size=3).map(tuple)
SCORE = st.none() | st.floats(0, 1)
ATTRIBUTES = st.dictionaries(ANY_TEXT, ANY_TEXT | st.booleans() | st.integers(), max_size=3)
ANNOTATION = st.builds(
    SuggestedAnnotation, ANY_TEXT, ANY_TEXT, SEGMENTS, ATTRIBUTES, SCORE, ANY_TEXT, st.none() | ANY_TEXT
)
LINK = st.builds(SuggestedLink, ANY_TEXT, ANY_TEXT, ANY_TEXT, SCORE)
SUGGESTIONS = st.builds(
    Suggestions, st.lists(ANNOTATION, max_size=3).map(tuple), st.lists(LINK, max_size=3).map(tuple)
)
MODEL = st.builds(ModelName, ANY_TEXT, ANY_TEXT)
REPLY: st.SearchStrategy[Reply] = st.one_of(
    st.builds(Ready, MODEL, ANY_TEXT, ANY_TEXT),
    st.builds(Suggested, st.integers(0), SUGGESTIONS, st.integers(0), MODEL),
    st.builds(
        HitsFound,
        st.integers(0),
        st.builds(
            Found,
            st.lists(st.builds(PatternHit, ANY_TEXT, st.integers(0), st.integers(0)), max_size=3).map(tuple),
            st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=2),
        ),
    ),
    st.builds(Failed, st.integers(0), ANY_TEXT),
    st.builds(Unusable, ANY_TEXT),
)


@given(st.lists(REPLY, max_size=5), st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_replies_survive_any_cutting_of_the_bytes(replies: list[Reply], sizes: list[int]) -> None:
    data = b"".join(encode_reply(reply) for reply in replies)
    parser = ReplyParser()
    found: list[Reply] = []
    position = turn = 0
    while position < len(data):
        size = sizes[turn % len(sizes)]
        found += parser.feed(data[position : position + size])
        position += size
        turn += 1
    assert found == replies
    assert parser.pending == 0


TOKENS = st.lists(st.dictionaries(ANY_TEXT, ANY_TEXT | st.booleans(), max_size=2), max_size=3).map(tuple)
KNOWLEDGE = st.builds(
    Knowledge,
    st.lists(
        st.builds(KnownActor, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
    st.lists(
        st.builds(
            Pattern,
            ANY_TEXT,
            ANY_TEXT,
            ANY_TEXT | TOKENS,
            ATTRIBUTES,
            ANY_TEXT,
            ANY_TEXT,
            st.none() | ANY_TEXT,
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=2),
    st.lists(
        st.builds(Experience, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.integers(0), st.integers(0), ATTRIBUTES),
        max_size=3,
    ).map(tuple),
    st.lists(ANY_TEXT, max_size=2).map(tuple),
)
REQUEST: st.SearchStrategy[Request] = st.one_of(
    st.builds(Suggest, st.integers(), ANY_TEXT, ANY_TEXT),
    st.builds(Find, st.integers(), ANY_TEXT, ANY_TEXT),
    st.builds(Know, KNOWLEDGE),
    st.just(Stop()),
)


@given(REQUEST)
def test_requests_survive_and_take_one_line_of_ascii(request: Request) -> None:
    line = encode_request(request)
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert decode_request(line) == request


@given(st.binary(max_size=60))
def test_whatever_else_comes_is_a_protocol_error(line: bytes) -> None:
    for decode in (decode_reply, decode_request):
        with pytest.raises(ProtocolError):
            decode(line)


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b'{"event":"suggested","id":1}',
        b'{"do":"suggest","id":"1","text":""}',
        b'{"do":"know"}',
        b'{"do":"know","knowledge":{"actors":[["a"]],"patterns":[],"pipelines":{}}}',
        b'{"event":"x"}',
    ],
)
def test_half_messages_are_protocol_errors(line: bytes) -> None:
    for decode in (decode_reply, decode_request):
        with pytest.raises(ProtocolError):
            decode(line)
