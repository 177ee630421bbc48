"""What search expects of any embedding behind LangChain's interface."""

from __future__ import annotations

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings

from knowledge.retriever import EmbeddedEmbeddings

TEXTS = ["駐車場はありますか", "営業時間は何時までですか", "支払い方法を教えてください"]


@pytest.fixture(params=["embedded", "langchain's fake"])
def embeddings(request) -> Embeddings:
    if request.param == "embedded":
        return EmbeddedEmbeddings(TEXTS)
    return DeterministicFakeEmbedding(size=16)


def test_every_text_gets_a_vector_of_one_length(embeddings: Embeddings) -> None:
    vectors = embeddings.embed_documents([*TEXTS, "", "😀"])
    assert len(vectors) == 5
    assert {len(vector) for vector in vectors} == {len(embeddings.embed_query("車"))}
    assert np.isfinite(np.array(vectors)).all()


def test_the_same_text_gets_the_same_vector(embeddings: Embeddings) -> None:
    assert embeddings.embed_documents(TEXTS) == embeddings.embed_documents(TEXTS)
    assert embeddings.embed_query(TEXTS[0]) == embeddings.embed_query(TEXTS[0])


def test_no_texts_give_no_vectors(embeddings: Embeddings) -> None:
    assert embeddings.embed_documents([]) == []


def test_a_text_lies_nearest_to_itself(embeddings: Embeddings) -> None:
    documents = np.array(embeddings.embed_documents(TEXTS))
    for at, text in enumerate(TEXTS):
        assert int((documents @ np.array(embeddings.embed_query(text))).argmax()) == at
