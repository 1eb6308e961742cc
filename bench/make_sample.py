"""Writes the invented directory in data/sample.

    python -m bench.make_sample [--out data/sample] [--seed 1] [--on 2026-11-20]

The same seed and day give the same bytes, as long as the postcode package is the same.
"""

import argparse
from datetime import date
from pathlib import Path

from bench.sample.cases import add_cases
from bench.sample.contracts import add_contracts
from bench.sample.councils import add_councils
from bench.sample.filling import add_filling
from bench.sample.folder import Folder
from bench.sample.making import Maker

#: The day the sample speaks of: confirmations and evidence are dated before it.
AS_OF = date(2026, 11, 20)


def build(seed: int = 1, as_of: date = AS_OF) -> Folder:
    """The whole sample, in memory."""
    make = Maker(seed, as_of)
    add_filling(make, add_cases(make))
    add_councils(make)
    add_contracts(make.folder, seed, as_of)
    return make.folder


def main() -> None:
    """Write the files and say how many rows each holds."""
    parser = argparse.ArgumentParser(description="Write the invented sample directory.")
    parser.add_argument("--out", type=Path, default=Path("data/sample"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", type=date.fromisoformat, default=AS_OF, help="the day the sample speaks of")
    options = parser.parse_args()
    folder = build(options.seed, options.on)
    folder.write(options.out)
    for name, rows in folder.rows.items():
        print(f"{name}.csv: {len(rows)} rows")


if __name__ == "__main__":
    main()
