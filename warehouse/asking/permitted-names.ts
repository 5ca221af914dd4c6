/**
 * Table functions of the engine that a question may call, besides the macros of the copy itself. Every other is refused: a SELECT
 * FROM `enable_logging()`, `query(…)` or `json_execute_serialized_sql(…)` changes the engine for the next asker, or asks what nobody has
 * looked at.
 */
export const TABLE_FUNCTIONS: readonly string[] = [
  ...["range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"],
  ...["duckdb_tables", "duckdb_views", "duckdb_columns", "duckdb_functions", "duckdb_types"],
  ...["duckdb_schemas", "duckdb_databases", "duckdb_constraints", "duckdb_indexes", "duckdb_keywords"],
  ...["pragma_table_info", "pragma_show", "pragma_version", "pg_timezone_names", "icu_calendar_names"],
];

/** Views of the engine that a question may read, besides those of `information_schema`. */
export const SYSTEM_VIEWS: readonly string[] = [
  ...["duckdb_tables", "duckdb_views", "duckdb_columns", "duckdb_types", "duckdb_schemas"],
  ...["duckdb_databases", "duckdb_constraints", "duckdb_indexes", "sqlite_master", "sqlite_schema"],
  ...["pg_attribute", "pg_class", "pg_constraint", "pg_database", "pg_description", "pg_enum", "pg_index"],
  ...["pg_indexes", "pg_namespace", "pg_proc", "pg_tables", "pg_type", "pg_views"],
];

/** Lists of the engine that `SHOW` and a bare `DESCRIBE` may show: tables, schemas and databases, not the variables of others. */
export const SHOWN_LISTS: readonly string[] = ["tables", "schemas", "databases", "__show_tables_expanded"];

/** Functions that the engine counts as having effects, and that have none on anybody else. */
export const HARMLESS_EFFECTS: readonly string[] = [
  ...["random", "uuid", "gen_random_uuid", "uuidv4", "uuidv7", "error"],
];

/** Functions without effects that look at the process and its settings, or at statements in a text. */
export const NOT_PERMITTED: readonly string[] = [
  ...[
    "current_setting",
    "getvariable",
    "getenv",
    "json_serialize_plan",
    "json_deserialize_sql",
    "set_config",
  ],
];
