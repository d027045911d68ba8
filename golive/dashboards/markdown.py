"""A text widget's Markdown as HTML: raw HTML in it is text, and links lead to pages only."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


def html(text: str) -> str:
    """The HTML, with nothing in it that acts."""
    return _reader().render(text)


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable("image")
