import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { howItEnded } from '../failing.ts'
import { isTooShort, rangeOf, seesJitter, standStill } from '../pause-judging.ts'
import type { Asked } from '../stand-in.ts'
import type { Made, ToolBed } from '../tool-bed.ts'
import { BUSY, NOT_REPEATABLE } from './retrying.ts'

const RUNS = 16
/** Fewer say nothing of how they are spread. */
const LEAST = 12

/** Of many who fail together none knows of the others: only pauses that differ part them. */
export const spacesTries: Drill<ToolBed> = {
  id: 'spaces-its-tries',
  title: 'waits before it tries again, and not each time equally long',
  patterns: ['retry-backoff-jitter'],
  async run(bed) {
    const command = await bed.repeatable()
    if (command === undefined) return weak(NOT_REPEATABLE)
    const runs: Made[] = []
    for (let n = 0; n < RUNS; n += 1)
      runs.push(await bed.make({ command, manner: (at) => (at === 0 ? BUSY : 'well') }))
    const pauses = runs.flatMap(({ asked }) => pauseAfter(asked) ?? [])
    const startUps = runs.flatMap(({ startUpMs }) => startUpMs ?? [])
    const what = `${pauses.length} second tries came after ${rangeOf(pauses)}`
    if (pauses.length < LEAST)
      return weak(
        `Of ${RUNS} commands that met a failure ${pauses.length} were tried again: too few to tell.`,
      )
    if (isTooShort(pauses))
      return fail(`${what}: most of them at once, so that a service in trouble gets no room.`)
    if (standStill(pauses))
      return fail(
        `${what}, nearly all after the same pause: without jitter those who fail together try again together.`,
      )
    if (!seesJitter(pauses, startUps))
      return weak(`${what}: on a machine as busy as this nobody can tell whether that is chance or jitter.`)
    return pass(`${what}, which differ by more than this machine makes them.`)
  },
}

const SAID_S = 2
/** Timers of the tool and of ours need not agree to the millisecond. */
const EARLY_MS = 100

export const waitsAsTold: Drill<ToolBed> = {
  id: 'waits-as-told',
  title: 'waits as long as Retry-After says before it tries again',
  patterns: ['retry-backoff-jitter'],
  onlyWith: ['retryAfter'],
  async run(bed) {
    const command = await bed.repeatable()
    if (command === undefined) return weak(NOT_REPEATABLE)
    const usual = await bed.make({ command, manner: (n) => (n === 0 ? BUSY : 'well') })
    const told = { ...BUSY, headers: { 'retry-after': String(SAID_S) } }
    const { asked, ended } = await bed.make({ command, manner: (n) => (n === 0 ? told : 'well') })
    const pause = pauseAfter(asked)
    const begin = `The other service answered 503 with Retry-After: ${SAID_S}, and`
    if (pause === undefined) return weak(`${begin} was not asked again: ${howItEnded(ended)}.`)
    const after = `${begin} the next request came after ${Math.round(pause)} ms`
    if (pause < SAID_S * 1000 - EARLY_MS) return fail(`${after}.`)
    if ((pauseAfter(usual.asked) ?? 0) > SAID_S * 500)
      return weak(`${after}; but without it the pause is long as well, so that nobody knows why.`)
    return pass(`${after}.`)
  },
}

/** From the answer to the first request to the second. */
function pauseAfter([first, second]: readonly Asked[]): number | undefined {
  if (first?.answeredAtMs === undefined || second === undefined) return undefined
  return second.headAtMs - first.answeredAtMs
}
