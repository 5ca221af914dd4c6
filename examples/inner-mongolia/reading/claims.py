"""Claims of each league in the latest month beside the year before, from the readers' copy.

    python claims.py DIR/published/fengsui.duckdb [claims.xlsx]

Needs duckdb and pandas; with a second argument it writes a workbook (openpyxl). The copy opens read-only and is
replaced after each night: open it, ask, close it.
"""

import sys

import duckdb

QUESTION = """
SELECT area_name, period, value, last_year, change_percent, coverage
FROM year_over_year
WHERE indicator = 'new-claims' AND level = 'league'
  AND period = (SELECT max(period) FROM year_over_year WHERE indicator = 'new-claims' AND level = 'league')
ORDER BY value DESC, area_name
"""


def main(copy: str, workbook: str | None = None) -> None:
    with duckdb.connect(copy, read_only=True) as connection:
        claims = connection.execute(QUESTION).df()
    # A total that is not complete has no change: it is not zero.
    print(claims.to_string(index=False, na_rep="—"))
    if workbook:
        claims.to_excel(workbook, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
