-- long-term-share-12-months: registered unemployed for one year or more, over the registered unemployed of the areas that report by this cut-off.
SELECT area, period_kind, period, long_term_unemployed AS numerator, registered_unemployed AS denominator, true AS complete
FROM current_employment_statistics
WHERE long_term_unemployed IS NOT NULL AND long_term_from = 'one_year' AND registered_unemployed > 0
