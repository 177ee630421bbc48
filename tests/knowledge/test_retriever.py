"""The FAQ as a LangChain retriever."""

from __future__ import annotations

from langchain_core.retrievers import BaseRetriever

from knowledge.faq import Faq
from knowledge.manual import find_manual, load_manual
from knowledge.retriever import FaqRetriever


def test_it_gives_answers_as_documents_best_first() -> None:
    manual = load_manual(find_manual("smile_corp"))
    retriever = FaqRetriever(faq=Faq(manual.faq), limit=3)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("車を停めるところはありますか")
    assert len(documents) == 3
    entry = next(e for e in manual.faq if e.id == documents[0].id)
    assert entry.id == "parking"
    assert documents[0].page_content == entry.answer
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)
