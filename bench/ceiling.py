"""The least a Flask service can do: one row by its key, as JSON. What nothing built on it can pass.

    python -m bench.ceiling --database sqlite:////folder/directory.sqlite --port 8001

It runs on the service's server software with the service's settings, over the same database.
"""

import argparse
from typing import Any

from flask import Flask, Response, jsonify, request
from gunicorn.app.base import BaseApplication
from sqlalchemy import Engine, create_engine, text

ROW = "/row"
_ONE_ROW = text("SELECT id, number, street, town, postcode, uprn FROM premises WHERE id = :id")


def create_app(engine: Engine) -> Flask:
    """An application with one route, which takes `{"id": …}`."""
    app = Flask(__name__)

    @app.post(ROW)
    def row() -> Response | tuple[Response, int]:
        asked = request.get_json()
        with engine.connect() as connection:
            found = connection.execute(_ONE_ROW, {"id": asked["id"]}).mappings().first()
        return jsonify({name: str(value) for name, value in found.items()}) if found else (jsonify({}), 404)

    return app


def keys_of(engine: Engine, table: str = "premises", limit: int = 5000) -> list[str]:
    """Keys of a table as the database has them, spread over it."""
    with engine.connect() as connection:
        total = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        found = connection.execute(text(f"SELECT id FROM {table} ORDER BY id")).scalars()
        step = max(1, int(total) // limit)
        return [str(key) for place, key in enumerate(found) if place % step == 0]


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve one row by its key.")
    parser.add_argument("--database", required=True, help="as SQLAlchemy writes it")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    chosen = parser.parse_args()
    engine = create_engine(chosen.database, pool_size=chosen.threads)
    options = {
        "bind": f"127.0.0.1:{chosen.port}",
        "workers": chosen.workers,
        "threads": chosen.threads,
        "worker_class": "gthread",
        "preload_app": True,
        "keepalive": 30,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    _Server(create_app(engine), options).run()


if __name__ == "__main__":
    main()
