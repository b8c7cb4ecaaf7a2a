import path from 'node:path'
import { packageRoot } from '../../src/platform/package-root.ts'
import { readTree } from '../../src/platform/tree.ts'
import type { Files } from './fixture.ts'

/** The exercise that tests use: three stages, two languages, six mutants. */
export const SPREAD = path.join(packageRoot(), 'test', 'fixtures', 'clusters', 'spread')

/** Its files as part of a content folder, one of them changed by `change`, or left out when that gives nothing. */
export async function spreadFiles(
  name?: string,
  change: (text: string) => string | undefined = (text) => text,
): Promise<Files> {
  const files = await readTree(SPREAD)
  if (name !== undefined && files.every((one) => one.path !== name)) throw new Error(`no file ${name}`)
  const texts = files.map((one) => [one.path, one.path === name ? change(one.text) : one.text] as const)
  return Object.fromEntries(
    texts.flatMap(([file, text]) => (text === undefined ? [] : [[`clusters/spread/${file}`, text]])),
  )
}
