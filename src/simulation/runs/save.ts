import { type Saved, saveText } from '../../platform/save-text.ts'
import { TraceHash } from '../kernel/trace-hash.ts'
import type { ReplayFile } from './replay-format.ts'

/**
 * Writes a run to `place`, a folder or a file that ends in `.json`. The name in a folder is made
 * from the content, and a file that holds something else is left alone, so that nothing is lost.
 */
export function saveReplay(run: ReplayFile, place: string, cwd: string): Promise<Saved> {
  const text = `${JSON.stringify(run, null, 2)}\n`
  return saveText(text, place, nameOf(run, text), cwd)
}

function nameOf({ scenario, seed }: ReplayFile, text: string): string {
  const hash = new TraceHash()
  for (let at = 0; at < text.length; at += 1) hash.add(text.charCodeAt(at), at)
  return `${scenario.replace(/[^\w.-]+/g, '-')}-${seed}-${hash.digest().slice(0, 8)}.json`
}
