"""What a request has to be before anything is done about it: short, for this very address, and from our own page."""

from __future__ import annotations

from aiohttp import web

from game.server.addresses import is_own_host, is_own_origin
from game.server.flat_json import MOST_BODY
from game.server.protocol import MOST_HEADERS


def check(request: web.BaseRequest, *, is_channel: bool) -> None:
    """Refuse what comes from elsewhere; `is_channel`: the request opens a websocket.

    Raises:
        web.HTTPException: With the status to answer with.
    """
    assert request.transport is not None
    address, port = request.transport.get_extra_info("sockname")[:2]
    headers = request.headers
    if sum(len(name) + len(value) for name, value in request.raw_headers) > MOST_HEADERS:
        raise web.HTTPRequestHeaderFieldsTooLarge
    if not is_own_host(headers.getall("Host", []), address, port) or not request.raw_path.startswith("/"):
        raise web.HTTPMisdirectedRequest
    origins = headers.getall("Origin", [])
    if headers.get("Sec-Fetch-Site", "").lower() == "cross-site":
        raise web.HTTPForbidden
    must_have_origin = request.method != "GET" or is_channel
    if (origins or must_have_origin) and not is_own_origin(origins, headers["Host"]):
        raise web.HTTPForbidden


async def body_of(request: web.BaseRequest) -> bytes:
    """The body of a posted message.

    Raises:
        web.HTTPException: If it is too long, or no JSON by its own word.
    """
    if request.headers.get("Content-Type", "").split(";")[0].strip().lower() != "application/json":
        raise web.HTTPUnsupportedMediaType
    if (request.content_length or 0) > MOST_BODY:
        raise web.HTTPRequestEntityTooLarge(MOST_BODY, request.content_length or 0)
    body = bytearray()
    async for part in request.content.iter_any():
        body += part
        if len(body) > MOST_BODY:
            raise web.HTTPRequestEntityTooLarge(MOST_BODY, len(body))
    return bytes(body)
