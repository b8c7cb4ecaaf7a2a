import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Workshop {
  readonly folder: string
  /** Writes a file and gives its name as one would type it. */
  write(name: string, text: string): Promise<string>
  remove(): Promise<void>
}

/** A folder of a user's own. */
export async function newWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(path.join(tmpdir(), 'workshop-'))
  return {
    folder,
    write: async (name, text) => {
      await writeFile(path.join(folder, name), text)
      return `./${name}`
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A queue with one server. `handler` is put into what happens when somebody leaves. */
export function queueModel(handler = ''): string {
  return `
const ARRIVE = 0
const LEAVE = 1
interface Customer { arrivedUs: number }
export default {
  id: 'my-queue',
  title: 'One server, one queue',
  parameters: [{ id: 'load', unit: 'ratio', default: 0.8, min: 0, max: 0.99, description: 'share of busy time' }],
  metrics: [{ id: 'mean_time', unit: 'ms', description: 'mean time in the system' }],
  invariants: [{ id: 'short', statement: 'the queue is shorter than 200' }],
  setup(world: any, parameters: Record<string, number>) {
    const queue: Customer[] = []
    let [come, served, totalUs] = [0, 0, 0]
    const serve = () => world.schedule(world.random('services').exponential(served) * 1000, LEAVE)
    const next = () => {
      if (come === 500) return
      world.schedule((world.random('arrivals').exponential(come) * 1000) / parameters.load, ARRIVE)
      come += 1
    }
    return {
      start: next,
      handle(kind: number) {
        if (kind === ARRIVE) {
          queue.push({ arrivedUs: world.nowUs })
          if (queue.length > 200) world.violated('short', queue.length + ' customers wait')
          if (queue.length === 1) serve()
          next()
        } else {
          ${handler}
          const [done] = queue.splice(0, 1)
          totalUs += world.nowUs - done.arrivedUs
          served += 1
          if (queue.length > 0) serve()
        }
      },
      metrics: () => ({ mean_time: totalUs / served / 1000 }),
    }
  },
}
`
}

/** A whole scenario, as plain as can be: each run takes as many steps as it is told. */
export function plainScenario(run: string): string {
  return `
export default {
  id: 'plain',
  title: 'Plain',
  parameters: [{ id: 'steps', unit: 'count', default: 1000, min: 1, max: 1e9, description: 'steps of a run' }],
  metrics: [{ id: 'value', unit: 'count', description: 'a number' }],
  invariants: [{ id: 'even', statement: 'it is even' }],
  goals: [{ id: 'seen', statement: 'it was seen' }],
  run(seed, parameters, options = {}) {
    let value = seed
    for (let step = 0; step < parameters.steps; step += 1) value = (Math.imul(value, 1103515245) + 12345) >>> 1
    const result = {
      seed, traceHash: value.toString(16).padStart(16, '0'), events: parameters.steps, endUs: 1,
      violations: value % 7 === 0 ? [{ invariant: 'even', atUs: 1, story: ['seed ' + seed] }] : [],
      metrics: { value: value / 3 }, series: [], captions: [], spans: [], coverage: { seen: 1 },
      faults: [], operations: 0, end: 'done',
    }
    ${run}
    return result
  },
}
`
}
