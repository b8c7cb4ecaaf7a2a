import { counted } from '../../../lib/counted.ts'
import { someOf } from '../../../lib/some-of.ts'
import { isAnswer } from '../../../platform/http-call.ts'
import { isAccepted, isEnded, type TestBed } from '../test-bed.ts'
import { type Drill, type Finding, fail, pass, weak } from './drill.ts'

/** Patterns that promise that what was acknowledged stays. */
const DURABLE = ['cqrs', 'event-sourcing', 'idempotency-key', 'saga', 'transactional-outbox']

export const worksWhenWell: Drill = {
  id: 'works',
  title: 'places orders when all is well',
  patterns: 'all',
  async run(bed) {
    const orders = bed.fresh(5)
    const answers = await bed.placeAll(orders, 1)
    const refused = orders.filter((order) => !answers.accepted().includes(order))
    const [first] = refused
    if (first !== undefined)
      return fail(`Order ${first} was placed and answered with ${answers.text(first)}.`)
    const found = await bed.settled(orders, bed.patienceMs)
    const open = orders.filter((order) => found.get(order) !== 'done')
    if (open.length > 0)
      return fail(`Nothing was broken, and ${someOf(open, 3)} did not get done: ${found.get(open[0] ?? '')}.`)
    const uncharged = orders.filter((order) => bed.payments.done(order) !== 1)
    if (uncharged.length > 0) return fail(chargesText(bed, uncharged[0] ?? ''))
    return pass(`${counted(orders.length, 'order')} were placed, done, and charged once each.`)
  },
}

/** Payments does what it is asked and the answer is lost; the client asks again, as clients do. */
export const noDoubleCharge: Drill = {
  id: 'one-charge',
  title: 'charges an order once, though answers of payments get lost and clients ask again',
  patterns: 'all',
  async run(bed, draw) {
    const orders = bed.fresh(12)
    const lost = new Set(orders.filter(() => draw(3) > 0))
    const met = new Set<string>()
    bed.payments.manner = ({ order = '' }) => {
      if (!lost.has(order) || met.has(order)) return 'well'
      met.add(order)
      return 'loses-answers'
    }
    await bed.placeAll(orders)
    await bed.placeAll(orders)
    const again = await bed.placeAll(orders)
    await bed.settled(orders, bed.patienceMs)
    if (met.size === 0) return weak('No answer of payments was lost: nothing was asked of it.')
    const twice = orders.filter((order) => bed.payments.standing(order) > 1)
    if (twice.length > 0)
      return fail(
        `${chargesText(bed, twice[0] ?? '')} ${counted(twice.length, 'order')} of ${orders.length} were.`,
      )
    const unpaid = again.accepted().filter((order) => bed.payments.done(order) === 0)
    if (unpaid.length > 0) return fail(`${unpaid[0]} was accepted, and payments was never asked.`)
    return pass(
      `The first answer about ${counted(met.size, 'order')} was lost and all were asked for three times: one charge each at most.`,
    )
  },
}

export const ordersSurvive: Drill = {
  id: 'no-lost-order',
  title: 'keeps what it acknowledged, though it is killed',
  patterns: DURABLE,
  async run(bed, draw) {
    const orders = bed.fresh(30)
    const moment = 5 + draw(20)
    let answered = 0
    const acknowledged: string[] = []
    await Promise.all([
      placeUntilKilled(bed, orders, (order) => {
        acknowledged.push(order)
        answered += 1
      }),
      bed.until(() => answered >= moment, 10_000).then(() => bed.service.kill()),
    ])
    await bed.service.start()
    const found = await bed.settled(acknowledged, bed.patienceMs)
    const lost = acknowledged.filter((order) => found.get(order) === 'missing')
    if (lost.length > 0)
      return fail(
        `${someOf(lost, 3)} of ${acknowledged.length} acknowledged: unknown (404) after the process was killed and started again.`,
      )
    const open = acknowledged.filter((order) => !isEnded(found.get(order)))
    if (open.length > 0)
      return fail(
        `${someOf(open, 3)} of ${acknowledged.length} acknowledged: neither done nor undone ${bed.patienceText} after the process was killed and started again.`,
      )
    if (acknowledged.length === 0) return weak('It was killed before it had acknowledged an order.')
    return consistent(
      bed,
      acknowledged,
      `Acknowledged before it was killed: ${counted(acknowledged.length, 'order')}. All are there and came to an end.`,
    )
  },
}

async function placeUntilKilled(
  bed: TestBed,
  orders: readonly string[],
  onAccepted: (order: string) => void,
): Promise<void> {
  const left = [...orders]
  const client = async () => {
    for (let order = left.shift(); order !== undefined; order = left.shift()) {
      const answer = await bed.place(order)
      if (!isAnswer(answer)) return
      if (isAccepted(answer)) onAccepted(order)
    }
  }
  await Promise.all([client(), client(), client(), client()])
}

/** What is done is charged once and what is undone is charged for nothing; else what is wrong. */
export async function consistent(bed: TestBed, orders: readonly string[], message: string): Promise<Finding> {
  const isRight = async () => (await wrongOrder(bed, orders)) === undefined
  // Money may come back a while after the status says so.
  await bed.until(isRight, bed.patienceMs)
  const wrong = await wrongOrder(bed, orders)
  return wrong === undefined ? pass(message) : fail(wrong)
}

async function wrongOrder(bed: TestBed, orders: readonly string[]): Promise<string | undefined> {
  for (const order of orders) {
    const standing = await bed.standing(order)
    const charges = bed.payments.standing(order)
    const reserved = bed.stock?.standing(order)
    if (charges > 1) return chargesText(bed, order)
    if (standing === 'done' && charges === 0)
      return `${order} is done, and no charge for it stands at payments.`
    if (standing === 'done' && reserved === 0) return `${order} is done, and nothing is reserved for it.`
    if (standing === 'undone' && charges > 0)
      return `${order} was taken back, and its charge was not refunded.`
    if (standing === 'undone' && reserved !== undefined && reserved > 0)
      return `${order} was taken back, and its reservation stands.`
    if (standing !== 'done' && standing !== 'undone' && charges > 0)
      return `${order} was charged and is neither done nor undone: ${standing}.`
  }
  return undefined
}

function chargesText(bed: TestBed, order: string): string {
  const keys = new Set(bed.payments.asked(order).map(({ key }) => key))
  const count = bed.payments.standing(order)
  if (count === 0) return `${order} is done, and payments was never charged.`
  const how = keys.has(undefined)
    ? 'The requests bore no Idempotency-Key, so payments could not know that they meant the same charge.'
    : `They bore ${counted(keys.size, 'different key')}.`
  return `${order} was charged ${count} times: ${counted(bed.payments.asked(order).length, 'request')} reached payments. ${how}`
}
