import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { callWords } from '../messages/calls/index.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { writeFileAtomic } from '../platform/files.ts'
import type { JUnitSuite } from '../report/junit.ts'

/** @throws UserError (exit 2) for a reporter that there is not. */
export function requireReporters(reporters: readonly string[]): void {
  const wrong = reporters.find((reporter) => reporter !== 'github' && !/^junit=./.test(reporter))
  if (wrong === undefined) return
  const { noReporter, reporters: known } = callWords()
  throw new UserError(noReporter({ reporter: wrong }), { code: 'unknown-reporter', next: [known] })
}

/** Writes the suite to the file that the flag names. @throws UserError when that cannot be written (exit 2). */
export async function writeJUnit(reporter: string, suite: JUnitSuite, cwd: string): Promise<void> {
  const file = reporter.slice('junit='.length)
  const { junitXml } = await import('../report/junit.ts')
  try {
    await writeFileAtomic(path.resolve(cwd, file), junitXml(suite))
  } catch (cause) {
    const { notWritten, writableFolder } = callWords()
    throw new UserError(notWritten({ file, why: whyNotWritten(cause) }), {
      code: 'report-not-written',
      next: [writableFolder],
      cause,
    })
  }
}
