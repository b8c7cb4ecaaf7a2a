import { createHash } from 'node:crypto'
import path from 'node:path'
import { pathKind, readText } from '../platform/tree.ts'
import type { PlannedFile } from './plan.ts'

/** Below the project: what was generated, so that what the user changed since can be told from what we did. */
export const RECORD = '.compendium/generated.json'

/** What was chosen for a project, for those who add to it later. */
export interface RecordedProject {
  readonly name: string
  readonly type: string
  readonly language: string
  readonly patterns: readonly string[]
  readonly options: Readonly<Record<string, string>>
}

/** The record of `files`, itself a file of the project. `path`: where it is kept. */
export function recordOf(
  files: readonly PlannedFile[],
  { project, path = RECORD }: { readonly project?: RecordedProject; readonly path?: string } = {},
): PlannedFile {
  const hashes = Object.fromEntries(files.map((file) => [file.path, hashOf(file.text)]))
  const record = { ...(project === undefined ? {} : { project }), files: hashes }
  return { path, text: `${JSON.stringify(record, null, 2)}\n` }
}

/** Hashes by path of what was generated last; none where there is no record, or none that can be read. */
export async function readRecord(folder: string, record = RECORD): Promise<ReadonlyMap<string, string>> {
  const { files } = await recordIn(folder, record)
  return new Map(Object.entries(files ?? {}))
}

/** What was chosen when the project was generated; undefined of another, or of one from before that was kept. */
export async function readRecordedProject(folder: string): Promise<RecordedProject | undefined> {
  return (await recordIn(folder, RECORD)).project
}

interface Kept {
  readonly project?: RecordedProject
  readonly files?: Readonly<Record<string, string>>
}

async function recordIn(folder: string, record: string): Promise<Kept> {
  const file = path.join(folder, record)
  if ((await pathKind(file)) !== 'file') return {}
  try {
    return (JSON.parse(await readText(file)) as Kept | null) ?? {}
  } catch {
    // Whoever damaged it gets the cautious answer: every difference is taken for theirs.
    return {}
  }
}

/** SHA-256 of the text in UTF-8, in hexadecimal. */
export function hashOf(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex')
}
