import type { Migration } from 'kysely'
// compendium:slot migrations-imports

/** By name, applied once each. A migration that has been released is never changed again. */
export const migrations: Record<string, Migration> = {
  // compendium:slot migrations
}
