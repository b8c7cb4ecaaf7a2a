import { isAnswer } from '../../../../platform/http-call.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import type { GatewayBed } from '../gateway-bed.ts'
import { firstBad, isBack, servedMeanwhile } from './outage.ts'

export const breakerOpens: Drill<GatewayBed> = {
  id: 'breaker-by-upstream',
  title: 'stops asking an upstream that fails, and that one alone, and asks again when it is well',
  patterns: ['circuit-breaker'],
  async run(bed, draw) {
    const failing = bed.some(draw)
    failing.manner = () => 'cuts'
    await bed.readAll(failing, 40, 4)
    const before = failing.arrived.length
    if (before === 0) return weak(`${failing.name} was never asked.`)
    let other: string | undefined
    for (let n = 0; n < 5; n += 1) {
      await bed.readAll(failing, 4, 4)
      other ??= await firstBad(bed, failing)
    }
    const late = failing.arrived.length - before
    failing.manner = () => 'well'
    if (late >= 10)
      return fail(
        `${failing.name} failed all the time, and after 40 requests had failed the next 20 sent it ${late} more: nothing stops them.`,
      )
    if (other !== undefined) return fail(`${failing.name} failed all the time, and ${other}`)
    return isBack(
      bed,
      failing,
      `Of 20 requests after 40 that failed ${late} reached ${failing.name}, and others were served`,
    )
  },
}

const AT_ONCE = 100

export const bulkheadHolds: Drill<GatewayBed> = {
  id: 'bulkhead-by-upstream',
  title: 'lets only so many wait for an upstream that hangs, and serves the others meanwhile',
  patterns: ['bulkhead'],
  async run(bed, draw) {
    const hung = bed.some(draw)
    hung.manner = () => 'hangs'
    const asking = bed.readAll(hung, AT_ONCE, AT_ONCE)
    const others = await servedMeanwhile(bed, hung, asking)
    const answers = await asking
    const letIn = hung.mostHanging
    const refused = answers.filter((answer) => isAnswer(answer) && answer.status === 429).length
    if (refused > AT_ONCE / 4)
      return weak(`${refused} of ${AT_ONCE} requests got 429: a limit for clients came before the bulkhead.`)
    if (others.verdict !== 'pass') return others
    const arrived = new Set(hung.arrived.map(({ path }) => path)).size
    if (letIn > 0.9 * AT_ONCE)
      return fail(
        `${AT_ONCE} requests came at once while ${hung.name} hung, and ${letIn} waited for it at the same time.`,
      )
    // Nobody was turned away, and few were kept back: perhaps they only came too slowly.
    if (letIn > AT_ONCE / 2 && arrived > 0.9 * AT_ONCE)
      return weak(
        `${arrived} of ${AT_ONCE} requests reached ${hung.name}, at most ${letIn} at a time: this machine is too slow to tell why.`,
      )
    return pass(
      `Of ${AT_ONCE} requests at once ${letIn} waited for ${hung.name} at the same time; others were served.`,
    )
  },
}
