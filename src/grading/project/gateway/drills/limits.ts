import { type HttpAnswer, isAnswer } from '../../../../platform/http-call.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import type { GatewayBed } from '../gateway-bed.ts'

/** Who asks too often, and who asks now and then. */
const GREEDY = 1
const MODEST = 2

/** A limiter may let a burst through at once, or count in windows of which two meet in the midst of it. */
export const limitsEachClient: Drill<GatewayBed> = {
  id: 'limits-each-client',
  title: 'turns away a client that asks too often, and no other client, and only for a while',
  patterns: ['rate-limiting'],
  needs: ['limit'],
  async run(bed, draw) {
    const { requests, perSeconds } = bed.contract.gateway.limit ?? { requests: 1, perSeconds: 1 }
    const upstream = bed.some(draw)
    const ask = async (client: number) => bed.read(upstream, { client })
    const { answers, seconds, others } = await burst(requests, ask)
    const limit = `${requests} in ${perSeconds} s`
    const allowed = requests * (2 + Math.floor(seconds / perSeconds))
    const accepted = answers.filter(({ status }) => status === 200).length
    const refused = answers.filter(({ status }) => status === 429)
    const broken = answers.find(({ status }) => status !== 200 && status !== 429)
    if (broken !== undefined) return weak(`Something else gave way first: a request got ${broken.status}.`)
    if (accepted > allowed)
      return fail(
        `${accepted} of ${answers.length} requests of one client were taken in ${seconds.toFixed(1)} s; ${limit}, counted in windows, would be ${allowed} at most.`,
      )
    if (refused.length === 0)
      return weak(
        `${answers.length} requests took ${seconds.toFixed(1)} s, which is no faster than ${limit}.`,
      )
    if (refused.some(({ headers }) => headers['retry-after'] === undefined))
      return fail('It was answered with 429 and without Retry-After: nobody knows when to come back.')
    if (others.length === 0) return weak('No other client asked while the first was turned away.')
    const bad = others.find(({ status }) => status !== 200)
    if (bad !== undefined)
      return fail(`One client asked too often, and another one, which asked now and then, got ${bad.status}.`)
    const isTaken = async () => {
      const answer = await ask(GREEDY)
      return isAnswer(answer) && answer.status === 200
    }
    if (!(await bed.until(isTaken))) return fail(`${bed.patienceText} later the client is still turned away.`)
    return pass(
      `Of ${answers.length} requests of one client in ${seconds.toFixed(1)} s ${refused.length} were turned away with 429 and Retry-After, and none of another client; later they were taken again.`,
    )
  },
}

const AT_ONCE = 4
/** The one asks for so many times what it may. */
const TOO_OFTEN = 6
/** The other asks for this share of what it may, all in all, so that no right limit is met however it counts. */
const NOW_AND_THEN = 0.25

/** Asks too often for the one and meanwhile, once that was turned away, now and then for the other. */
async function burst(allowed: number, ask: (client: number) => ReturnType<GatewayBed['read']>) {
  const startedMs = performance.now()
  const answers: HttpAnswer[] = []
  const others: HttpAnswer[] = []
  const keep = (to: HttpAnswer[], answer: Awaited<ReturnType<typeof ask>>) => {
    if (isAnswer(answer)) to.push(answer)
  }
  let left = TOO_OFTEN * allowed
  let leftOfOther = Math.max(1, Math.floor(NOW_AND_THEN * allowed))
  const pause = Math.floor(left / (2 * leftOfOther))
  let nextOther = left
  const client = async () => {
    while (left > 0) {
      left -= 1
      keep(answers, await ask(GREEDY))
      if (leftOfOther === 0 || left > nextOther || answers.at(-1)?.status !== 429) continue
      leftOfOther -= 1
      nextOther = left - pause
      keep(others, await ask(MODEST))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, client))
  return { answers, others, seconds: (performance.now() - startedMs) / 1000 }
}
