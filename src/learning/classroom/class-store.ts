import type { Transaction } from 'kysely'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { withClassDatabase } from '../../platform/class-database.ts'
import { classUrl } from '../../platform/class-url.ts'
import type { EventRow } from '../event-row.ts'

export interface ClassSchema {
  readonly learner: { readonly id: string; readonly name: string; readonly added_at_ms: number }
  readonly event: EventRow & { readonly learner: string; readonly received_at_ms: Generated }
  readonly assignment: {
    readonly id: Generated
    readonly exercise: string
    readonly due_at_ms: number
    readonly assigned_at_ms: number
    /** For all who are on the roster, also those who come later; else for those in `assignee`. */
    readonly for_everyone: boolean
  }
  readonly assignee: { readonly assignment: number; readonly learner: string }
}

type Generated = import('kysely').Generated<number>

/**
 * Version by version, as of the learner's own store. Identities and ids are compared by their bytes, so that the order
 * of a log is the same here as in SQLite, whatever the language of the server is.
 */
const MIGRATIONS = [
  `create table compendium.learner (
     id text collate "C" primary key,
     name text not null,
     added_at_ms bigint not null
   );
   create table compendium.event (
     learner text collate "C" not null,
     id text collate "C" not null,
     at_ms bigint not null,
     kind text not null,
     slug text not null,
     data text not null,
     received_at_ms bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
     primary key (learner, id)
   );
   create index event_by_time on compendium.event (learner, at_ms, id);
   create index event_by_slug on compendium.event (kind, slug);
   create table compendium.assignment (
     id integer generated always as identity primary key,
     exercise text not null,
     due_at_ms bigint not null,
     assigned_at_ms bigint not null,
     for_everyone boolean not null
   );
   create table compendium.assignee (
     assignment integer not null references compendium.assignment on delete cascade,
     learner text collate "C" not null,
     primary key (assignment, learner)
   );`,
]

export type ClassTables = Transaction<ClassSchema>

/** Runs `work` in one transaction on the database of the class. @throws as `withClassDatabase`, and `requireClass` */
export async function inClass<Result>(work: (tables: ClassTables) => Promise<Result>): Promise<Result> {
  const spec = { url: requireClass(), migrations: MIGRATIONS }
  return withClassDatabase<ClassSchema, Result>(spec, (database) =>
    work(database.withSchema('compendium') as ClassTables),
  )
}

/** @throws UserError (exit 2) where no database of a class is named. */
export function requireClass(): string {
  const url = classUrl()
  if (url !== undefined) return url
  const words = troubleWords().class
  throw new UserError(words.none, {
    code: 'no-class',
    next: [words.name, words.setUp],
  })
}
