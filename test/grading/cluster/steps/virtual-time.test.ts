import { describe, expect, it } from 'vitest'
import { Standstill, VirtualTime } from '../../../../src/grading/cluster/steps/virtual-time.ts'
import { sleep } from '../../../../src/grading/cluster/timeline.ts'

describe('virtual time', () => {
  it('does what is due in the order of time, and of one moment in the order in which it was asked', async () => {
    const time = new VirtualTime()
    const seen: string[] = []
    const note = (name: string) => () => seen.push(`${name} ${time.nowUs()}`)
    time.after(20, note('third'))
    time.after(10, note('first'))
    time.after(10, note('second'))
    await time.run(() => sleep(time, 1))
    expect(seen).toEqual(['first 10', 'second 10', 'third 20'])
  })

  it('does not pass while something is held for', async () => {
    const time = new VirtualTime()
    const seen: string[] = []
    time.after(10, () => {
      time.hold(
        new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
          seen.push(`held ${time.nowUs()}`)
          time.after(5, () => seen.push(`set going ${time.nowUs()}`))
        }),
      )
    })
    time.after(12, () => seen.push(`later ${time.nowUs()}`))
    await time.run(() => sleep(time, 1))
    expect(seen).toEqual(['held 10', 'later 12', 'set going 15'])
  })

  it('lets those who waited by a promise go on before anything else happens', async () => {
    const time = new VirtualTime()
    const seen: string[] = []
    time.after(2001, () => seen.push('other'))
    await time.run(async () => {
      await sleep(time, 1)
      await sleep(time, 1)
      seen.push('waited')
      await Promise.resolve()
      time.after(0, () => seen.push('at once'))
      await sleep(time, 1)
    })
    expect(seen).toEqual(['waited', 'at once', 'other'])
  })

  it('forgets what was taken back', async () => {
    const time = new VirtualTime()
    let count = 0
    const cancel = time.after(10, () => {
      count += 1
    })
    cancel()
    await time.run(() => sleep(time, 1))
    expect(count).toBe(0)
  })

  it('gives up when everything happens at one moment for ever', async () => {
    const time = new VirtualTime()
    const again = (): void => void time.after(0, again)
    again()
    await expect(time.run(() => sleep(time, 1))).rejects.toBeInstanceOf(Standstill)
  })

  it('throws what the play throws', async () => {
    const time = new VirtualTime()
    await expect(time.run(() => Promise.reject(new Error('as it was told to')))).rejects.toThrow('as it was')
  })
})
