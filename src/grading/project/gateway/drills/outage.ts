import { setTimeout as wait } from 'node:timers/promises'
import { type HttpAnswer, isAnswer, type NoAnswer } from '../../../../platform/http-call.ts'
import { answerText } from '../../answer-text.ts'
import { type Drill, type Finding, fail, pass, weak } from '../../drills/drill.ts'
import { standsStill } from '../../until.ts'
import type { GatewayBed } from '../gateway-bed.ts'
import type { Upstream } from '../upstream.ts'

const TRIES = 5
/** Many times what it takes when all is well: a busy machine is slow at anything. */
const MOST_CALM_MS = 3000

export const deadUpstream: Drill<GatewayBed> = {
  id: 'dead-upstream',
  title: 'says in time that an upstream is down, serves the others, and it again when it is back',
  patterns: 'all',
  async run(bed, draw) {
    const dead = bed.some(draw)
    await bed.read(dead)
    await dead.close()
    for (let n = 0; n < TRIES; n += 1) {
      const wrong = wronglyTold(bed, await bed.read(dead))
      if (wrong !== undefined) return fail(`${dead.name} was down, and a request to it ${wrong}`)
      const other = await firstBad(bed, dead)
      if (other !== undefined) return fail(`${dead.name} was down, and ${other}`)
    }
    await dead.open()
    return isBack(
      bed,
      dead,
      `While ${dead.name} was down its requests got 502 to 504 in time, and the others 200`,
    )
  },
}

export const hungUpstream: Drill<GatewayBed> = {
  id: 'hung-upstream',
  title: 'gives an upstream up in time that never answers, and serves the others meanwhile',
  patterns: 'all',
  async run(bed, draw) {
    const hung = bed.some(draw)
    hung.manner = () => 'hangs'
    const asking = bed.readAll(hung, 2 * TRIES, 2 * TRIES)
    const others = await servedMeanwhile(bed, hung, asking)
    const answers = await asking
    hung.manner = () => 'well'
    if (others.verdict !== 'pass') return others
    const wrong = answers.map((answer) => wronglyTold(bed, answer)).find((one) => one !== undefined)
    if (wrong !== undefined) return fail(`${hung.name} never answered, and a request to it ${wrong}`)
    return isBack(
      bed,
      hung,
      `While ${hung.name} hung its requests got 502 to 504 in time, and the others 200`,
    )
  },
}

/** What is wrong with an answer about an upstream that is down; undefined when it is told in time. */
function wronglyTold(bed: GatewayBed, answer: HttpAnswer | NoAnswer): string | undefined {
  const took = `${Math.round(answer.tookMs)} ms`
  if (answer.tookMs > bed.mostMs)
    return `had ${answerText(answer)} after ${took}; the contract says ${bed.contract.gateway.answersInMs} ms.`
  if (isAnswer(answer) && [502, 503, 504].includes(answer.status)) return undefined
  return `got ${answerText(answer)} after ${took}, not 502, 503 or 504.`
}

/** What went wrong with the first request to another upstream that did. Another client asks, of whom there is no other request. */
export async function firstBad(bed: GatewayBed, gone: Upstream): Promise<string | undefined> {
  for (const other of bed.others(gone)) {
    const answer = await bed.read(other, { client: 9 })
    if (!isAnswer(answer) || answer.status !== 200 || answer.tookMs > MOST_CALM_MS)
      return `${other.name}, which was well, got ${answerText(answer)} after ${Math.round(answer.tookMs)} ms.`
  }
  return undefined
}

/** Whether the others are served for as long as `asking` is under way and something hangs. */
export async function servedMeanwhile(
  bed: GatewayBed,
  hung: Upstream,
  asking: Promise<unknown>,
): Promise<Finding> {
  let isOver = false
  void asking.then(() => {
    isOver = true
  })
  await bed.until(() => hung.hanging > 0 || isOver, bed.mostMs)
  await standsStill(() => hung.mostHanging, 200)
  let served = 0
  for (; !isOver && hung.hanging > 0; await wait(100)) {
    const bad = await firstBad(bed, hung)
    if (bad !== undefined) return fail(`${hung.name} hung, and ${bad}`)
    served += 1
  }
  if (served === 0) return weak(`No request was waiting for ${hung.name} while others were asked.`)
  return pass(`While ${hung.name} hung, others were served.`)
}

/** Passes once the upstream, which is well, is served again. */
export async function isBack(bed: GatewayBed, upstream: Upstream, seen: string): Promise<Finding> {
  const isServed = async () => {
    const answer = await bed.read(upstream)
    return isAnswer(answer) && answer.status === 200
  }
  if (!(await bed.until(isServed)))
    return fail(`${upstream.name} is well again, and ${bed.patienceText} later requests to it still fail.`)
  if (bed.upstreams.length < 2)
    return weak(`${seen}. But there is only one upstream, so that nobody knows of others.`)
  return pass(`${seen}; when it was well again it was served again.`)
}
