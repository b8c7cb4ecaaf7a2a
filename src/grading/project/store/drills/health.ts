import { isAnswer } from '../../../../platform/http-call.ts'
import { answerText } from '../../answer-text.ts'
import { type Drill, fail, pass } from '../../drills/drill.ts'
import type { StoreBed } from '../store-bed.ts'

const PROBES = 5

/** A restart would not bring the others back; it would only take one more node away. */
export const livesAlone: Drill<StoreBed> = {
  id: 'lives-alone',
  title: 'says that it lives, though all other nodes hang or are down',
  patterns: ['health-check'],
  async run(bed, draw) {
    const [key = ''] = bed.fresh(1)
    const node = bed.nodes[draw(bed.nodes.length)]
    if (node === undefined) return fail('There are no nodes.')
    const others = bed.others(node)
    for (const how of ['hung', 'were down'] as const) {
      if (how === 'hung') for (const { service } of others) service.pause()
      else await bed.kill(others)
      const asking = [node.get(key), node.put(key, how)]
      for (let n = 0; n < PROBES; n += 1) {
        const answer = await node.ask(bed.contract.live, 2000)
        if (!isAnswer(answer) || answer.status !== 200)
          return fail(
            `GET ${bed.contract.live} of ${node.name} got ${answerText(answer)} while the others ${how}: whoever restarts it for that makes it worse.`,
          )
      }
      await Promise.all(asking)
    }
    return pass(
      `GET ${bed.contract.live} of ${node.name} got 200 while all others hung, and while they were down.`,
    )
  },
}
