import { createHash } from 'node:crypto'
import path from 'node:path'
import { pathKind, readText } from '../platform/tree.ts'
import type { PlannedFile } from './plan.ts'

/** Below the project: what was generated, so that what the user changed since can be told from what we did. */
export const RECORD = '.compendium/generated.json'

/** The record of `files`, itself a file of the project. */
export function recordOf(files: readonly PlannedFile[]): PlannedFile {
  const hashes = Object.fromEntries(files.map((file) => [file.path, hashOf(file.text)]))
  return { path: RECORD, text: `${JSON.stringify({ files: hashes }, null, 2)}\n` }
}

/** Hashes by path of what was generated last; none where there is no record, or none that can be read. */
export async function readRecord(folder: string): Promise<ReadonlyMap<string, string>> {
  const file = path.join(folder, RECORD)
  if ((await pathKind(file)) !== 'file') return new Map()
  try {
    const { files } = JSON.parse(await readText(file)) as { files?: Record<string, string> }
    return new Map(Object.entries(files ?? {}))
  } catch {
    // Whoever damaged it gets the cautious answer: every difference is taken for theirs.
    return new Map()
  }
}

/** SHA-256 of the text in UTF-8, in hexadecimal. */
export function hashOf(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex')
}
