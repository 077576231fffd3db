"""The language of an answer: the request's Accept-Language, Chinese where it prefers neither."""

from __future__ import annotations

from starlette.requests import HTTPConnection

LANGUAGES = ("zh", "en")


def language_of(request: HTTPConnection) -> str:
    """`zh` or `en`, whichever the request would rather have."""
    weights = dict.fromkeys(LANGUAGES, 0.0)
    for part in request.headers.get("accept-language", "").split(",")[:20]:
        name, _, rest = part.strip().partition(";")
        lang = name.strip().lower().partition("-")[0]
        if lang in weights:
            weights[lang] = max(weights[lang], _weight(rest))
    return "en" if weights["en"] > weights["zh"] else "zh"


def _weight(stated: str) -> float:
    name, _, value = stated.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
