import { isAnswer } from '../../../../platform/http-call.ts'
import { answerText } from '../../answer-text.ts'
import { type Drill, type Finding, fail, pass, weak } from '../../drills/drill.ts'
import type { GatewayBed } from '../gateway-bed.ts'

const GIVEN_MS = 3000
/** The body comes so much later than the head, and that time is gone. */
const LINE_MS = 1000
const SHORT_MS = 500
/** What a busy machine may take beyond a time that is over. */
const SLACK_MS = 1500

export const deadlineShrinks: Drill<GatewayBed> = {
  id: 'deadline-shrinks',
  title: 'tells an upstream how long its caller still waits, and gives up when that is over',
  patterns: ['deadline-propagation'],
  needs: ['deadline'],
  async run(bed, draw) {
    const told = await tellsWhatIsLeft(bed)
    if (told.verdict !== 'pass') return told
    const upstream = bed.some(draw)
    const name = bed.contract.gateway.deadline?.toLowerCase() ?? ''
    const over = bed.fresh()
    const late = await bed.read(upstream, { id: over, headers: { [name]: '0' } })
    if (upstream.with(over).length > 0 || (isAnswer(late) && late.status < 400))
      return fail(
        `A caller had 0 ms left and got ${answerText(late)}; ${upstream.name} was asked ${upstream.with(over).length} times for nobody.`,
      )
    const id = bed.fresh()
    upstream.manner = () => 'hangs'
    const answer = await bed.read(upstream, { id, headers: { [name]: String(SHORT_MS) } })
    const took = `${Math.round(answer.tookMs)} ms`
    if (upstream.with(id).length === 0)
      return weak(`The request did not reach ${upstream.name}: the client got ${answerText(answer)}.`)
    if (SHORT_MS + SLACK_MS >= bed.contract.gateway.answersInMs)
      return weak(`answersInMs is too short to tell a deadline of ${SHORT_MS} ms from it.`)
    if (answer.tookMs > SHORT_MS + SLACK_MS)
      return fail(
        `A caller waited for ${SHORT_MS} ms, ${upstream.name} hung, and the answer (${answerText(answer)}) came after ${took}.`,
      )
    if (isAnswer(answer) && answer.status < 500)
      return fail(`${upstream.name} hung for longer than the caller waited, who got ${answer.status}.`)
    const isGivenUp = await bed.until(() => upstream.hanging === 0, SLACK_MS)
    if (!isGivenUp)
      return fail(
        `The time of the caller was over, and ${SLACK_MS} ms later ${upstream.name} was still at work for it.`,
      )
    return pass(
      `${told.message} Of 0 ms nothing was passed on, and ${SHORT_MS} ms ended after ${took}, for the upstream as well.`,
    )
  },
}

/** On a slow line time goes by before there is a request to pass on. */
async function tellsWhatIsLeft(bed: GatewayBed): Promise<Finding> {
  const name = bed.contract.gateway.deadline?.toLowerCase() ?? ''
  const route = bed.contract.gateway.routes.find(({ methods }) => methods.some(hasBody))
  const method = route?.methods.find(hasBody)
  if (route === undefined || method === undefined)
    return weak('It could not be tried: the contract has no route with POST, PUT or PATCH.')
  const upstream = bed.upstream(route.upstream)
  const id = bed.fresh()
  const startedMs = performance.now()
  const headers = { [name]: String(GIVEN_MS) }
  const answer = await bed.ask({ route, method, id, headers, bodyAfterMs: LINE_MS })
  const [seen] = upstream.with(id)
  if (seen === undefined)
    return weak(`The request did not reach ${upstream.name}: the client got ${answerText(answer)}.`)
  const gone = Math.round(seen.headAtMs - startedMs)
  const text = seen.headers[name]
  const left = Number(text)
  const what = `A caller waited for ${GIVEN_MS} ms, and after ${gone} of them ${upstream.name} was told`
  if (text === undefined) return fail(`${what} nothing of it: there was no ${name}.`)
  if (!(left >= 0 && left <= GIVEN_MS)) return fail(`${what} ${text}.`)
  if (gone >= LINE_MS && left > GIVEN_MS - LINE_MS / 2)
    return fail(`${what} ${left} ms: as if no time had gone by.`)
  // Whoever passes the head on at once, before there is a body, knows of hardly any time.
  if (left === GIVEN_MS) return weak(`${what} ${left} ms: nobody knows whether it would shrink.`)
  return pass(`${what} ${left} ms.`)
}

const hasBody = (method: string) => ['POST', 'PUT', 'PATCH'].includes(method)
