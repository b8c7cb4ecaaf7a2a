import { shellLine } from '../lib/shell-words.ts'
import { UserError } from '../lib/user-error.ts'
import { callWords } from '../messages/calls/index.ts'
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
  const { nothingNamed, fileOrCommand } = callWords()
  throw new UserError(file === undefined ? nothingNamed : fileOrCommand, {
    code: 'no-program',
    next: [
      'compendium test FILE --pattern PATTERN',
      'compendium test --pattern PATTERN -- COMMAND [ARGUMENTS]',
    ],
  })
}

/** Whether a folder was named, and nothing that its files should be graded as. */
export async function isWholeProject(
  file: string | undefined,
  { pattern, workload, watch }: { pattern: string | undefined; workload: string | undefined; watch: boolean },
): Promise<boolean> {
  if (file === undefined || pattern !== undefined || workload !== undefined || watch) return false
  const { pathKind } = await import('../platform/tree.ts')
  return (await pathKind(file)) === 'folder'
}

export function cannotWatch(): UserError {
  const { cannotWatch: why, withoutWatch } = callWords()
  return new UserError(why, { code: 'cannot-watch', next: [withoutWatch] })
}

/** @throws UserError (exit 2) for a flag that says nothing of a component. */
export function onlyOfClusters(flags: Readonly<Record<string, unknown>>): void {
  refuse(flags, callWords().forClusters)
}

/** @throws UserError (exit 2) for a flag that says nothing of a cluster. */
export function onlyOfComponents(flags: Readonly<Record<string, unknown>>): void {
  refuse(flags, callWords().forComponents)
}

function refuse(
  flags: Readonly<Record<string, unknown>>,
  why: (named: { readonly flag: string }) => string,
): void {
  const given = Object.entries(flags).find(([, value]) => value !== undefined && value !== false)
  if (given === undefined) return
  const [flag] = given
  throw new UserError(why({ flag }), { code: 'wrong-kind', next: [callWords().without({ flag })] })
}

export function needsPattern(): UserError {
  const { gradedAsWhat, asComponent, asNodes, asProject } = callWords()
  return new UserError(gradedAsWhat, { code: 'no-pattern', next: [asComponent, asNodes, asProject] })
}
