import path from 'node:path'
import { pathKind, readText } from '../../platform/tree.ts'

/** The project's list of patterns, `pattern-slugs.txt`, one a line; none where there is no such file. */
export async function listedPatterns(contentDir: string): Promise<ReadonlySet<string>> {
  const file = path.join(contentDir, 'pattern-slugs.txt')
  const listed = (await pathKind(file)) === 'file' ? await readText(file) : ''
  return new Set(listed.split(/\s+/).filter((slug) => slug !== ''))
}
