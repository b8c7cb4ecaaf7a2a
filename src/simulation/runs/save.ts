import path from 'node:path'
import { whyNotWritten } from '../../platform/file-error.ts'
import { writeFileNew } from '../../platform/files.ts'
import { readTextFile } from '../../platform/text-file.ts'
import { TraceHash } from '../kernel/trace-hash.ts'
import type { ReplayFile } from './replay-format.ts'

export interface Saved {
  /** As one would type it; undefined when nothing was written. */
  readonly file: string | undefined
  readonly note?: string
}

/**
 * Writes a run to `place`, a folder or a file that ends in `.json`. The name in a folder is made
 * from the content, and a file that holds something else is left alone, so that nothing is lost.
 */
export async function saveReplay(run: ReplayFile, place: string, cwd: string): Promise<Saved> {
  const text = `${JSON.stringify(run, null, 2)}\n`
  const name = place.endsWith('.json') ? place : path.join(place, nameOf(run, text))
  const file = path.resolve(cwd, name)
  try {
    if (await writeFileNew(file, text)) return { file: name }
    if ((await readTextFile(file)) === text) return { file: name }
    return { file: undefined, note: `${name} holds another run; the new one was not written.` }
  } catch (error) {
    return { file: undefined, note: `${name} cannot be written: ${whyNotWritten(error)}.` }
  }
}

function nameOf({ scenario, seed }: ReplayFile, text: string): string {
  const hash = new TraceHash()
  for (let at = 0; at < text.length; at += 1) hash.add(text.charCodeAt(at), at)
  return `${scenario.replace(/[^\w.-]+/g, '-')}-${seed}-${hash.digest().slice(0, 8)}.json`
}
