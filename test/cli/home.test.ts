import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const CACHE = path.resolve(import.meta.dirname, '../../bin/code-cache.js')

/** What a run does as it ends, in a process of its own: one that does not end can be ended. */
const SAVE = `const chunk = { fresh: false, script: new (require('node:vm').Script)('1') }
require(${JSON.stringify(CACHE)}).openCodeCache({ HOME: process.argv[1] }).save(new Map([['a', chunk]]), '/')`

it('a home in which no folder can be made costs the cache of code, not the end of the run', async () => {
  const home = path.join('/proc', 'nope')
  await expect(run(process.execPath, ['-e', SAVE, home], { timeout: 8000 })).resolves.toMatchObject({
    stderr: '',
  })
})
