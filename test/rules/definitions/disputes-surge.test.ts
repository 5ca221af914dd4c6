import { disputesSurge } from "../../../rules/definitions/disputes-surge.ts";
import { ruleCases } from "../rule-cases.ts";
import { yearOnYear } from "../year-on-year-cases.ts";

ruleCases(disputesSurge, yearOnYear);
