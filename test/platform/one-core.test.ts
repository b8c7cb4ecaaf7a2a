import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findProgram } from '../../src/platform/find-program.ts'
import { stayOnOneCore } from '../../src/platform/one-core.ts'

const allowed = () => /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
const isHere = process.platform === 'linux' && findProgram([['taskset']]) !== undefined

describe.runIf(isHere)('one core', () => {
  it('is kept to by us and by what we start, and given up again', async () => {
    const before = allowed()
    const { release } = await stayOnOneCore()
    expect(allowed()).toMatch(/^\d+$/)
    const { stdout } = spawnSync('grep', ['Cpus_allowed_list', '/proc/self/status'], { encoding: 'utf8' })
    expect(stdout).toMatch(/:\s*\d+\n$/)
    await release()
    expect(allowed()).toBe(before)
  })
})
