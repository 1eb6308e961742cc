"""The application, for `flask --app wsgi` and for WSGI servers."""

from directory.cli.starting import app_or_end

app = app_or_end()
