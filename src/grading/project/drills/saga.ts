import { setTimeout as wait } from 'node:timers/promises'
import { counted, type Drill, fail, some, weak } from './drill.ts'
import { consistent } from './orders.ts'

/** The second step says no: the first is taken back, once. */
export const compensates: Drill = {
  id: 'saga-compensated',
  title: 'takes back what was done when a later step says no',
  patterns: ['saga'],
  needs: ['stock'],
  async run(bed, draw) {
    const orders = bed.fresh(8)
    const refused = new Set(orders.filter((_, at) => at === 0 || draw(2) === 0))
    const { stock, payments } = bed
    if (stock === undefined) return weak('There is no stock.')
    stock.manner = ({ order = '', kind }) => (kind === 'do' && refused.has(order) ? 'refuses' : 'well')
    // A refund that fails once must be tried again.
    let failures = 2
    payments.manner = ({ kind }) => (kind === 'undo' && failures-- > 0 ? 'failing' : 'well')
    await bed.placeAll(orders)
    const found = await bed.settled(orders, bed.patienceMs)
    const wrong = [...refused].filter((order) => found.get(order) !== 'undone')
    if (wrong.length > 0)
      return fail(
        `Stock refused ${some(wrong)}, and ${bed.patienceText} later it is ${found.get(wrong[0] ?? '')}, not undone.`,
      )
    const met = [...refused].filter((order) => stock.asked(order).length > 0)
    if (met.length === 0) return weak('Stock was never asked, so it could refuse nothing.')
    return consistent(
      bed,
      orders,
      `Stock refused ${counted(met.length, 'order')} and refunds failed twice: what had been charged was refunded, the other ${orders.length - refused.size} are done.`,
    )
  },
}

/** Killed in the midst of a saga: it is brought to an end, one way or the other. */
export const sagaSurvives: Drill = {
  id: 'saga-survives',
  title: 'brings a saga to its end though it is killed in the midst of it',
  patterns: ['saga'],
  needs: ['stock'],
  async run(bed, draw) {
    const orders = bed.fresh(8)
    const { stock } = bed
    if (stock === undefined) return weak('There is no stock.')
    let isHanging = true
    stock.manner = ({ kind }) => (kind === 'do' && isHanging ? 'hangs' : 'well')
    const placing = bed.placeAll(orders, orders.length)
    const isInside = await bed.until(
      () => orders.some((order) => bed.payments.standing(order) > 0 && stock.asked(order).length > 0),
      10_000,
    )
    await wait(draw(200))
    await bed.service.kill()
    await placing
    isHanging = false
    await bed.service.start()
    if (!isInside)
      return weak(
        'No order was charged and waiting for stock when it was killed, so nothing was seen of this.',
      )
    const begun = orders.filter((order) => bed.payments.done(order) > 0 || stock.asked(order).length > 0)
    const found = await bed.settled(begun, bed.patienceMs)
    const open = begun.filter((order) => !['done', 'undone'].includes(found.get(order) ?? ''))
    if (open.length > 0)
      return fail(
        `${some(open)} had been charged when the process was killed; ${bed.patienceText} after its restart it is ${found.get(open[0] ?? '')}.`,
      )
    return consistent(
      bed,
      begun,
      `${counted(begun.length, 'order')} were under way when it was killed; each is either done, charged and reserved, or taken back whole.`,
    )
  },
}
