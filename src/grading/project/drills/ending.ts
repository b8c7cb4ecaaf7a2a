import type { Ending } from '../../../platform/process.ts'

/** What is wrong with how a program ended that was asked to (SIGTERM); undefined when it ended with 0. */
export function wrongEnding(ending: Ending | undefined, patienceText: string): string | undefined {
  if (ending === undefined) return `It was asked to end (SIGTERM) and was still there ${patienceText} later.`
  const { cause, exitCode, signal } = ending
  if (cause === 'exit' && exitCode === 0) return undefined
  return `It was asked to end (SIGTERM) and ended with ${cause === 'exit' ? `exit status ${exitCode}` : `signal ${signal}`}, not with 0.`
}
