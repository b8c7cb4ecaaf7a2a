import { counted } from '../../../lib/counted.ts'
import { isAnswer } from '../../../platform/http-call.ts'
import { answerText } from '../answer-text.ts'
import { askAll, isAccepted, type TestBed } from '../test-bed.ts'
import { standsStill } from '../until.ts'
import { type Drill, fail, pass, weak } from './drill.ts'

export const breakerOpens: Drill = {
  id: 'breaker-opens',
  title: 'stops asking payments while it is down, and asks again when it is well',
  patterns: ['circuit-breaker'],
  async run(bed) {
    const orders = bed.fresh(60)
    let isDown = true
    bed.payments.manner = () => (isDown ? 'failing' : 'well')
    await bed.placeAll(orders.slice(0, 40), 4)
    const reached = bed.payments.reached.length
    const before = bed.payments.reached.length
    await bed.placeAll(orders.slice(40), 4)
    const late = bed.payments.reached.length - before
    isDown = false
    if (reached === 0) return weak('Payments was never asked.')
    if (late >= 10)
      return fail(
        `Payments failed all the time, and after 40 orders had failed the next 20 sent it ${late} more requests: nothing stops them.`,
      )
    const isWell = await bed.until(() => getsDone(bed), bed.patienceMs)
    if (!isWell)
      return fail(
        `Payments is well again, and ${bed.patienceText} later no order gets done: the breaker does not close.`,
      )
    return pass(
      `Of 20 orders placed while payments was down ${late} reached it; when it was well again, orders got done again.`,
    )
  },
}

/** A project may answer before it has called payments: then the order gets done a while later. */
async function getsDone(bed: TestBed): Promise<boolean> {
  const orders = bed.fresh(1)
  const answers = await bed.placeAll(orders, 1)
  if (answers.accepted().length === 0) return false
  return [...(await bed.settled(orders, DONE_MS)).values()].every((standing) => standing === 'done')
}

const DONE_MS = 5000

export const retries: Drill = {
  id: 'retries',
  title: 'tries again when payments fails once, and does not try for ever or in step',
  patterns: ['retry-backoff-jitter'],
  async run(bed) {
    const all = bed.fresh(64)
    // One of four: a breaker beside it must not open.
    const orders = all.filter((_, at) => at % 4 === 3)
    bed.payments.manner = ({ order = '' }) =>
      orders.includes(order) && bed.payments.asked(order).length === 0 ? 'failing' : 'well'
    const answers = await bed.placeAll(all, 1)
    const found = await bed.settled(orders, bed.patienceMs)
    const gaveUp = orders.find((order) => found.get(order) !== 'done')
    if (gaveUp !== undefined)
      return fail(
        `Payments failed once about ${gaveUp}, the order was answered with ${answers.text(gaveUp)} and is ${found.get(gaveUp)}: it was not tried again.`,
      )
    const hopeless = bed.fresh(1)[0] ?? ''
    bed.payments.manner = () => 'failing'
    await bed.place(hopeless)
    const tries = bed.payments.asked(hopeless).length
    if (tries > MOST_TRIES)
      return fail(
        `Payments failed about ${hopeless} each time, and was asked ${tries} times before the client had an answer.`,
      )
    const pauses = orders.map((order) => pauseOf(bed, order)).sort((a, b) => a - b)
    const range = `${Math.round(pauses[0] ?? 0)} to ${Math.round(pauses.at(-1) ?? 0)} ms`
    if (isInStep(pauses))
      return fail(
        `Nearly all of ${orders.length} second tries came after the same pause (${range}): without jitter those who fail together try again together.`,
      )
    return pass(
      `After one failure the second try came within ${range}; where payments failed for good it was asked ${counted(tries, 'time')}.`,
    )
  },
}

const MOST_TRIES = 20

function pauseOf(bed: TestBed, order: string): number {
  const [first, second] = bed.payments.asked(order)
  return (second?.atMs ?? 0) - (first?.atMs ?? 0)
}

/**
 * Whether pauses (sorted, in milliseconds) are one and the same. Three of four lie within 3 % and 2 ms of the median: a
 * jitter of 10 % brings three of ten there. Short ones say nothing: the machine's own delays are as long.
 */
export function isInStep(pauses: readonly number[]): boolean {
  const median = pauses[Math.floor(pauses.length / 2)] ?? 0
  const near = pauses.filter((pause) => Math.abs(pause - median) <= 2 + 0.03 * median)
  return median >= 40 && near.length >= 0.75 * pauses.length
}

export const bulkheadHolds: Drill = {
  id: 'bulkhead-holds',
  title: 'answers other requests while payments hangs, and lets only so many wait for it',
  patterns: ['bulkhead'],
  async run(bed) {
    const [known = '', ...orders] = bed.fresh(101)
    await bed.place(known)
    const calm = await bed.look(known)
    bed.payments.manner = () => 'hangs'
    const placing = bed.placeAll(orders, orders.length)
    // At a time: who has given up makes room, and work that is done later comes in after it.
    const waiting = () => bed.payments.mostHanging
    await bed.until(() => waiting() > 0, bed.patienceMs)
    await standsStill(waiting)
    const look = await bed.look(known)
    // A slow machine sends some of them only when it has been looked at.
    await placing
    const letIn = waiting()
    if (letIn === 0) return weak('No request was waiting for payments.')
    const took = `${Math.round(look.tookMs)} ms`
    if (!isAnswer(look) || look.tookMs > MOST_LOOK_MS + 5 * calm.tookMs)
      return fail(`While payments hung, reading an order got ${answerText(look)} after ${took}.`)
    if (letIn > 0.9 * orders.length)
      return fail(
        `${orders.length} orders were placed at once while payments hung, and ${letIn} waited for it at the same time.`,
      )
    return pass(
      `Of ${orders.length} orders placed at once ${letIn} waited for payments at the same time; reading an order took ${took} meanwhile.`,
    )
  },
}

/** More than when all was well, several times over: a busy machine is slow at anything. */
const MOST_LOOK_MS = 2000

/** A limiter may let a burst through at once, and then no more than its rate. */
export const limitsRate: Drill = {
  id: 'rate-limited',
  title: 'turns away whoever asks too often, and only for a while',
  patterns: ['rate-limiting'],
  needs: ['limit'],
  async run(bed) {
    const { requests, perSeconds } = bed.contract.orders.limit ?? { requests: 1, perSeconds: 1 }
    const orders = bed.fresh(6 * requests)
    // Reading costs less, so that more can be asked in a second; a limiter may be there for placing alone.
    const read = await burst(orders, (order) => bed.look(order))
    const isForAll = read.answers.some(({ status }) => status === 429)
    const { answers, seconds } = isForAll ? read : await burst(orders, (order) => bed.place(order))
    const allowed = Math.ceil(requests * (1 + seconds / perSeconds))
    const accepted = answers.filter(({ status }) => status < 429).length
    const refused = answers.filter(({ status }) => status === 429)
    const broken = answers.find(({ status }) => status >= 500)
    const limit = `${requests} in ${perSeconds} s`
    if (broken !== undefined) return weak(`Something else gave way first: a request got ${broken.status}.`)
    if (accepted > allowed)
      return fail(
        `${accepted} of ${orders.length} requests were taken in ${seconds.toFixed(1)} s; ${limit}, and as many in a burst, would be ${allowed}.`,
      )
    if (refused.length === 0)
      return weak(`${orders.length} requests took ${seconds.toFixed(1)} s, which is no faster than ${limit}.`)
    if (refused.some(({ headers }) => headers['retry-after'] === undefined))
      return fail('It was answered with 429 and without Retry-After: nobody knows when to come back.')
    const isBack = await bed.until(
      async () => isAccepted(await bed.place(bed.fresh(1)[0] ?? '')),
      bed.patienceMs,
    )
    if (!isBack) return fail(`${bed.patienceText} later orders are still turned away.`)
    return pass(
      `Of ${orders.length} requests in ${seconds.toFixed(1)} s ${refused.length} were turned away with 429 and Retry-After; later they were taken again.`,
    )
  },
}

async function burst(orders: readonly string[], ask: Parameters<typeof askAll>[2]) {
  const startedMs = performance.now()
  const answers = [...(await askAll(orders, 4, ask)).values()].filter(isAnswer)
  return { answers, seconds: (performance.now() - startedMs) / 1000 }
}
