import { monotonicMs } from '../../../../platform/clock.ts'
import { type Drill, type Finding, fail, pass, weak } from '../../drills/drill.ts'
import { until } from '../../until.ts'
import { howItEnded, wrongFailure } from '../failing.ts'
import type { Asked } from '../stand-in.ts'
import type { Made, ToolBed } from '../tool-bed.ts'
import { BUSY } from './retrying.ts'

const PATTERNS = ['deadline-propagation']
const SHORT_MS = 1000
const LONG_MS = 30_000
/** By so much a deadline must shorten the waiting to be seen at work. */
const CLEAR_MS = 500

export const givesUpInTime: Drill<ToolBed> = {
  id: 'gives-up-in-time',
  title: 'gives up a service that hangs when the time that it was given is over',
  patterns: PATTERNS,
  needs: ['deadline'],
  async run(bed) {
    // The shorter of two: a busy machine only makes them longer.
    const runs = [await hanging(bed), await hanging(bed)]
    const waits = runs.flatMap(({ asked }) => waitedFor(asked) ?? [])
    const begin = `The command had ${SHORT_MS} ms, the other service never answered, and`
    for (const { asked, ended } of runs) {
      if (asked.length === 0) return weak(`No request reached the other service: ${howItEnded(ended)}.`)
      const wrong = wrongFailure(ended)
      if (wrong !== undefined) return fail(`${begin} it ${wrong}`)
    }
    const waited = Math.min(...waits)
    const after = `${begin} it was given up after ${waited} ms`
    // Whoever starts slowly is on a busy machine, and gives up slowly.
    const startUpMs = Math.min(...runs.flatMap((one) => one.startUpMs ?? []))
    if (waited > 2 * SHORT_MS + startUpMs) return fail(`${after}.`)
    // Something else may have ended it, such as the limit of a single try.
    for (let n = 0; n < 2; n += 1)
      if (!(await waitsFor(bed, waited + CLEAR_MS)))
        return weak(`${after}, and no later with ${LONG_MS} ms: something else ends it as early.`)
    return pass(`${after}; with ${LONG_MS} ms it was waited for longer.`)
  },
}

function hanging(bed: ToolBed): Promise<Made> {
  return bed.make({ command: bed.usual, manner: () => 'hangs', ...bed.within(SHORT_MS) })
}

/** Whether with much time it still asks, or waits for an answer, so long after its first request. */
async function waitsFor(bed: ToolBed, ms: number): Promise<boolean> {
  const call = { command: bed.usual, manner: () => 'hangs' as const, ...bed.within(LONG_MS) }
  const { standIn, run, made } = await bed.begin(call)
  let isOver = false
  void run.ended.then(() => {
    isOver = true
  })
  const asksStill = () => {
    const [first, ...more] = standIn.meant()
    if (first === undefined) return false
    const thenMs = first.headAtMs + ms
    return [first, ...more].some(
      ({ headAtMs, closedAtMs = monotonicMs() }) => Math.max(headAtMs, closedAtMs) >= thenMs,
    )
  }
  await until(() => isOver || asksStill(), bed.contract.tool.endsInMs + bed.patienceMs)
  const found = asksStill()
  run.stop()
  await made
  return found
}

/** From the first request until the last was given up. */
function waitedFor(asked: readonly Asked[]): number | undefined {
  const [first, closedAtMs] = [asked[0], asked.at(-1)?.closedAtMs]
  return first === undefined || closedAtMs === undefined ? undefined : Math.round(closedAtMs - first.headAtMs)
}

const GIVEN_MS = 10_000
/** The first try takes so long, and that time is gone. */
const GONE_MS = 700
/** Clocks of the tool and of ours need not agree to the millisecond. */
const INEXACT_MS = 50

/**
 * A second request is made when the first was answered, however busy the machine is, so that what is left must be less by
 * all that the answer took.
 */
export const tellsWhatIsLeft: Drill<ToolBed> = {
  id: 'tells-what-is-left',
  title: 'tells the other service how long it still waits, and less each time',
  patterns: PATTERNS,
  needs: ['deadline'],
  async run(bed) {
    const name = bed.contract.tool.deadline?.header?.toLowerCase()
    if (name === undefined)
      return weak('It could not be tried: the contract names no header of the deadline.')
    const manner = (n: number) => (n === 0 ? { ...BUSY, afterMs: GONE_MS } : ('well' as const))
    const { asked, ended } = await bed.make({ command: bed.usual, manner, ...bed.within(GIVEN_MS) })
    if (asked.length === 0) return weak(`No request reached the other service: ${howItEnded(ended)}.`)
    return judged(
      asked.map(({ headers }) => headers[name]),
      name,
    )
  },
}

function judged(told: readonly (string | undefined)[], name: string): Finding {
  const begin = `The command had ${GIVEN_MS} ms, and the other service was told`
  const all = `${begin} ${told.map((one) => one ?? 'nothing').join(', then ')}`
  const bad = told.find((one) => one === undefined || !/^\d+$/.test(one) || Number(one) > GIVEN_MS)
  if (told.includes(undefined)) return fail(`${all}: there was no ${name}.`)
  if (bad !== undefined) return fail(`${all}: ${bad} is no number of milliseconds that may be left of them.`)
  const [first = 0, second] = told.map(Number)
  if (second !== undefined && second > first - GONE_MS + INEXACT_MS)
    return fail(`${all}, though the first try had taken ${GONE_MS} ms.`)
  if (second !== undefined) return pass(`${all} ms; the first try had taken ${GONE_MS} ms.`)
  if (first === GIVEN_MS) return weak(`${all} ms, once: nobody knows whether it would shrink.`)
  return pass(`${all} ms, in its only request.`)
}
