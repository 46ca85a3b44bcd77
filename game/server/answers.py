"""What the voting server answers with: the page's files, and the headers that every answer has."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
_FILES = {
    "/page.css": ("page.css", "text/css"),  # of the pages that few load
    "/reached": ("reached.html", "text/html"),
}
_REMOTE_FILES = {
    "/remote": ("remote.html", "text/html"),
    "/remote.css": ("remote.css", "text/css"),
    "/remote.js": ("remote.js", "text/javascript"),
}
_STYLE = b'<link rel="stylesheet" href="/page.css">'
_SCRIPT = b'<script src="/page.js"></script>'
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def page_files(language: str) -> Mapping[str, tuple[bytes, str]]:
    """Text and kind of each file of the page, by path; `language` is the story's, as in `lang`."""
    others = {path: (_page(name, language), kind) for path, (name, kind) in _FILES.items()}
    return {"/": (voters_page(language), "text/html"), **others}


def voters_page(language: str) -> bytes:
    """The voters' page as one answer, since each further one costs a room full of phones its air.

    Its words are those of `index.<language>.html`, of the language without its region, or English.
    """
    is_known = _LANGUAGE.fullmatch(language) is not None
    tries = (language, language.split("-")[0]) if is_known else ()
    name = next((name for each in tries if (PAGE / (name := f"index.{each}.html")).is_file()), "index.html")
    text = (PAGE / name).read_bytes()
    if is_known:
        text = text.replace(b"<html ", f'<html data-story="{language}" '.encode(), 1)
    style, script = _inside()
    return text.replace(_STYLE, b"<style>" + style + b"</style>").replace(_SCRIPT, b"<script>" + script + b"</script>")


@cache
def _inside() -> tuple[bytes, bytes]:
    """Style and script as they are in the page: without indentation, empty lines and lines of comment."""
    style, script = ((PAGE / name).read_text("utf-8") for name in ("page.css", "page.js"))
    return _shorter(style), _shorter(script)


def _shorter(text: str) -> bytes:
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")).encode()


@cache
def _policy() -> str:
    """What a page may load: this server's files, and the one style and script that stand in the voters' page."""
    style, script = (base64.b64encode(hashlib.sha256(text).digest()).decode() for text in _inside())
    return f"default-src 'self'; style-src 'self' 'sha256-{style}'; script-src 'self' 'sha256-{script}'; "


def remote_files(language: str) -> Mapping[str, tuple[bytes, str]]:
    """The same of the remote's page, which exists only while the remote is switched on."""
    return {path: (_page(name, language), kind) for path, (name, kind) in _REMOTE_FILES.items()}


def protect(response: web.StreamResponse, host: str) -> None:
    """Keep what others could do with an answer to a minimum; `host` is the checked `Host` of the request."""
    # The second source of connections is for browsers that do not count a websocket as being of the same origin.
    sockets = f" ws://{host}" if host.isascii() and host.isprintable() and not set(host) & set(" ;,'\"") else ""
    response.headers.update(
        {
            "Content-Security-Policy": f"{_policy()}connect-src 'self'{sockets}; base-uri 'none'; "
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
