import { counted } from '../../../lib/counted.ts'
import { someOf } from '../../../lib/some-of.ts'
import { type Drill, fail, pass, weak } from './drill.ts'

/** What was committed is told in the end, though nobody could be told at first and the process died. */
export const outboxDrains: Drill = {
  id: 'outbox-drained',
  title: 'tells of every order in the end, though it is killed before it could',
  patterns: ['transactional-outbox'],
  needs: ['notifications'],
  async run(bed) {
    const orders = bed.fresh(10)
    const { notifications } = bed
    if (notifications === undefined) return weak('There are no notifications.')
    let isDown = true
    notifications.manner = () => (isDown ? 'down' : 'well')
    const answers = await bed.placeAll(orders)
    const accepted = answers.accepted()
    if (accepted.length === 0)
      return fail('Notifications were down, and no order was accepted: placing one must not need them.')
    await bed.settled(accepted, bed.patienceMs)
    await bed.service.kill()
    isDown = false
    await bed.service.start()
    const found = await bed.settled(accepted, bed.patienceMs)
    const done = accepted.filter((order) => found.get(order) === 'done')
    const isTold = await bed.until(() => done.every((order) => notifications.done(order) > 0), bed.patienceMs)
    if (done.length === 0) return fail(`None of ${counted(accepted.length, 'accepted order')} got done.`)
    const untold = done.filter((order) => notifications.done(order) === 0)
    if (!isTold)
      return fail(
        `${someOf(untold, 3)} of ${done.length}: done, and never told of. Notifications were down when it was placed, then the process was killed and started again.`,
      )
    return pass(
      `Notifications were down while ${counted(done.length, 'order')} got done, then the process was killed: all were told of after its restart.`,
    )
  },
}

/** One message that nobody can take must not hold up the others. */
export const deadLetters: Drill = {
  id: 'dead-letters',
  title: 'puts a message aside that cannot be delivered, and goes on',
  patterns: ['dead-letter-queue'],
  needs: ['notifications'],
  async run(bed) {
    const orders = bed.fresh(6)
    const [poison = ''] = orders
    const { notifications } = bed
    if (notifications === undefined) return weak('There are no notifications.')
    notifications.manner = ({ order }) => (order === poison ? 'refuses' : 'well')
    await bed.placeAll(orders, 1)
    const others = orders.slice(1)
    await bed.settled(orders, bed.patienceMs)
    const isTold = await bed.until(
      () => others.every((order) => notifications.done(order) > 0),
      bed.patienceMs,
    )
    if (!isTold)
      return fail(
        `Notifications refuse the message of ${poison} for good, and ${someOf(
          others.filter((order) => notifications.done(order) === 0),
          3,
        )}, placed after it, were not told of in ${bed.patienceText}.`,
      )
    const first = notifications.asked(poison).length
    if (first === 0) return weak('The message that cannot be delivered was never sent.')
    await bed.until(() => false, 5000)
    const later = notifications.asked(poison).length
    if (later > 50)
      return fail(
        `The message of ${poison} was sent ${later} times, and refused each time: it is never put aside.`,
      )
    return pass(
      `The message of ${poison} was refused ${counted(later, 'time')}; those of the others arrived.`,
    )
  },
}
