"""The application, for `flask --app wsgi` and for WSGI servers."""

from directory import create_app

app = create_app()
