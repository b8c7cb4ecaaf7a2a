import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from './package-root.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where the compiled corpus is: `$COMPENDIUM_CORPUS`, else the one that was built with the package. */
export function corpusDir(env: Environment = process.env): string {
  const chosen = env['COMPENDIUM_CORPUS']
  return chosen ? path.resolve(chosen) : path.join(packageRoot(), 'dist', 'corpus')
}

/** Whether the user has named it. */
export function isCorpusChosen(env: Environment = process.env): boolean {
  return Boolean(env['COMPENDIUM_CORPUS'])
}

/** Reads a file that our own build wrote; undefined when it is not there. */
export function readBuiltJson(file: string): unknown {
  const text = readBuiltText(file)
  return text === undefined ? undefined : JSON.parse(text)
}

/** The same of a file that is no JSON. One of ASCII alone is read in half the time when that is said. */
export function readBuiltText(file: string, encoding: 'utf8' | 'ascii' = 'utf8'): string | undefined {
  return existsSync(file) ? readFileSync(file, encoding === 'ascii' ? 'latin1' : encoding) : undefined
}
