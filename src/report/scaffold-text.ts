import path from 'node:path'
import type { Scaffolded, ScaffoldRequest } from '../authoring/scaffold/scaffold.ts'
import { shellLine } from '../lib/shell-words.ts'
import { authoringWords } from '../messages/authoring/index.ts'

export type { Scaffolded, ScaffoldRequest }

/** What was begun, and what the author does next. `here`: the folder that was written to, as seen from the one they are in. */
export function scaffoldText({ kind, created, changed, next }: Scaffolded, here: string): string {
  const lint = shellLine(['compendium', 'content', 'lint', here || '.'])
  const say = authoringWords()
  const width = Math.max(say.wrote.length, say.changed.length) + 2
  return [
    ...created.map((file) => `${say.wrote.padEnd(width)}${path.join(here, file)}`),
    ...changed.map((file) => `${say.changed.padEnd(width)}${path.join(here, file)}`),
    '',
    ...next,
    ...(kind === 'simulation' ? [] : [say.stillToWrite({ command: lint })]),
  ].join('\n')
}
