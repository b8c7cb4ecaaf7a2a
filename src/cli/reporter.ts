import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { writeFileAtomic } from '../platform/files.ts'
import type { JUnitSuite } from '../report/junit.ts'

/** The file of `--reporter junit=FILE`. @throws UserError for any other reporter (exit 2). */
export function junitFile(reporter: string): string {
  const [kind, ...rest] = reporter.split('=')
  const file = rest.join('=')
  if (kind === 'junit' && file !== '') return file
  throw new UserError(`--reporter ${reporter} is not a reporter.`, {
    code: 'unknown-reporter',
    next: ['The one reporter there is: --reporter junit=FILE'],
  })
}

/** Writes the suite to the file that the flag names. @throws UserError when that cannot be written (exit 2). */
export async function writeJUnit(reporter: string, suite: JUnitSuite, cwd: string): Promise<void> {
  const file = junitFile(reporter)
  const { junitXml } = await import('../report/junit.ts')
  try {
    await writeFileAtomic(path.resolve(cwd, file), junitXml(suite))
  } catch (cause) {
    throw new UserError(`${file} cannot be written: ${whyNotWritten(cause)}.`, {
      code: 'report-not-written',
      next: ['Name a file in a folder that you may write to.'],
      cause,
    })
  }
}
