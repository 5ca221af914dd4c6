import type { z } from "zod";

/** The part of a schema's definition that is needed to walk it. */
interface Definition {
  readonly type?: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
}

/** The keys that an object may have at a path of a schema; empty if the schema there is no object with fixed keys. */
export function allowedKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const definition = schema._zod.def as unknown as Definition;
  const inner = definition.innerType ?? definition.in;
  if (inner) return allowedKeys(inner, path);
  if (definition.options)
    return [...new Set(definition.options.flatMap((option) => allowedKeys(option, path)))];
  if (path.length === 0) return Object.keys(definition.shape ?? namesOf(definition.keyType));
  const next = definition.shape?.[String(path[0])] ?? definition.element ?? definition.valueType;
  return next ? allowedKeys(next, path.slice(1)) : [];
}

/** The keys of a map whose keys are a choice, such as tiers. */
const namesOf = (keys: z.core.$ZodType | undefined): object =>
  (keys?._zod.def as unknown as Definition | undefined)?.entries ?? {};
