-- rural-transfers: transfers of farmers and herders since January.
SELECT area, period_kind, period, transferred_ytd AS numerator, NULL AS denominator, true AS complete
FROM current_employment_statistics
WHERE transferred_ytd IS NOT NULL
