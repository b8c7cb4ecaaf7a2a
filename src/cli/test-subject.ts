import { shellLine } from '../lib/shell-words.ts'
import { UserError } from '../lib/user-error.ts'
import { requireHyphens } from './dashes.ts'

/** A file, or a command that is called after its words. */
export interface Subject {
  readonly file: string
  readonly command?: readonly string[]
}

/** What stands after `--` starts a program of the user's. @throws UserError (exit 2) for a flag that is none. */
export function splitCommand(argv: readonly string[]): { own: string[]; command?: string[] } {
  const at = argv.indexOf('--')
  requireHyphens(at < 0 ? argv : argv.slice(0, at))
  return at < 0 ? { own: [...argv] } : { own: argv.slice(0, at), command: argv.slice(at + 1) }
}

/** What is to be graded. @throws UserError when that is nothing, or two things (exit 2). */
export function subjectOf(file: string | undefined, command: readonly string[] | undefined): Subject {
  if (file !== undefined && command === undefined) return { file }
  if (file === undefined && command !== undefined && command.length > 0)
    return { file: shellLine(command), command }
  throw new UserError(
    file === undefined ? 'Nothing to grade was named.' : 'Name a file, or a command after --, not both.',
    {
      code: 'no-program',
      next: [
        'compendium test FILE --pattern PATTERN',
        'compendium test --pattern PATTERN -- COMMAND [ARGUMENTS]',
      ],
    },
  )
}

export function cannotWatch(): UserError {
  return new UserError('--watch needs a file: a command says not which files it is made of.', {
    code: 'cannot-watch',
    next: ['Run the test without --watch.'],
  })
}

/** @throws UserError (exit 2) for a flag that says nothing of a component. */
export function onlyOfClusters(flags: Readonly<Record<string, unknown>>): void {
  refuse(flags, 'is for the nodes of a cluster, and a component was named')
}

/** @throws UserError (exit 2) for a flag that says nothing of a cluster. */
export function onlyOfComponents(flags: Readonly<Record<string, unknown>>): void {
  refuse(flags, 'is for components, and the nodes of a cluster were named')
}

function refuse(flags: Readonly<Record<string, unknown>>, why: string): void {
  const given = Object.entries(flags).find(([, value]) => value !== undefined && value !== false)
  if (given === undefined) return
  throw new UserError(`--${given[0]} ${why}.`, {
    code: 'wrong-kind',
    next: [`Run the test without --${given[0]}.`],
  })
}

export function needsPattern(): UserError {
  return new UserError('What is the file to be graded as?', {
    code: 'no-pattern',
    next: [
      'A component: compendium test FILE --pattern circuit-breaker',
      'The nodes of a cluster: compendium test FILE --workload lin-kv',
    ],
  })
}
