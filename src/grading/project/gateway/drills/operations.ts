import { setTimeout as wait } from 'node:timers/promises'
import { counted } from '../../../../lib/counted.ts'
import { isAnswer } from '../../../../platform/http-call.ts'
import { answerText } from '../../answer-text.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { wrongEnding } from '../../drills/ending.ts'
import type { GatewayBed } from '../gateway-bed.ts'

const PROBES = 5

/** A restart would not bring an upstream back; it would only take the gateway away from the others. */
export const gatewayLives: Drill<GatewayBed> = {
  id: 'gateway-lives',
  title: 'says that it lives, though all upstreams hang or are down',
  patterns: ['health-check'],
  async run(bed) {
    const { live } = bed.contract
    for (const how of ['hung', 'were down'] as const) {
      if (how === 'hung') for (const one of bed.upstreams) one.manner = () => 'hangs'
      else for (const one of bed.upstreams) await one.close()
      const asking = bed.upstreams.map((one) => bed.readAll(one, 4, 4))
      for (let n = 0; n < PROBES; n += 1) {
        const answer = await bed.get(live)
        if (!isAnswer(answer) || answer.status !== 200)
          return fail(
            `GET ${live} got ${answerText(answer)} while all upstreams ${how}: whoever restarts it for that makes it worse.`,
          )
      }
      await Promise.all(asking)
    }
    return pass(`GET ${live} got 200 while all upstreams hung, and while they were down.`)
  },
}

const ASKED = 100
/** What checks by a clock may ask of others meanwhile. */
const MOST_ASKED = 20

export const gatewayHealthIsCheap: Drill<GatewayBed> = {
  id: 'gateway-health-is-cheap',
  title: 'says how it is without asking upstreams each time',
  patterns: ['health-check'],
  async run(bed) {
    const { live, ready } = bed.contract
    const arrived = () => bed.upstreams.reduce((sum, one) => sum + one.arrived.length, 0)
    for (const one of bed.upstreams) await bed.read(one)
    const before = arrived()
    if (before === 0) return weak('No upstream was asked when it was well.')
    for (let n = 0; n < ASKED; n += 1) {
      for (const place of [live, ready]) {
        const answer = await bed.get(place)
        if (!isAnswer(answer) || answer.status !== 200)
          return fail(`GET ${place} got ${answerText(answer)}, though nothing was broken.`)
      }
    }
    const asked = arrived() - before
    const what = `${2 * ASKED} questions about its health sent ${counted(asked, 'request')} to upstreams`
    return asked > MOST_ASKED
      ? fail(`${what}: the more often it is asked, the more it loads them.`)
      : pass(`${what}.`)
  },
}

export const finishesRequests: Drill<GatewayBed> = {
  id: 'finishes-requests',
  title: 'answers what upstreams are still at when it is asked to end, and then ends',
  patterns: ['graceful-shutdown'],
  async run(bed, draw) {
    const slow = bed.some(draw)
    // Far below what a single try may take.
    slow.latencyMs = bed.contract.gateway.answersInMs / 10
    const ids = Array.from({ length: 6 }, () => bed.fresh())
    const asking = Promise.all(ids.map((id) => bed.read(slow, { id })))
    await bed.until(() => slow.underWay > 0, bed.mostMs)
    await wait(Math.min(100, slow.latencyMs / 2))
    // Who has not come as far as the upstream may still be turned away.
    const underWay = slow.underWay === 0 ? [] : ids.filter((id) => slow.with(id).length > 0)
    const [ending, answers] = await Promise.all([bed.service.terminate(bed.patienceMs), asking])
    if (underWay.length === 0) return weak('No request was under way when it was asked to end.')
    const lost = answers.filter(
      (answer, at) => underWay.includes(ids[at] ?? '') && !(isAnswer(answer) && answer.status === 200),
    )
    const what = `${counted(underWay.length, 'request')} under way when it was asked to end`
    const [first] = lost
    if (first !== undefined) return fail(`Of ${what} ${lost.length} got ${answerText(first)}.`)
    const wrong = wrongEnding(ending, bed.patienceText)
    return wrong === undefined ? pass(`Of ${what} all were answered, then it ended with 0.`) : fail(wrong)
  },
}

/** How often a load balancer asks whether it is ready. */
const PROBE_MS = 200

/** Requests go where a load balancer sends them: here, until it has seen that this one is not ready. */
export const gatewayDrains: Drill<GatewayBed> = {
  id: 'gateway-drains-first',
  title: 'is unready before it turns anybody away, when it is asked to end',
  patterns: ['graceful-shutdown'],
  async run(bed, draw) {
    const upstream = bed.some(draw)
    const lost: string[] = []
    let answered = 0
    let isSentHere = true
    const client = async (number: number) => {
      for (; isSentHere; await wait(50)) {
        const answer = await bed.read(upstream, { client: number })
        if (isAnswer(answer) && answer.status === 200) answered += 1
        else lost.push(answerText(answer))
      }
    }
    const clients = [0, 1, 2].map(client)
    await bed.until(() => answered > 3 || lost.length > 0, bed.mostMs)
    const early = answered
    const ending = bed.service.terminate(bed.patienceMs)
    const ready = await notReady(bed)
    isSentHere = false
    await Promise.all(clients)
    await ending
    if (early === 0) return weak('No request was answered before it was asked to end.')
    const [first] = lost
    if (first !== undefined)
      return fail(
        `${counted(lost.length, 'request')} got ${first} around SIGTERM, before a load balancer that asks for readiness every ${PROBE_MS} ms could know: it was still sending them here.`,
      )
    return pass(
      `GET ${bed.contract.ready} got ${ready} after SIGTERM, and none of ${counted(answered, 'request')} sent until then was lost.`,
    )
  },
}

/** What it says in the place of 200, as soon as that is seen: at worst somebody has asked just before the signal. */
async function notReady(bed: GatewayBed): Promise<string> {
  for (;;) {
    await wait(PROBE_MS)
    const answer = await bed.get(bed.contract.ready)
    if (!isAnswer(answer) || answer.status !== 200) return answerText(answer)
  }
}

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const SPAN = 'b7ad6b7169203331'

/** W3C Trace Context: the trace goes on, and who passes it on is a span of its own. */
export const traceGoesOn: Drill<GatewayBed> = {
  id: 'trace-goes-on',
  title: 'goes on with the trace of a client under a span of its own, and begins one where there is none',
  patterns: ['distributed-tracing'],
  async run(bed, draw) {
    const upstream = bed.some(draw)
    const [id, bare] = [bed.fresh(), bed.fresh()]
    await bed.read(upstream, { id, headers: { traceparent: `00-${TRACE}-${SPAN}-01` } })
    await bed.read(upstream, { id: bare })
    const [seen, begun] = [upstream.with(id)[0], upstream.with(bare)[0]]
    if (seen === undefined || begun === undefined) return weak(`No request reached ${upstream.name}.`)
    const { trace, span } = partsOf(seen.headers['traceparent'])
    if (trace !== TRACE)
      return fail(`The client sent trace ${TRACE}, and ${upstream.name} was sent ${trace ?? 'none'}.`)
    if (span === SPAN)
      return fail(
        `${upstream.name} was sent the span of the client: what the gateway does has no span of its own.`,
      )
    if (partsOf(begun.headers['traceparent']).trace === undefined)
      return fail(
        `The client had no trace, and ${upstream.name} was sent none: nobody can follow the request.`,
      )
    return pass(
      `${upstream.name} was sent the trace of the client under span ${span}, and a new trace where there was none.`,
    )
  },
}

function partsOf(traceparent = ''): { trace?: string | undefined; span?: string | undefined } {
  const [, trace, span] = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/.exec(traceparent) ?? []
  return { trace, span }
}
