"""The FAQ behind LangChain's interfaces: a retriever, and the embedded vectors as Embeddings.

Imported by those who work with LangChain; a call does not need it.
"""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.embedding import associate
from knowledge.faq import Faq
from knowledge.lexical import learn
from knowledge.terms import MAX_DOCUMENT_CHARS, analyse


class FaqRetriever(BaseRetriever):
    """One client's entries as documents: the answer, with id, question and score beside it."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    faq: Faq
    limit: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun | None = None
    ) -> list[Document]:
        return [
            Document(
                id=hit.entry.id,
                page_content=hit.entry.answer,
                metadata={
                    "id": hit.entry.id,
                    "question": hit.entry.question,
                    "score": hit.score,
                },
            )
            for hit in self.faq.search(query, limit=self.limit)
        ]


class EmbeddedEmbeddings(Embeddings):
    """The embedded vectors: latent semantic analysis learnt from texts of one client."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Learn what words go together from `texts`, one client's."""
        documents = [analyse(text, MAX_DOCUMENT_CHARS).terms for text in texts]
        _, self._table, counts, rarity, kinds = learn(documents)
        self._association, _ = associate(counts, rarity, kinds)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of unit length; all zero for a text of unknown words."""
        return [self._vector(text, MAX_DOCUMENT_CHARS) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self._vector(text)

    def _vector(self, text: str, limit: int = 400) -> list[float]:
        terms = {term: float(count) for term, count in analyse(text, limit).terms.items()}
        return [float(x) for x in self._association.vector(self._table.numbered(terms))]
