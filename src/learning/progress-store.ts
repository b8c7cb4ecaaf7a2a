import path from 'node:path'
import { classUrl } from '../platform/class-url.ts'
import { dataDir } from '../platform/paths.ts'
import type { ProgressEvent } from './events.ts'
import { appendTo, readFrom, removeFrom, type Warn } from './local-store.ts'

export type { Warn } from './local-store.ts'

/** The file that holds the learner's progress. */
export function progressFile(): string {
  return path.join(dataDir(), 'progress.db')
}

/**
 * Adds the events that are not there yet, all or none, and resolves when they are on the disk: of this machine or,
 * with COMPENDIUM_DATABASE_URL, of the database of the class. The result is how many were new.
 */
export async function appendEvents(events: readonly ProgressEvent[], warn: Warn): Promise<number> {
  if (classUrl() === undefined) return appendTo(progressFile(), events, warn)
  return (await classEvents()).appendToClass(events, warn)
}

/** Every event of the learner, oldest first; events of the same millisecond by id. No store is no events. */
export async function readEvents(warn: Warn): Promise<readonly ProgressEvent[]> {
  if (classUrl() === undefined) return readFrom(progressFile(), warn)
  return (await classEvents()).readFromClass(warn)
}

/** Takes events out for good, all or none; whoever asks for it has kept a copy. The result is how many were there. */
export async function removeEvents(ids: readonly string[], warn: Warn): Promise<number> {
  if (classUrl() === undefined) return removeFrom(progressFile(), ids, warn)
  return (await classEvents()).removeFromClass(ids, warn)
}

/** The client of the database is loaded only by those who have one. */
function classEvents() {
  return import('./classroom/class-events.ts')
}
