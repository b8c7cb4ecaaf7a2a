import { setTimeout as wait } from 'node:timers/promises'
import { counted } from '../../../lib/counted.ts'
import { isAnswer } from '../../../platform/http-call.ts'
import { answerText } from '../answer-text.ts'
import type { TestBed } from '../test-bed.ts'
import { type Drill, fail, pass, weak } from './drill.ts'

/** How often a load balancer asks whether it is ready. */
const PROBE_MS = 200
const CLIENTS = 3

/** Requests go where a load balancer sends them: here, until it has seen that this one is not ready. */
export const drainsFirst: Drill = {
  id: 'drains-first',
  title: 'is unready before it turns anybody away, when it is asked to end',
  patterns: ['graceful-shutdown'],
  async run(bed) {
    const load = underLoad(bed)
    await wait(500)
    const early = load.answered()
    const ending = bed.service.terminate(bed.patienceMs)
    const ready = await notReady(bed)
    await load.end()
    await ending
    if (early === 0) return weak('No request was answered before it was asked to end.')
    const [first] = load.lost
    if (first !== undefined)
      return fail(
        `${counted(load.lost.length, 'request')} got ${first} after SIGTERM, before a load balancer that asks for readiness every ${PROBE_MS} ms could know: it was still sending them here.`,
      )
    return pass(
      `GET ${bed.contract.ready} got ${ready} after SIGTERM, and none of ${counted(load.answered(), 'request')} sent until then was lost.`,
    )
  },
}

/** Clients that place one order after the other. An answer of 5xx is lost, too: whoever asks has no order. */
function underLoad(bed: TestBed) {
  const lost: string[] = []
  let answered = 0
  let isSentHere = true
  const client = async () => {
    for (; isSentHere; await wait(20)) {
      const answer = await bed.place(bed.fresh(1)[0] ?? '')
      if (isAnswer(answer) && answer.status < 500) answered += 1
      else lost.push(answerText(answer))
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  const end = () => {
    isSentHere = false
    return clients
  }
  return { lost, answered: () => answered, end }
}

/** What it says in the place of 200, as soon as that is seen: at worst somebody has asked just before the signal. */
async function notReady(bed: TestBed): Promise<string> {
  for (;;) {
    await wait(PROBE_MS)
    const answer = await bed.get(bed.contract.ready)
    if (!isAnswer(answer) || answer.status !== 200) return answerText(answer)
  }
}

const PROBES = 100
/** What its own work, and checks by a clock, may ask of others meanwhile. */
const MOST_ASKED = 20

/** Each replica is asked every few seconds, by several: a probe that asks on adds up where it hurts. */
export const healthIsCheap: Drill = {
  id: 'health-is-cheap',
  title: 'says how it is without asking others each time',
  patterns: ['health-check'],
  async run(bed) {
    const order = bed.fresh(1)
    await bed.placeAll(order)
    await bed.settled(order, bed.patienceMs)
    const { live, ready } = bed.contract
    const before = askedOfOthers(bed)
    for (let n = 0; n < PROBES; n++) {
      for (const place of [live, ready]) {
        const answer = await bed.get(place)
        if (!isAnswer(answer) || answer.status !== 200)
          return fail(`GET ${place} got ${answerText(answer)}, though nothing was broken.`)
      }
    }
    const asked = askedOfOthers(bed) - before
    if (asked > MOST_ASKED)
      return fail(
        `${2 * PROBES} questions about its health sent ${counted(asked, 'request')} to what it depends on: the more often it is asked, the more it loads them.`,
      )
    return pass(
      `${2 * PROBES} questions about its health sent ${counted(asked, 'request')} to what it depends on.`,
    )
  },
}

function askedOfOthers({ payments, stock, notifications }: TestBed): number {
  return [payments, stock, notifications].reduce((sum, one) => sum + (one?.reached.length ?? 0), 0)
}
