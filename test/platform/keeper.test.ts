import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findProgram } from '../../src/platform/find-program.ts'
import { underKeeper } from '../../src/platform/keeper.ts'
import { startProcess } from '../../src/platform/process.ts'

/** Sheds group, session, parents, environment and descriptors: nothing of it leads back to us. */
const ESCAPES = '(env -i setsid sh -c "exec >/dev/null 2>&1 </dev/null 3>&- 4>&-; sleep LENGTH" &); sleep 0.3'

const run = async (script: string) => {
  const options = { command: 'sh', args: ['-c', script], cwd: '/', onLine: () => {} }
  return (await startProcess(options)).ended
}

function isRunning(command: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => commandOf(pid) === command)
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

const hasKeeper = process.platform === 'linux' && findProgram([['perl']]) !== undefined

describe.runIf(hasKeeper)('a program under its keeper', () => {
  it('leaves no process behind, however it detached it', async () => {
    await run(ESCAPES.replaceAll('LENGTH', '86399.25'))
    expect(isRunning('sleep 86399.25')).toBe(false)
  })

  it('ends with the status or the signal of the program', async () => {
    expect(await run('exit 7')).toEqual({ cause: 'exit', exitCode: 7 })
    expect(await run('kill -KILL $$')).toEqual({ cause: 'signal', signal: 'SIGKILL' })
  })

  it('is not there for a program that does not exist, so that this can be told', async () => {
    const nowhere = { command: 'no-such-program', args: [] }
    expect(underKeeper(nowhere, {})).toEqual(nowhere)
  })
})
