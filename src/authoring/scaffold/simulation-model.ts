import { toWrite } from './plan.ts'

/** Where the model is to live: its imports, and what it gives to others. */
export interface ModelFrame {
  readonly imports: string
  readonly exported: string
  /** A line more of the model, such as its lesson. */
  readonly more: string
}

/**
 * A model that runs as it is: a server with room for a few that wait. It has what every simulation has, a goal,
 * invariants and mistakes that they notice, so that the author replaces parts of something that works.
 */
export function modelText(slug: string, title: string, { imports, exported, more }: ModelFrame): string {
  return `${imports}

// ${toWrite('what is simulated; replace the server below part by part, and run it after each')}
const ARRIVES = 0
const SERVED = 1

interface Job {
  readonly id: number
  readonly arrivedUs: number
}

const model: EventModel = {
  id: '${slug}',
  title: ${quoted(title)},
  version: 1,${more}
  parameters: [
    { id: 'rate_per_s', unit: 'per_s', default: 80, min: 1, max: 1000, description: 'jobs that arrive' },
    { id: 'service_ms', unit: 'ms', default: 10, min: 1, max: 1000, description: 'mean time of one job' },
    { id: 'room', unit: 'count', default: 8, min: 1, max: 1000, description: 'jobs that may wait' },
  ],
  metrics: [
    { id: 'throughput', unit: 'per_s', description: 'jobs served in a second' },
    { id: 'refused', unit: 'ratio', description: 'share of the jobs that found no room' },
    { id: 'stay_p99', unit: 'ms', description: 'time inside that 99 % of the jobs do not exceed' },
  ],
  invariants: [
    { id: 'bounded', statement: 'no more jobs wait than there is room for' },
    { id: 'in-order', statement: 'jobs are served in the order in which they arrived' },
    { id: 'none-lost', statement: 'every job that was let in has been served, or is still inside' },
  ],
  goals: [{ id: 'full', statement: 'a job came when there was no room' }],
  mutants: [
    { id: 'one-too-many', title: 'lets one more wait than there is room for', breaks: ['bounded'] },
    { id: 'last-first', title: 'serves the job that came last', breaks: ['in-order'] },
    { id: 'forgets', title: 'forgets who waits when the room is full', breaks: ['none-lost'] },
  ],
  setup: (world, values, mutant) => new Server(world, values, mutant),
  tell: ({ refused = 0 }) => [\`\${Math.round(refused * 100)} % of the jobs found no room.\`],
}

${exported}

/** One run. Whatever it remembers is kept here, so that the same seed gives the same run. */
class Server implements EventRun {
  readonly durationUs = 60_000_000
  readonly warmUpUs = 1_000_000
  private readonly world: EventWorld
  private readonly values: Parameters
  private readonly mutant: string | undefined
  private readonly gaps: RandomStream
  private readonly services: RandomStream
  private readonly stays: Histogram
  private readonly served: Counter
  private readonly refused: Counter
  private readonly came: Counter
  /** The first is being served. */
  private inside: Job[] = []
  private letIn = 0
  private finished = 0
  private lastServed = -1

  constructor(world: EventWorld, values: Parameters, mutant: string | undefined) {
    this.world = world
    this.values = values
    this.mutant = mutant
    this.gaps = world.random('gaps')
    this.services = world.random('services')
    this.stays = world.histogram()
    this.served = world.counter()
    this.refused = world.counter()
    this.came = world.counter()
  }

  start(): void {
    this.world.schedule(0, ARRIVES, 0)
  }

  handle(kind: number, id: number): void {
    if (kind === ARRIVES) this.arrive(id)
    else this.finish()
    this.check()
  }

  metrics(): Readonly<Record<string, number>> {
    return {
      throughput: (this.served.value / this.world.measuredUs) * 1e6,
      refused: this.came.value === 0 ? 0 : this.refused.value / this.came.value,
      stay_p99: this.stays.quantile(0.99) / 1000,
    }
  }

  private arrive(id: number): void {
    const gapS = this.gaps.exponential(id) / (this.values['rate_per_s'] ?? 1)
    this.world.schedule(gapS * 1e6, ARRIVES, id + 1)
    this.came.value += 1
    const room = (this.values['room'] ?? 1) + (this.mutant === 'one-too-many' ? 1 : 0)
    if (this.inside.length > room) this.refuse()
    else this.letInside({ id, arrivedUs: this.world.nowUs })
  }

  private letInside(job: Job): void {
    this.inside.push(job)
    this.letIn += 1
    if (this.inside.length === 1) this.serve()
  }

  private refuse(): void {
    this.world.moment('full')
    this.refused.value += 1
    if (this.world.telling) this.world.tell('a job finds no room')
    if (this.mutant === 'forgets') this.inside = this.inside.slice(0, 1)
  }

  private serve(): void {
    const [job] = this.inside
    if (job === undefined) return
    if (this.world.telling) this.world.tell(\`job \${job.id} is served\`)
    if (job.id < this.lastServed) this.world.violated('in-order', \`\${job.id} after \${this.lastServed}\`)
    this.lastServed = job.id
    this.world.schedule(this.services.exponential(job.id) * (this.values['service_ms'] ?? 1) * 1000, SERVED)
  }

  private finish(): void {
    const job = this.inside.shift()
    if (job === undefined) return
    this.stays.record(this.world.nowUs - job.arrivedUs)
    this.served.value += 1
    this.finished += 1
    const last = this.mutant === 'last-first' ? this.inside.pop() : undefined
    if (last !== undefined) this.inside.unshift(last)
    this.serve()
  }

  /** From outside, after each event: what a mistake does, it cannot hide. */
  private check(): void {
    const waiting = this.inside.length - 1
    const room = this.values['room'] ?? 1
    if (waiting > room) this.world.violated('bounded', \`\${waiting} wait, and there is room for \${room}\`)
    const missing = this.letIn - this.finished - this.inside.length
    if (missing !== 0) this.world.violated('none-lost', \`\${missing} jobs are neither served nor inside\`)
  }
}
`
}

/** As a TypeScript string in the house's quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
