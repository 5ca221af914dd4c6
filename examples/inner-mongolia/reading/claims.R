# Claims of each league in the latest month beside the year before, from the readers' copy.
#
#     Rscript claims.R DIR/published/fengsui.duckdb
#
# Needs the packages DBI and duckdb. The copy opens read-only and is replaced after each night: open it, ask, close it.

library(DBI)

copy <- commandArgs(trailingOnly = TRUE)[[1]]
connection <- dbConnect(duckdb::duckdb(), dbdir = copy, read_only = TRUE)
claims <- dbGetQuery(connection, "
  SELECT area_name, period, value, last_year, change_percent, coverage
  FROM year_over_year
  WHERE indicator = 'new-claims' AND level = 'league'
    AND period = (SELECT max(period) FROM year_over_year WHERE indicator = 'new-claims' AND level = 'league')
  ORDER BY value DESC, area_name")
dbDisconnect(connection, shutdown = TRUE)
# A total that is not complete has no change: NA, and not zero.
print(claims, row.names = FALSE)
