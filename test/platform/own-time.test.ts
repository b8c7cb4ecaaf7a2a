import { describe, expect, it } from 'vitest'
import { waitInOwnTime } from '../../src/platform/own-time.ts'
import { startProcess } from '../../src/platform/process.ts'

/** A program on a machine that gives it this share of a processor; it ends after so much work. */
function program(share: number, workMs: number, isReady = true) {
  let usedMs = 0
  return {
    usedMs: () => usedMs,
    isReady: () => isReady,
    happens: async (withinMs: number) => {
      usedMs += withinMs * share
      return usedMs >= workMs
    },
  }
}

const wait = (limitMs: number, one: ReturnType<typeof program>) => waitInOwnTime(limitMs, one, one.happens)

describe('a limit in the program’s own time', () => {
  it('is over for a program that never ends, on a machine with time to spare', async () => {
    expect(await wait(1000, program(1, Number.POSITIVE_INFINITY))).toBe('over')
  })

  it('is over for a program that sleeps, although it uses no time', async () => {
    expect(await wait(1000, program(0, 1, false))).toBe('over')
  })

  it('is not over for a program that gets a fifth of a processor and needs half the limit', async () => {
    expect(await wait(1000, program(0.2, 500))).toBe('happened')
  })

  it('is over for a program that gets a fifth of a processor and never ends', async () => {
    expect(await wait(1000, program(0.2, Number.POSITIVE_INFINITY))).toBe('over')
  })

  it('says that the machine starves a program which gets next to nothing', async () => {
    expect(await wait(1000, program(0.001, 500))).toBe('starved')
  })
})

describe.skipIf(process.platform !== 'linux')('a process', { timeout: 30_000 }, () => {
  it.each([
    ['waits', 'sleep 60', false],
    ['works', 'while :; do :; done', true],
  ])('that %s is seen to', async (_, script, works) => {
    const options = { command: 'sh', args: ['-c', script], cwd: '/', onLine: () => {} }
    const running = await startProcess(options)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const seen: boolean[] = []
    for (let look = 0; look < 10; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      seen.push(running.isReady())
    }
    const usedMs = running.usedMs()
    await running.stop()
    expect(seen.filter(Boolean).length > 5).toBe(works)
    if (works) expect(usedMs).toBeGreaterThan(0)
  })
})
