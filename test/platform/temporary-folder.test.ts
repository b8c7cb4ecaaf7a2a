import { afterEach, expect, it, vi } from 'vitest'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'

afterEach(() => vi.unstubAllEnvs())

it.skipIf(process.platform === 'win32')('a TMPDIR that is not there is the user’s to mend', async () => {
  vi.stubEnv('TMPDIR', '/nowhere/at/all')
  await expect(makeTemporaryFolder()).rejects.toMatchObject({
    name: 'UserError',
    code: 'no-temporary-folder',
    message: 'No temporary folder can be made in /nowhere/at/all: it is not there.',
  })
})
