-- Changes of cases that are told later: kept back by a mute of the policy (静默), or gathered into one letter (集中告知); `told` is the night that
-- told them. Writer: reports/notices/kept-changes.ts.
CREATE TABLE kept_change (
  case_id VARCHAR, seq INTEGER, why VARCHAR, due DATE, since DATE, reason VARCHAR, told BIGINT, PRIMARY KEY (case_id, seq)
);
-- The changes that a gathered letter told. Writer: reports/delivery/night-letters.ts.
CREATE TABLE gathered_change (letter VARCHAR, case_id VARCHAR, seq INTEGER);
