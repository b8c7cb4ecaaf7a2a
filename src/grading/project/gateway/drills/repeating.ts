import { counted } from '../../../../lib/counted.ts'
import { isAnswer } from '../../../../platform/http-call.ts'
import { answerText } from '../../answer-text.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { isInStep } from '../../drills/resilience.ts'
import type { GatewayBed } from '../gateway-bed.ts'
import type { Upstream } from '../upstream.ts'

/** Nobody knows whether it was done when the answer is lost: RFC 9110, 9.2.2. */
export const postsOnce: Drill<GatewayBed> = {
  id: 'posts-once',
  title: 'sends a request that has an effect each time only once, though its answer is lost',
  patterns: ['api-gateway', 'retry-backoff-jitter'],
  async run(bed) {
    const route = bed.contract.gateway.routes.find(({ methods }) => methods.some(isOnce))
    const method = route?.methods.find(isOnce)
    if (route === undefined || method === undefined)
      return weak('It could not be tried: the contract has no route with POST or PATCH.')
    const upstream = bed.upstream(route.upstream)
    for (const manner of ['cuts', 'cuts', 'hangs'] as const) {
      const id = bed.fresh()
      upstream.manner = ({ n }) => (n === 0 ? manner : 'well')
      const answer = await bed.ask({ route, method, id })
      const times = upstream.with(id).length
      const what = `${upstream.name} took a ${method} and ${manner === 'cuts' ? 'cut the connection' : 'never answered'}`
      if (times === 0)
        return weak(`The request did not reach ${upstream.name}: the client got ${answerText(answer)}.`)
      if (times > 1) return fail(`${what}, and was sent it ${times} times: what it does is done as often.`)
      if (!isAnswer(answer) || answer.status < 500)
        return fail(`${what}, and the client got ${answerText(answer)}: it should be told that nobody knows.`)
    }
    return pass(
      `Three requests with ${method} had no answer: each was sent once, and the client was told with 5xx.`,
    )
  },
}

const isOnce = (method: string) => method === 'POST' || method === 'PATCH'

const READS = 64
const MOST_TRIES = 10

export const retriesReads: Drill<GatewayBed> = {
  id: 'retries-reads',
  title: 'tries a read again that had no answer, not for ever, and not in step',
  patterns: ['retry-backoff-jitter'],
  async run(bed, draw) {
    const upstream = bed.some(draw)
    const ids = Array.from({ length: READS }, () => bed.fresh())
    // One of four: a breaker beside it must not open.
    const unlucky = ids.filter((_, at) => at % 4 === 3)
    upstream.manner = ({ path, n }) => (n === 0 && unlucky.some((id) => path.includes(id)) ? 'cuts' : 'well')
    for (const [at, id] of ids.entries()) {
      const answer = await bed.read(upstream, { id, client: at % 4 })
      if (isAnswer(answer) && answer.status === 200) continue
      if (!unlucky.includes(id))
        return weak(`Nothing was broken about ${id}, and it got ${answerText(answer)}.`)
      return fail(
        `${upstream.name} cut off a GET once, and the client got ${answerText(answer)}: it was sent ${counted(upstream.with(id).length, 'time')}.`,
      )
    }
    const pauses = unlucky.map((id) => pauseOf(upstream, id)).sort((a, b) => a - b)
    const range = `${Math.round(pauses[0] ?? 0)} to ${Math.round(pauses.at(-1) ?? 0)} ms`
    if (isInStep(pauses))
      return fail(
        `Nearly all of ${unlucky.length} second tries came after the same pause (${range}): without jitter those who fail together try again together.`,
      )
    const hopeless = bed.fresh()
    upstream.manner = () => 'cuts'
    const answer = await bed.read(upstream, { id: hopeless })
    const tries = upstream.with(hopeless).length
    if (tries > MOST_TRIES || answer.tookMs > bed.mostMs)
      return fail(
        `${upstream.name} cut off a GET each time: it was sent ${tries} times in ${Math.round(answer.tookMs)} ms for one request of a client.`,
      )
    return pass(
      `After one failure the second try came within ${range}; where ${upstream.name} failed for good it was asked ${counted(tries, 'time')}.`,
    )
  },
}

function pauseOf(upstream: Upstream, id: string): number {
  const [first, second] = upstream.with(id)
  return (second?.headAtMs ?? 0) - (first?.headAtMs ?? 0)
}
