import { isDeepStrictEqual } from 'node:util'
import { counted } from '../../../../lib/counted.ts'
import { type HttpAnswer, isAnswer, type NoAnswer } from '../../../../platform/http-call.ts'
import { answerText } from '../../answer-text.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { filled, filledIn } from '../../program-contract.ts'
import type { GatewayRoute, Method } from '../contract.ts'
import type { GatewayBed } from '../gateway-bed.ts'

/** What an upstream may well answer, and what is no failure of it. */
const STATUSES = [200, 201, 202, 404, 409, 422]
const QUERY = '?q=a%20b%26c&page=2'

export const passesThrough: Drill<GatewayBed> = {
  id: 'passes-through',
  title: 'passes each request on to its upstream as it is, and the answer back',
  patterns: 'all',
  async run(bed, draw) {
    let count = 0
    for (const route of bed.contract.gateway.routes) {
      for (const method of route.methods) {
        const status = STATUSES[draw(STATUSES.length)] ?? 200
        const wrong = await wronglyPassed(bed, { route, method, status })
        if (wrong !== undefined) return fail(wrong)
        count += 1
      }
    }
    const nowhere = `/${bed.fresh()}-nowhere`
    const answer = await bed.get(nowhere)
    if (!isAnswer(answer) || answer.status < 400 || answer.status >= 500)
      return fail(`GET ${nowhere}, for which there is no route, got ${answerText(answer)}, not 404.`)
    if (bed.upstreams.some((one) => one.with(nowhere).length > 0))
      return fail(`GET ${nowhere}, for which there is no route, was passed on.`)
    return pass(
      `${counted(count, 'request')} reached the right upstream once, unchanged, and were answered as it said; a path without a route reached none.`,
    )
  },
}

interface Passing {
  readonly route: GatewayRoute
  readonly method: Method
  readonly status: number
}

async function wronglyPassed(bed: GatewayBed, { route, method, status }: Passing) {
  const id = bed.fresh()
  const body = { from: route.upstream, about: id }
  bed.upstream(route.upstream).says = () => ({ status, body })
  const asked = `${method} ${filled(route.path, { id })}`
  const answer = await bed.ask({ route, method, id, query: QUERY })
  for (const one of bed.upstreams) {
    const times = one.with(id).length
    const due = one.name === route.upstream ? 1 : 0
    if (times !== due)
      return `${asked} reached ${one.name} ${counted(times, 'time')}, and should ${due === 1 ? 'once' : 'never'}; it got ${answerText(answer)}.`
  }
  return (
    wrongRequest(bed, { route, method, id, asked }) ?? wrongAnswer(answer, { asked, method, status, body })
  )
}

function wrongRequest(
  bed: GatewayBed,
  { route, method, id, asked }: Omit<Passing, 'status'> & { readonly id: string; readonly asked: string },
): string | undefined {
  const [seen] = bed.upstream(route.upstream).with(id)
  const path = filled(route.to ?? route.path, { id }) + QUERY
  if (seen?.method !== method) return `${asked} reached ${route.upstream} as ${seen?.method}.`
  if (!isSamePlace(seen.path, path))
    return `${asked}${QUERY} reached ${route.upstream} as ${seen.path}, not ${path}.`
  if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return undefined
  if (isDeepStrictEqual(parsed(seen.body), filledIn(route.body, { id }))) return undefined
  return `${asked} reached ${route.upstream} with another body: ${seen.body.slice(0, 80) || 'none'}.`
}

function wrongAnswer(
  answer: HttpAnswer | NoAnswer,
  { asked, method, status, body }: { asked: string; method: Method; status: number; body: object },
): string | undefined {
  if (!isAnswer(answer) || answer.status !== status)
    return `${asked} was answered by its upstream with ${status}, and the client got ${answerText(answer)}.`
  if (method === 'HEAD' || isDeepStrictEqual(answer.json, body)) return undefined
  return `${asked} got another body than its upstream sent: ${answer.text.slice(0, 80) || 'none'}.`
}

/** A query may be written otherwise and say the same. */
function isSamePlace(seen: string, due: string): boolean {
  const [one, other] = [seen, due].map((text) => new URL(text, 'http://127.0.0.1'))
  return (
    one?.pathname === other?.pathname &&
    isDeepStrictEqual([...(one?.searchParams ?? [])], [...(other?.searchParams ?? [])])
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SECRET = 'of-this-connection'

/** RFC 9110, 7.6.1: some fields speak of one connection, and a proxy ends them. */
export const headersEnd: Drill<GatewayBed> = {
  id: 'headers-end-here',
  title: 'ends the headers of a connection, passes on the others, and says who asked',
  patterns: 'all',
  async run(bed, draw) {
    const upstream = bed.some(draw)
    const id = bed.fresh()
    const named = {
      connection: 'close, x-drill-hop',
      'x-drill-hop': SECRET,
      'keep-alive': `timeout=9, ${SECRET}`,
    }
    upstream.says = () => ({
      ...{ status: 200, body: {} },
      headers: {
        connection: 'x-drill-hop',
        'x-drill-hop': SECRET,
        'x-drill-answer': 'kept',
        'cache-control': 'max-age=7',
      },
    })
    const headers = {
      ...named,
      te: `trailers, ${SECRET}`,
      'x-drill-kept': 'kept',
      traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
    }
    const answer = await bed.read(upstream, { id, headers })
    const [seen] = upstream.with(id)
    if (seen === undefined || !isAnswer(answer))
      return weak(`The request did not reach ${upstream.name}: the client got ${answerText(answer)}.`)
    const there = wrongThere(seen.headers)
    if (there !== undefined) return fail(`${upstream.name} ${there}`)
    const back = wrongBack(answer.headers)
    if (back !== undefined) return fail(`The client ${back}`)
    return pass(
      `What Connection named, Keep-Alive and TE ended at the gateway; other headers went through both ways, and ${upstream.name} was told the address of the client.`,
    )
  },
}

type Headers = Readonly<Record<string, string>>

function wrongThere(headers: Headers): string | undefined {
  const hop = Object.keys(headers).find(
    (name) => headers[name]?.includes(SECRET) || headers[name]?.includes('x-drill-hop'),
  )
  if (hop !== undefined)
    return `was sent ${hop}, which speaks of the connection between client and gateway alone.`
  if (headers['x-drill-kept'] !== 'kept') return 'was not sent x-drill-kept, which the client had sent.'
  if (!headers['traceparent']?.includes(TRACE))
    return 'was not sent the trace of the client (traceparent): whoever follows the request loses it here.'
  if (!`${headers['x-forwarded-for']} ${headers['forwarded']}`.includes('127.0.0.1'))
    return 'was not told who asked: the address of the client is neither in X-Forwarded-For nor in Forwarded.'
  return undefined
}

function wrongBack(headers: Headers): string | undefined {
  if (headers['x-drill-hop'] !== undefined)
    return 'was sent x-drill-hop, which speaks of the connection between upstream and gateway alone.'
  if (headers['x-drill-answer'] !== 'kept' || headers['cache-control'] !== 'max-age=7')
    return 'was not sent x-drill-answer and cache-control as the upstream had said.'
  return undefined
}
