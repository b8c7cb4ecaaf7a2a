import { setTimeout as wait } from 'node:timers/promises'
import { counted } from '../../../lib/counted.ts'
import { someOf } from '../../../lib/some-of.ts'
import type { Dependency } from '../dependency.ts'
import { isEnded, type TestBed } from '../test-bed.ts'
import { type Draw, type Drill, type Finding, fail, weak } from './drill.ts'
import { consistent } from './orders.ts'

/** The two steps of an order, in the order in which the project takes them. */
interface Steps {
  readonly first: Dependency
  readonly second: Dependency
}

/** Places an order when all is well and looks who is asked first; undefined when not both are. */
async function stepsOf(bed: TestBed): Promise<Steps | undefined> {
  const [order = ''] = bed.fresh(1)
  const { payments, stock } = bed
  await bed.place(order)
  await bed.settled([order], bed.patienceMs)
  const [charged] = payments.asked(order)
  const [reserved] = stock?.asked(order) ?? []
  if (stock === undefined || charged === undefined || reserved === undefined) return undefined
  return charged.atMs < reserved.atMs
    ? { first: payments, second: stock }
    : { first: stock, second: payments }
}

/** A drill of an order's two steps. */
const ofSteps =
  (drill: (bed: TestBed, steps: Steps, draw: Draw) => Promise<Finding>): Drill['run'] =>
  async (bed, draw) => {
    const steps = await stepsOf(bed)
    return steps === undefined
      ? weak('An order did not need both payments and stock, so that nothing has to be taken back.')
      : drill(bed, steps, draw)
  }

/** The second step says no: the first is taken back, though that fails at first. */
export const compensates: Drill = {
  id: 'saga-compensated',
  title: 'takes back what was done when a later step says no',
  patterns: ['saga'],
  needs: ['stock'],
  run: ofSteps(async (bed, { first, second }, draw) => {
    const orders = bed.fresh(8)
    const refused = new Set(orders.filter((_, at) => at === 0 || draw(2) === 0))
    second.manner = ({ order = '', kind }) => (kind === 'do' && refused.has(order) ? 'refuses' : 'well')
    let failures = 2
    first.manner = ({ kind }) => (kind === 'undo' && failures-- > 0 ? 'failing' : 'well')
    await bed.placeAll(orders)
    const found = await bed.settled(orders, bed.patienceMs)
    const wrong = [...refused].filter((order) => found.get(order) !== 'undone')
    if (wrong.length > 0)
      return fail(
        `${someOf(wrong, 3)} was refused by ${second.name}, and ${bed.patienceText} later it is ${found.get(wrong[0] ?? '')}, not undone.`,
      )
    const met = [...refused].filter((order) => second.asked(order).length > 0 && first.done(order) > 0)
    if (met.length === 0) return weak(`Nothing had been done at ${first.name} for an order that was refused.`)
    return consistent(
      bed,
      orders,
      `Refused by ${second.name}: ${met.length} of ${counted(orders.length, 'order')}. Taking back failed twice; what ${first.name} had done was taken back, the others are done.`,
    )
  }),
}

/** Killed in the midst of a saga: it is brought to an end, one way or the other. */
export const sagaSurvives: Drill = {
  id: 'saga-survives',
  title: 'brings a saga to its end though it is killed in the midst of it',
  patterns: ['saga'],
  needs: ['stock'],
  run: ofSteps(async (bed, { first, second }, draw) => {
    const orders = bed.fresh(8)
    let isHanging = true
    second.manner = ({ kind }) => (kind === 'do' && isHanging ? 'hangs' : 'well')
    const placing = bed.placeAll(orders, orders.length)
    const isInside = await bed.until(
      () => orders.some((order) => first.standing(order) > 0 && second.asked(order).length > 0),
      10_000,
    )
    await wait(draw(200))
    await bed.service.kill()
    await placing
    isHanging = false
    await bed.service.start()
    if (!isInside)
      return weak(
        `No order was between ${first.name} and ${second.name} when it was killed, so nothing was seen of this.`,
      )
    const begun = orders.filter((order) => first.done(order) > 0 || second.asked(order).length > 0)
    const found = await bed.settled(begun, bed.patienceMs)
    const open = begun.filter((order) => !isEnded(found.get(order)))
    if (open.length > 0)
      return fail(
        `${someOf(open, 3)}: ${first.name} had done its part when the process was killed; ${bed.patienceText} after its restart the order is ${found.get(open[0] ?? '')}.`,
      )
    return consistent(
      bed,
      begun,
      `Under way when it was killed: ${counted(begun.length, 'order')}. Each is either done, charged and reserved, or taken back whole.`,
    )
  }),
}
