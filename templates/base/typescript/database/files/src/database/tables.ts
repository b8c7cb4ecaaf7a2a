// compendium:slot tables-imports

/** The rows of each table. Times are ISO 8601 in UTC, so that their order is that of the text. */
export interface Tables {
  // compendium:slot tables
}
