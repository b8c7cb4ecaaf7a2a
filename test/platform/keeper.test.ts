import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
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

/** Runs the script from a process of its own, and kills that before it can clean up. */
async function killHolder(script: string, ...pauses: readonly string[]): Promise<void> {
  const helper = path.join(import.meta.dirname, 'helpers', 'holds-a-program.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', helper, script, ...pauses], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => void child.stdout.once('data', resolve))
  child.kill('SIGKILL')
}

async function isGone(command: string): Promise<boolean> {
  for (let look = 0; look < 100 && isRunning(command); look += 1) {
    await new Promise((resolve) => void setTimeout(resolve, 50))
  }
  return !isRunning(command)
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

  it.each([
    ['a child that has not our death for its own', 'sleep 86398.25 & sleep 86397; true', '86398.25', []],
    ['one that had been stopped', 'sleep 86396.25 & kill -STOP $!; sleep 86397; true', '86396.25', []],
    [
      'one that left group and session',
      `${ESCAPES.replaceAll('LENGTH', '86395.25')}; sleep 86397`,
      '86395.25',
      [],
    ],
    ['a program that we had paused', 'sleep 86394.25; true', '86394.25', ['pauses']],
  ])(
    'leaves nothing behind when we are killed: %s',
    async (_, script, length, pauses) => {
      await killHolder(script, ...pauses)
      expect(await isGone(`sleep ${length}`)).toBe(true)
    },
    20_000,
  )

  it('is not there for a program that does not exist, so that this can be told', async () => {
    const nowhere = { command: 'no-such-program', args: [] }
    expect(underKeeper(nowhere, {})).toEqual({ ...nowhere, isKept: false })
  })
})
