import { isAnswer } from '../../../../platform/http-call.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import type { GatewayBed } from '../gateway-bed.ts'
import type { Upstream } from '../upstream.ts'

/** In a row, so that half of the requests going astray is not taken for luck. */
const IN_A_ROW = 12

export const instanceLeaves: Drill<GatewayBed> = {
  id: 'instance-leaves',
  title: 'asks both instances of an upstream, one alone while the other is down, and both again',
  patterns: ['service-discovery'],
  needs: ['discovery'],
  async run(bed, draw) {
    const upstream = bed.upstream(bed.contract.gateway.discovery ?? '')
    const gone = draw(2)
    const stays = 1 - gone
    const name = (instance: number) => `${upstream.name}_${instance + 1}`
    if (!(await areAsked(bed, upstream, [0, 1])))
      return fail(
        `Both instances of ${upstream.name} were well, and in ${bed.patienceText} only one was asked.`,
      )
    await upstream.close(gone)
    if (!(await bed.until(() => allServed(bed, upstream))))
      return fail(
        `${name(gone)} was down and ${name(stays)} was well, and in ${bed.patienceText} there were no ${IN_A_ROW} requests in a row that were served.`,
      )
    await upstream.open(gone)
    if (!(await areAsked(bed, upstream, [gone])))
      return fail(`${name(gone)} was back, and in ${bed.patienceText} it was not asked again.`)
    if (!(await bed.until(() => allServed(bed, upstream))))
      return weak(`Both instances were well again, and requests to ${upstream.name} still failed.`)
    return pass(
      `Both instances of ${upstream.name} were asked; while ${name(gone)} was down ${name(stays)} served all, and when it was back it was asked again.`,
    )
  },
}

/** Whether each of the instances is asked in time. */
async function areAsked(bed: GatewayBed, upstream: Upstream, instances: readonly number[]): Promise<boolean> {
  const from = upstream.arrived.length
  return bed.until(async () => {
    await bed.readAll(upstream, 4, 4)
    const asked = upstream.arrived.slice(from).map(({ instance }) => instance)
    return instances.every((one) => asked.includes(one))
  })
}

async function allServed(bed: GatewayBed, upstream: Upstream): Promise<boolean> {
  for (let n = 0; n < IN_A_ROW; n += 1) {
    const answer = await bed.read(upstream, { client: n % 4 })
    if (!isAnswer(answer) || answer.status !== 200) return false
  }
  return true
}
