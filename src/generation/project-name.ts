import { UserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import { RESERVED } from './reserved-names.ts'

const LONGEST = 64

/**
 * The name of a project is also the name of a folder, an npm package and a container, so it takes
 * what all of them accept: lower-case letters, digits and single hyphens. Throws `UserError`.
 */
export function checkProjectName(name: string): string {
  const problem = problemOf(name)
  if (problem === undefined) return name
  const better = suggestion(name)
  const { name: say } = projectWords()
  throw new UserError(say.bad({ name: printable(name), why: problem }), {
    code: 'bad-project-name',
    next: [
      say.form,
      ...(better === undefined ? [] : [say.forExample({ command: `compendium generate project ${better}` })]),
    ],
  })
}

function problemOf(name: string): string | undefined {
  const { name: say } = projectWords()
  if (name.trim() === '') return say.empty
  if (/[/\\]/.test(name) || name === '.' || name === '..') return say.path
  if (name.length > LONGEST) return say.long({ most: LONGEST })
  if (!/^[a-z]/.test(name)) return say.start
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return say.characters
  if (RESERVED.has(name)) return say.reserved
  return undefined
}

/** The nearest name that would do: accents dropped, everything else turned into hyphens. */
function suggestion(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^[^a-z]+|-+$/g, '')
  if (plain === '') return undefined
  const better = RESERVED.has(plain) ? `${plain}-service` : plain
  return problemOf(better) === undefined ? better : undefined
}

/** A name may hold control characters; they are shown, not sent to the terminal. */
function printable(name: string): string {
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST)}...` : name
  return JSON.stringify(short).slice(1, -1)
}
