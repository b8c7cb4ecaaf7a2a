import { breakageAsked, breakService, mendService } from './breakage.ts'
import { type Drill, runDrill } from './drill.ts'

/**
 * Takes payments away from the running service, gives it back, and sees to it that each order is paid
 * in the end and charged once. `kill` stops the server, `hang` makes it never answer, `fail` makes
 * it answer 500.
 */
const breakage = breakageAsked()

await runDrill({}, async (drill) => {
  console.log('# payments is well')
  const first = await drill.order('before')
  drill.expect('an order is paid', first.status === 201)

  console.log(`# payments: ${breakage}`)
  await breakService(drill, 'payments', breakage)
  const ids = Array.from({ length: 8 }, (_, index) => `order-${index + 1}`)
  for (const id of ids) {
    const { status } = await drill.order(id)
    drill.expect(
      'it is put off (202, 503), neither lost nor refused for good',
      [202, 503].includes(status),
    )
  }
  drill.expect('an old order can be read', (await drill.get('/orders/before')).status === 200)

  console.log('# payments is back; whoever was put off comes again')
  await mendService(drill, 'payments', breakage)
  await drill.eventually('every order is paid', () => allPaid(drill, ids), 30_000)
  const amounts = ids.map((id) => drill.fakes.charged.get(id))
  drill.expect(
    'every order was charged its amount, once',
    amounts.every((amount) => amount === 350),
  )
})

async function allPaid(drill: Drill, ids: readonly string[]): Promise<boolean> {
  let unpaid = 0
  for (const id of ids) {
    const { body } = await drill.get(`/orders/${id}`)
    if ((body as { status: string }).status === 'paid') continue
    unpaid += 1
    await drill.order(id)
  }
  if (unpaid > 0) await new Promise((resolve) => setTimeout(resolve, 1000))
  return unpaid === 0
}
