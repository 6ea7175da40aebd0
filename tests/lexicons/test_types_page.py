"""docs/types.md says what the lexicon holds."""

import importlib.util
from pathlib import Path

from dragoman.lexicons.files import Lexicons
from dragoman.schema.event import EventType

DOCS = Path(__file__).parents[2] / "docs"


def made(lexicons: Lexicons) -> str:
    spec = importlib.util.spec_from_file_location("make_types", DOCS / "make_types.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page: str = module.page(lexicons)
    return page


def test_page_is_current() -> None:
    written = (DOCS / "types.md").read_text(encoding="utf-8")
    assert made(Lexicons()) == written, "docs/types.md is out of date; run .venv/bin/python docs/make_types.py"


def test_every_type_has_entries() -> None:
    text = made(Lexicons())
    for kind in EventType:
        assert f"\n## {kind}\n" in text
        assert f"- **{kind.lower()}." in text


def test_own_types_stand_in_it(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "event-types.toml").write_text(
        '[[entry]]\nid = "surveillance"\nunder = "COERCE"\nmeaning = "Watch somebody."\nnoun = "watch"\nquad = 4\n',
        encoding="utf-8",
    )
    assert "| surveillance | Watch somebody. | -7 |" in made(Lexicons.laid_over(tmp_path))
