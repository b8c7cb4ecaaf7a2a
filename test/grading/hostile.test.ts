import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { FIXTURES, failing, grade, leftBehind } from './helpers.ts'

const hostile = (name: string) => path.join(FIXTURES, 'hostile', name)
const LIMIT_S = 4
/** Starting interpreters, and finding the operation again. */
const GRACE_MS = 12_000
/** Limits are in the program's own time: on a machine that others use as well it takes longer. */
const BUSY = 4

/** Short where the limit is what must be met; long for filling a gibibyte on a machine that is busy. */
function limitFor(name: string): number {
  if (/at_import|ignores|forks_children/.test(name) && !name.includes('exit')) return LIMIT_S / 2
  return name.startsWith('eats_memory') ? 4 * LIMIT_S : LIMIT_S
}

async function judged(name: string) {
  const timeout = limitFor(name)
  const start = performance.now()
  const result = await grade(hostile(name), { timeout })
  expect(performance.now() - start).toBeLessThan(BUSY * (timeout * 1000 + GRACE_MS))
  expect(leftBehind(hostile(name))).toEqual([])
  return result
}

describe('a program that misbehaves while it is loaded', () => {
  it.each([
    ['loops_at_import.py', 'load-timeout'],
    ['loops_at_import.mjs', 'load-timeout'],
    ['ignores_sigterm.py', 'load-timeout'],
    ['forks_children.py', 'load-timeout'],
    ['forks_children.mjs', 'load-timeout'],
    ['exits_at_import.py', 'exited-at-import'],
    ['exits_at_import.mjs', 'ended-early'],
    ['hard_exit_at_import.py', 'ended-early'],
    ['floods.py', 'too-much-output'],
    ['floods.mjs', 'too-much-output'],
    ['eats_memory.py', 'too-much-memory'],
    ['eats_memory.mjs', 'too-much-memory'],
    ['fork_bomb.py', 'too-many-processes'],
    ['double_forks.py', 'missing-name'],
    ['daemon.py', 'missing-name'],
    ['threads.py', 'missing-name'],
  ])('%s: %s', { timeout: 90_000 }, async (name, code) => {
    const result = await judged(name)
    expect(result).toMatchObject({ verdict: 'fail', fault: { code } })
  })

  it('leaves no process behind, in whatever session it hid', { timeout: 90_000 }, async () => {
    await judged('double_forks.py')
    await judged('forks_children.py')
    await judged('forks_children.mjs')
    await judged('daemon.py')
    expect([...leftBehind('time.sleep(98'), ...leftBehind('sleep 984'), ...leftBehind('sleep 983')]).toEqual(
      [],
    )
  })
})

describe('a program that misbehaves in a call', () => {
  it.each([
    ['loops_in_call.py', 'it never came back'],
    ['loops_in_call.mjs', 'it never came back'],
    ['deadlocks.py', 'it never came back'],
    ['never_settles.mjs', 'it never came back'],
    ['sleeps.mjs', 'it never came back'],
    ['exits_in_call.py', 'the program ended itself (exit status 0)'],
    ['exits_in_call.mjs', 'the program ended itself (exit status 0)'],
    ['kills_itself.py', 'the program ended itself (signal SIGKILL)'],
    ['segfaults.py', 'the program ended itself (signal SIGSEGV)'],
    ['sys_exit_in_call.py', 'it raised SystemExit: 3 (line 13)'],
    ['raises_base.py', 'it raised KeyboardInterrupt: mine (line 12)'],
    ['throws_text.mjs', 'it threw "just text" (not an Error)'],
    ['throws_nothing.mjs', 'it threw undefined (not an Error)'],
    ['keeps_alive.mjs', 'it gave 1, fn not run'],
    ['prints.py', 'it gave None, fn not run'],
    ['prints.mjs', 'it gave undefined, fn not run'],
    ['writes_fd4.py', 'OSError'],
  ])('%s: %s', { timeout: 90_000 }, async (name, message) => {
    const result = await judged(name)
    expect(failing(result)).toEqual(['passes-results-through'])
    expect(result.checks.find((check) => check.verdict === 'fail')?.message).toContain(message)
  })

  it('sync_call.mjs: it gave 1, not a promise; and that it never opens is seen beside that', async () => {
    const result = await judged('sync_call.mjs')
    expect(failing(result)).toEqual(['passes-results-through', 'opens-after-threshold'])
    expect(JSON.stringify(result.checks)).toContain('it gave 1, not a promise')
  })

  it.each(['loops_in_state.py', 'loops_in_state.mjs'])(
    '%s: a loop in state is found where it is, not at the top level',
    { timeout: 90_000 },
    async (name) => {
      const result = await judged(name)
      expect(JSON.stringify(result.checks)).toContain('reading the state: it never came back')
    },
  )

  it.each(['prints.py', 'prints.mjs'])('%s: what it printed stands where it printed it', async (name) => {
    const result = await judged(name)
    const steps = result.checks.find((check) => check.verdict === 'fail')?.counterexample?.steps
    expect(steps?.map((step) => step.printed)).toEqual(['hello from call'])
  })

  it('never sleeps: an hour of time.sleep passes in virtual time', async () => {
    const start = performance.now()
    const result = await judged('sleeps.py')
    expect(result.diagnosis?.ids).toEqual(['never-opens'])
    expect(performance.now() - start).toBeLessThan(GRACE_MS)
  })

  it('is not blamed for promises and timers that nobody waits for', async () => {
    const result = await judged('unhandled.mjs')
    expect(result.diagnosis?.ids).toEqual(['never-opens'])
  })
})
