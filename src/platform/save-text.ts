import path from 'node:path'
import { whyNotWritten } from './file-error.ts'
import { writeFileNew } from './files.ts'
import { readTextFile } from './text-file.ts'

export interface Saved {
  /** As one would type it; undefined when nothing was written. */
  readonly file: string | undefined
  readonly note?: string
}

/**
 * Writes a text to `place`, a file that ends in `.json`, or a folder, where the file is called `name`. A file that holds
 * something else is left alone, so that nothing is lost.
 */
export async function saveText(text: string, place: string, name: string, cwd: string): Promise<Saved> {
  const shown = place.endsWith('.json') ? place : path.join(place, name)
  const file = path.resolve(cwd, shown)
  try {
    if (await writeFileNew(file, text)) return { file: shown }
    if ((await readTextFile(file)) === text) return { file: shown }
    return { file: undefined, note: `${shown} holds another run; the new one was not written.` }
  } catch (error) {
    return { file: undefined, note: `${shown} cannot be written: ${whyNotWritten(error)}.` }
  }
}
