-- hardship-employed: persons with difficulties in finding work employed since January.
SELECT area, period_kind, period, hardship_ytd AS numerator, NULL AS denominator, true AS complete
FROM current_employment_statistics
WHERE hardship_ytd IS NOT NULL
