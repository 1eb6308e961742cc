"""Loads a folder of CSV files into the directory: all of it, or nothing. docs/loading.md has the columns."""

from directory.services.loading.folder import load
from directory.services.loading.report import (
    Fault,
    Report,
    Tally,
    as_csv,
    as_json,
    as_text,
    check_name,
    write_report,
)

__all__ = ["Fault", "Report", "Tally", "as_csv", "as_json", "as_text", "check_name", "load", "write_report"]
