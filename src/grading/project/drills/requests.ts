import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { counted } from '../../../lib/counted.ts'
import { someOf } from '../../../lib/some-of.ts'
import { type HttpAnswer, isAnswer } from '../../../platform/http-call.ts'
import { answerText } from '../answer-text.ts'
import { isAccepted, type TestBed } from '../test-bed.ts'
import { type Drill, fail, pass, weak } from './drill.ts'
import { wrongEnding } from './ending.ts'

export const sameRequestOnce: Drill = {
  id: 'same-request-once',
  title: 'does the same request once, however many come at the same time',
  patterns: ['idempotency-key'],
  needs: ['varies'],
  async run(bed) {
    bed.payments.latencyMs = 100
    const orders = bed.fresh(5)
    for (const order of orders) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => bed.place(order)))
      if (!answers.some(isAccepted))
        return fail(
          `${order} was asked for eight times at once, and no request was accepted: ${answerText(answers[0] as never)}.`,
        )
    }
    await bed.settled(orders, bed.patienceMs)
    const twice = orders.find((order) => bed.payments.standing(order) > 1)
    if (twice !== undefined)
      return fail(
        `${twice} was asked for eight times at once, and charged ${bed.payments.standing(twice)} times.`,
      )
    const [order = ''] = orders
    const field = bed.contract.orders.place.varies ?? ''
    const usual = bed.contract.orders.place.body[field]
    const other = await bed.place(order, {
      [field]: typeof usual === 'number' ? usual + 1 : `${String(usual)} too`,
    })
    if (!isAnswer(other) || (other.status !== 409 && other.status !== 422))
      return fail(
        `${order} was placed again with another ${field} and answered with ${answerText(other)}, not 409 or 422: the client takes it for done.`,
      )
    return pass(
      `${counted(orders.length, 'order')} were asked for eight times at once and charged once each; another order of the same name got ${other.status}.`,
    )
  },
}

export const listsAll: Drill = {
  id: 'read-model',
  title: 'shows every order once in its list, also after it was killed',
  patterns: ['cqrs'],
  needs: ['list'],
  async run(bed) {
    const orders = bed.fresh(15)
    const answers = await bed.placeAll(orders)
    const accepted = answers.accepted()
    await bed.service.kill()
    await bed.service.start()
    await bed.settled(accepted, bed.patienceMs)
    const path = bed.contract.orders.list ?? ''
    let wrong: string | undefined
    await bed.until(async () => {
      wrong = wrongInList(await bed.get(path), accepted)
      return wrong === undefined
    }, bed.patienceMs)
    if (accepted.length === 0) return weak('No order was accepted.')
    return wrong === undefined
      ? pass(
          `All ${accepted.length} orders are in the list once, after the process was killed and started again.`,
        )
      : fail(wrong)
  },
}

function wrongInList(
  answer: Awaited<ReturnType<Parameters<Drill['run']>[0]['get']>>,
  orders: readonly string[],
): string | undefined {
  if (!isAnswer(answer) || answer.status !== 200)
    return `The list of orders was answered with ${answerText(answer)}.`
  const rows = (arrayIn(answer) ?? []).map((row) => JSON.stringify(row))
  const times = (order: string) => rows.filter((row) => row.includes(`"${order}"`)).length
  const missing = orders.filter((order) => times(order) === 0)
  if (missing.length > 0) return `${someOf(missing, 3)} of ${orders.length}: placed, and not in the list.`
  const twice = orders.find((order) => times(order) > 1)
  return twice === undefined ? undefined : `${twice} stands in the list ${times(twice)} times.`
}

function arrayIn({ json }: HttpAnswer): unknown[] | undefined {
  if (Array.isArray(json)) return json
  return Object.values((json ?? {}) as object).find(Array.isArray)
}

export const replaysToTheSame: Drill = {
  id: 'state-from-events',
  title: 'is the same after it was killed: what its events say',
  patterns: ['event-sourcing'],
  async run(bed) {
    const orders = bed.fresh(10)
    const answers = await bed.placeAll(orders)
    const accepted = answers.accepted()
    await bed.settled(accepted, bed.patienceMs)
    const before = await atRest(bed, accepted)
    await bed.service.kill()
    await bed.service.start()
    let after: readonly string[] = []
    const differs = () => before.findIndex((text, index) => !isSame(text, after[index]))
    await bed.until(async () => {
      after = await textsOf(bed, accepted)
      return differs() < 0
    }, bed.patienceMs)
    const at = differs()
    if (at >= 0)
      return fail(
        `${accepted[at]} was ${before[at]} and is ${after[at]} after the process was killed and started again.`,
      )
    if (accepted.length === 0) return weak('No order was accepted.')
    return pass(
      `${counted(accepted.length, 'order')} read the same after the process was killed and started again.`,
    )
  },
}

const textsOf = (bed: TestBed, orders: readonly string[]) =>
  Promise.all(orders.map(async (order) => textOf(await bed.look(order))))

const REST_MS = 1000

/** What the orders are once nothing changes any more: a notification may still be noted after an order is done. */
async function atRest(bed: TestBed, orders: readonly string[]): Promise<readonly string[]> {
  let texts = await textsOf(bed, orders)
  await bed.until(async () => {
    await wait(REST_MS)
    const before = texts
    texts = await textsOf(bed, orders)
    return isDeepStrictEqual(texts, before)
  }, bed.patienceMs)
  return texts
}

/** Fields may come in another order. */
function isSame(text: string, other = ''): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(other))
  } catch {
    return text === other
  }
}

function textOf(answer: Parameters<typeof answerText>[0]): string {
  return isAnswer(answer) ? answer.text : answerText(answer)
}

export const endsInOrder: Drill = {
  id: 'ends-in-order',
  title: 'answers what is under way when it is asked to end, and then ends',
  patterns: ['graceful-shutdown'],
  async run(bed) {
    bed.payments.latencyMs = 1000
    const orders = bed.fresh(6)
    const placing = bed.placeAll(orders, orders.length)
    const isUnderWay = await bed.until(() => bed.payments.underWay > 0, 5000)
    await wait(100)
    const [ending, answers] = await Promise.all([bed.service.terminate(bed.patienceMs), placing])
    if (!isUnderWay) return weak('Nothing was under way when it was asked to end.')
    const cut = orders.filter((order) => !isAnswer(answers.get(order) as never))
    if (cut.length > 0)
      return fail(
        `${counted(cut.length, 'request')} of ${orders.length} under way when it was asked to end got ${answers.text(cut[0] ?? '')}.`,
      )
    const wrong = wrongEnding(ending, bed.patienceText)
    if (wrong !== undefined) return fail(wrong)
    return pass(
      `${counted(orders.length, 'request')} were under way when it was asked to end: all were answered, then it ended with 0.`,
    )
  },
}

export const tellsItsHealth: Drill = {
  id: 'tells-its-health',
  title: 'says that it lives, whatever payments does',
  patterns: ['health-check'],
  async run(bed) {
    bed.payments.manner = () => 'hangs'
    const placing = bed.placeAll(bed.fresh(4), 4)
    await bed.until(() => bed.payments.reached.length > 0, 5000)
    const { live } = bed.contract
    const answer = await bed.get(live)
    bed.payments.manner = () => 'down'
    const later = await bed.get(live)
    await placing
    for (const [how, one] of [
      ['hung', answer],
      ['was down', later],
    ] as const) {
      if (!isAnswer(one) || one.status !== 200)
        return fail(
          `GET ${live} got ${answerText(one)} while payments ${how}: whoever restarts it for that makes it worse.`,
        )
    }
    return pass(`GET ${live} got 200 while payments hung and while it was down.`)
  },
}
