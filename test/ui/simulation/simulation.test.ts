import { describe, expect, it } from 'vitest'
import { lessonTheme } from '../../../src/report/lesson/theme.ts'
import {
  captionsUntil,
  type Shown,
  simulationLines,
} from '../../../src/ui/screens/simulation/simulation-lines.ts'
import {
  isDone,
  isWatched,
  type SimulationState,
  startSimulation,
  updateSimulation,
} from '../../../src/ui/screens/simulation/state.ts'
import type { ScreenEvent } from '../../../src/ui/terminal/program.ts'
import { sampleRun } from '../helpers/run.ts'

const SIZE = { columns: 80, rows: 24 }
const REPLAY = { endUs: 10_000_000, stepUs: 1_000_000, charts: 2 }
const PLAIN = lessonTheme({ color: 0, unicode: true })
const start = (size = SIZE) => startSimulation(size, REPLAY)
const tick = (elapsedMs: number): ScreenEvent => ({ type: 'tick', elapsedMs })
const send = (state: SimulationState, ...events: readonly (string | ScreenEvent)[]) =>
  events.reduce(
    (now: SimulationState, event) =>
      updateSimulation(now, typeof event === 'string' ? { type: 'key', key: event } : event),
    state,
  )

describe('virtual time', () => {
  it('passes as fast as the speed says', () => {
    expect(send(start(), tick(500)).atUs).toBe(500_000)
    expect(send(start(), '+', '+', tick(500)).atUs).toBe(2_000_000)
    expect(send(start(), '-', tick(500)).atUs).toBe(250_000)
  })

  it('stands still while paused', () => {
    const paused = send(start(), tick(500), 'space')
    expect(send(paused, tick(500)).atUs).toBe(500_000)
    expect(send(paused, 'space', tick(500)).atUs).toBe(1_000_000)
  })

  it('goes to the next point of the charts with a step, and pauses', () => {
    expect(send(start(), tick(500), '.')).toMatchObject({ atUs: 1_000_000, playing: false })
    expect(send(start(), '.', '.')).toMatchObject({ atUs: 2_000_000, playing: false })
  })

  it('ends at the end, and starts again from there', () => {
    const end = send(start(), tick(60_000))
    expect(end).toMatchObject({ atUs: 10_000_000, playing: false })
    expect(isDone(end)).toBe(true)
    expect(send(end, 'space')).toMatchObject({ atUs: 0, playing: true })
    expect(send(end, 'r')).toMatchObject({ atUs: 0, playing: true })
  })

  it('counts as watched once half of it was shown, also when it begins again', () => {
    expect(isWatched(send(start(), tick(4_900)))).toBe(false)
    const half = send(start(), tick(5_000))
    expect(isWatched(half)).toBe(true)
    expect(isWatched(send(half, 'r'))).toBe(true)
  })

  it('starts at a speed at which the replay takes a while, and no longer', () => {
    const seconds = (endUs: number) => endUs / 1e6 / startSimulation(SIZE, { ...REPLAY, endUs }).speed
    for (const endUs of [30e6, 60e6, 600e6, 3600e6]) {
      expect(seconds(endUs)).toBeGreaterThan(9)
      expect(seconds(endUs)).toBeLessThanOrEqual(20)
    }
  })

  it('has bounds to its speed', () => {
    const keys = Array.from({ length: 50 }, () => '+')
    expect(send(start(), ...keys).speed).toBe(1024)
    expect(send(start(), ...keys.map(() => '-')).speed).toBe(1 / 8)
  })
})

describe('leaving', () => {
  it('quits with q and Escape, and with Enter only at the end', () => {
    expect(send(start(), 'q').ending).toBe('quit')
    expect(send(start(), 'escape').ending).toBe('quit')
    expect(send(start(), 'enter').ending).toBeUndefined()
    expect(send(start(), 'G', 'enter').ending).toBe('quit')
    expect(send(start(), { type: 'interrupt' }).ending).toBe('interrupted')
  })

  it('closes the help with any key, and quits from it with q', () => {
    expect(send(start(), '?')).toMatchObject({ help: true, playing: false })
    expect(send(start(), '?', 'x')).toMatchObject({ help: false, ending: undefined })
    expect(send(start(), '?', 'q').ending).toBe('quit')
  })
})

describe('what is shown', () => {
  const shown: Shown = { ...sampleRun(), summary: ['The breaker opened once.'] }
  const lines = (state: SimulationState, unicode = true) => simulationLines(state, shown, PLAIN, unicode)

  it('is what has happened so far', () => {
    expect(lines(send(start(), tick(5000))).join('\n')).toMatchInlineSnapshot(`
      "5.0 s of 10 s ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━────────────────────────────────
      latency, with breaker                   latency, without
           8 ┤                                     8 ┤         ██████
             ┤                                       ┤         ██████
             ┤                                       ┤         ██████
             ┤▄▄▄▄▄▄▄▄▄██████                        ┤▄▄▄▄▄▄▄▄▄██████
           0 └──────────────────────────────       0 └──────────────────────────────
                       ├ outage ┤                              ├ outage ┤
              0 s                       10 s          0 s                       10 s
      calls, with breaker                     calls, without
          10 ┤▅▅▅▅▅▅▅▅▅                           10 ┤▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅
             ┤█████████                              ┤███████████████
             ┤█████████                              ┤███████████████
             ┤█████████                              ┤███████████████
           0 └──────────────────────────────       0 └──────────────────────────────
                       ├ outage ┤                              ├ outage ┤
              0 s                       10 s          0 s                       10 s

       3.0 s  with breaker: the breaker opens


      "
    `)
  })

  it('is the summary at the end', () => {
    expect(lines(send(start(), 'G')).join('\n')).toContain('The breaker opened once.')
    expect(lines(send(start(), tick(5000))).join('\n')).not.toContain('The breaker opened once.')
  })

  it('never fills more rows or columns than there are', () => {
    for (const [columns, rows] of [
      [40, 10],
      [80, 24],
      [120, 40],
      [200, 60],
      [20, 5],
    ] as const) {
      for (const state of [start({ columns, rows }), send(start({ columns, rows }), 'G')]) {
        const drawn = lines(state)
        expect(drawn.length).toBeLessThanOrEqual(rows - 2)
        if (columns >= 40) expect(Math.max(...drawn.map((line) => line.length))).toBeLessThan(columns)
      }
    }
  })

  it('keeps a whole chart on a screen of ten rows, and gives up events for it', () => {
    const drawn = lines(send(start({ columns: 40, rows: 10 }), tick(5000)))
    expect(drawn.filter((line) => line.includes('┤'))).toHaveLength(3)
    expect(drawn.join('\n')).toMatch(/ 0 └─+\n.*outage.*\n +0 s +10 s/)
    const higher = lines(send(start({ columns: 40, rows: 12 }), tick(5000))).join('\n')
    expect(higher).toContain('3.0 s  with breaker: the breaker …')
  })

  it('needs nothing but ASCII where there is nothing else', () => {
    expect(lines(send(start(), tick(5000)), false).join('')).toMatch(/^[ -~]*$/)
  })

  it('turns to the next chart with Tab', () => {
    const small = start({ columns: 80, rows: 16 })
    expect(lines(small).join('\n')).toContain('latency')
    expect(lines(small).join('\n')).not.toContain('calls, with')
    expect(lines(send(small, 'tab')).join('\n')).toContain('calls, with')
    expect(send(small, 'tab', 'tab').firstChart).toBe(0)
  })

  it('tells each event with its second and its variant', () => {
    expect(captionsUntil(shown, 4_000_000)).toEqual([' 3.0 s  with breaker: the breaker opens'])
    expect(captionsUntil(shown, 2_999_999)).toEqual([])
    const scenario = { ...shown.scenario, variants: shown.scenario.variants.slice(0, 1) }
    expect(captionsUntil({ ...shown, scenario }, 4_000_000)).toEqual([' 3.0 s  the breaker opens'])
  })
})
