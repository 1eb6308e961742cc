"""How a route is written: a blueprint whose answers are plain values, and lists in pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlencode

import marshmallow as ma
from flask import Response, request
from flask_smorest import Blueprint

from directory.api.access import View
from directory.api.json import json_response
from directory.api.strict import StrictParser


class Routes(Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """A flask-smorest blueprint under /api/v1 that reads strictly and writes fast.

    The schema of `response` describes the answer and does not produce it: what the route returns is
    written as it is. A test holds the two together.
    """

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix="/api/v1", description=description)

    def get(self, rule: str, **options: Any) -> Callable[[View], View]:
        decorate: Callable[[View], View] = super().get(rule, **options)
        return decorate

    def post(self, rule: str, **options: Any) -> Callable[[View], View]:
        decorate: Callable[[View], View] = super().post(rule, **options)
        return decorate

    def put(self, rule: str, **options: Any) -> Callable[[View], View]:
        decorate: Callable[[View], View] = super().put(rule, **options)
        return decorate

    def patch(self, rule: str, **options: Any) -> Callable[[View], View]:
        decorate: Callable[[View], View] = super().patch(rule, **options)
        return decorate

    def delete(self, rule: str, **options: Any) -> Callable[[View], View]:
        decorate: Callable[[View], View] = super().delete(rule, **options)
        return decorate

    def doc(self, **described: Any) -> Callable[[View], View]:
        decorate: Callable[[View], View] = super().doc(**described)
        return decorate

    def arguments(self, schema: Any, **described: Any) -> Callable[[View], View]:
        decorate: Callable[[View], View] = super().arguments(schema, **described)
        return decorate

    def response(self, status_code: int, schema: Any = None, **described: Any) -> Callable[[View], View]:
        describe = super().response(status_code, schema, **described)

        def decorate(view: View) -> View:
            @wraps(view)
            def answer(*args: Any, **kwargs: Any) -> Response:
                found = view(*args, **kwargs)
                return found if isinstance(found, Response) else json_response(found, status_code)

            described_view: View = describe(answer)
            return described_view

        return decorate

    def also_as(self, *content_types: str) -> Callable[[View], View]:
        """Describe that a 200 may be text of these kinds too, for whoever accepts one rather than JSON."""

        def decorate(view: View) -> View:
            for kind in content_types:
                view = super(Routes, self).alt_response(
                    200, schema={"type": "string"}, content_type=kind, success=True
                )(view)
            return view

        return decorate


class PageQuery(ma.Schema):
    """Which page of a list; a list's own parameters are added in a subclass."""

    page = ma.fields.Integer(
        load_default=1,
        validate=ma.validate.Range(1, 100_000),
        metadata={"description": "Counted from 1; a page after the last is empty"},
    )
    page_size = ma.fields.Integer(load_default=50, validate=ma.validate.Range(1, 100))


def page_of(item: type[ma.Schema]) -> type[ma.Schema]:
    """The schema of a page whose items are `item`."""
    return ma.Schema.from_dict(
        {
            "items": ma.fields.List(ma.fields.Nested(item), required=True),
            "page": ma.fields.Integer(required=True),
            "page_size": ma.fields.Integer(required=True),
            "total": ma.fields.Integer(required=True, metadata={"description": "Items on all pages"}),
        },
        name=f"{item.__name__}Page",
    )


def page(items: Sequence[Any], total: int, query: Mapping[str, Any], **beside: Any) -> Response:
    """The answer for one page: `items` are those on it, `total` counts those on all pages.

    `beside` is what else the answer holds.
    """
    number, size = query["page"], query["page_size"]
    answer = json_response({"items": items, "page": number, "page_size": size, "total": total, **beside})
    last = max(1, -(-total // size))
    to = {"first": 1, "prev": min(number - 1, last), "next": number + 1 if number < last else 0, "last": last}
    answer.headers["Link"] = ", ".join(f'<{_address(at)}>; rel="{rel}"' for rel, at in to.items() if at)
    return answer


def one_page(everything: Sequence[Any], query: Mapping[str, Any]) -> Response:
    """The answer for one page of a list that is all at hand."""
    start = (query["page"] - 1) * query["page_size"]
    return page(everything[start : start + query["page_size"]], len(everything), query)


def _address(number: int) -> str:
    """This request's own address, at page `number`."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return f"{request.path}?{urlencode([*asked, ('page', str(number))])}"
