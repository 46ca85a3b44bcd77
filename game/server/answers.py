"""What the voting server answers with: the page's files, and the headers that every answer has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
_FILES = {
    "/": ("index.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
    "/reached": ("reached.html", "text/html"),
}
_REMOTE_FILES = {
    "/remote": ("remote.html", "text/html"),
    "/remote.css": ("remote.css", "text/css"),
    "/remote.js": ("remote.js", "text/javascript"),
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def page_files(language: str) -> Mapping[str, tuple[bytes, str]]:
    """Text and kind of each file of the page, by path; `language` is the story's, as in `lang`."""
    return {path: (_page(name, language), kind) for path, (name, kind) in _FILES.items()}


def remote_files(language: str) -> Mapping[str, tuple[bytes, str]]:
    """The same of the remote's page, which exists only while the remote is switched on."""
    return {path: (_page(name, language), kind) for path, (name, kind) in _REMOTE_FILES.items()}


def protect(response: web.StreamResponse, host: str) -> None:
    """Keep what others could do with an answer to a minimum; `host` is the checked `Host` of the request."""
    # The second source of connections is for browsers that do not count a websocket as being of the same origin.
    sockets = f" ws://{host}" if host.isascii() and host.isprintable() and not set(host) & set(" ;,'\"") else ""
    response.headers.update(
        {
            "Content-Security-Policy": f"default-src 'self'; connect-src 'self'{sockets}; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
            "Server": "Upstander",
        }
    )


def plain(status: int, reason: str) -> web.Response:
    """An answer without a page; it ends the connection."""
    response = web.Response(status=status, text=f"{reason}\n")
    response.force_close()
    return response


def as_json(text: str, status: int = 200) -> web.Response:
    """An answer to the page's script."""
    return web.Response(status=status, text=text, content_type="application/json")


def _page(name: str, language: str) -> bytes:
    text = (PAGE / name).read_bytes()
    if name.endswith(".html") and _LANGUAGE.fullmatch(language):
        return text.replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
    return text
