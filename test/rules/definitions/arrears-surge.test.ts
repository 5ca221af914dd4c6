import { arrearsSurge } from "../../../rules/definitions/arrears-surge.ts";
import { ruleCases } from "../rule-cases.ts";
import { yearOnYear } from "../year-on-year-cases.ts";

ruleCases(arrearsSurge, yearOnYear);
