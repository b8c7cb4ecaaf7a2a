import type { Database, Tx } from '../../database/database.ts'
import type { EventSink } from '../../messaging/unit-of-work.ts'

/** Something that the write side did. */
export interface Change {
  /** Counts up over all changes, without gaps, in the order of the commits. */
  readonly position: number
  /** Of what was changed. */
  readonly key: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** All changes, kept: of them the read model is made, and made again. */
export interface Feed<C extends Change> {
  /** Records the changes that the events of a transaction tell of, where nobody else has. */
  readonly stage?: NonNullable<EventSink['stage']>
  /** Changes after a position, in order. */
  read(db: Database | Tx, after: number, limit: number): Promise<C[]>
  /** The position of the last change that is committed. */
  head(db: Database | Tx): Promise<number>
}

/** Rows in the form in which they are asked for, made of a feed alone. */
export interface ReadModel<C extends Change> {
  readonly feed: Feed<C>
  /** Works one change in. A change that comes twice changes nothing. Throws where changes before it are missing. */
  apply(tx: Tx, change: C): Promise<void>
  /** Takes all rows away. */
  clear(tx: Tx): Promise<void>
}
