import { createHash } from 'node:crypto'
import path from 'node:path'
import { classPlace } from '../../platform/class-url.ts'
import { dataDir } from '../../platform/paths.ts'
import type { ProgressEvent } from '../events.ts'
import { appendTo, readFrom, removeFrom, type Warn } from '../local-store.ts'
import { requireClass } from './class-store.ts'
import { learnerId } from './learner.ts'

/** Where results wait while the database of the class cannot be reached: one file for each learner and class. */
export function unsentFile(): string {
  const place = createHash('sha256').update(classPlace(requireClass())).digest('hex').slice(0, 8)
  return path.join(dataDir(), `unsent-${learnerId()}-${place}.db`)
}

export async function keepUnsent(events: readonly ProgressEvent[], warn: Warn): Promise<string> {
  const file = unsentFile()
  await appendTo(file, events, warn)
  return file
}

export function readUnsent(warn: Warn): Promise<readonly ProgressEvent[]> {
  return readFrom(unsentFile(), warn)
}

/** Once the class has them. */
export async function forgetUnsent(events: readonly ProgressEvent[], warn: Warn): Promise<void> {
  const ids = events.map(({ id }) => id)
  if (ids.length > 0) await removeFrom(unsentFile(), ids, warn)
}
