import path from 'node:path'
import type { Scaffolded, ScaffoldRequest } from '../authoring/scaffold/scaffold.ts'
import { shellLine } from '../lib/shell-words.ts'

export type { Scaffolded, ScaffoldRequest }

/** What was begun, and what the author does next. `here`: the folder that was written to, as seen from the one they are in. */
export function scaffoldText({ kind, created, changed, next }: Scaffolded, here: string): string {
  const lint = shellLine(['compendium', 'content', 'lint', here || '.'])
  return [
    ...created.map((file) => `wrote    ${path.join(here, file)}`),
    ...changed.map((file) => `changed  ${path.join(here, file)}`),
    '',
    ...next,
    ...(kind === 'simulation' ? [] : [`What is still to be written: ${lint}`]),
  ].join('\n')
}
