"""Articles written for dragoman: invented news between real states, told by invented papers and officials."""

from pathlib import Path

ARTICLES = Path(__file__).parent / "articles.jsonl"
"""JSON Lines of documents, as `dragoman read` takes them."""
