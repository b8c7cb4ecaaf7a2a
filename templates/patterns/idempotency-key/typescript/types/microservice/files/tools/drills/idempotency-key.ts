import { runDrill } from './drill.ts'

/** A client that gets no answer sends its order again and again: one order, one charge. */
await runDrill({}, async (drill) => {
  const send = async (): Promise<string> => {
    const { body } = await drill.post(
      '/orders',
      { item: 'tea', quantity: 1, amountCents: 350 },
      { 'idempotency-key': 'drill-key-1' },
    )
    return (body as { id: string }).id
  }
  console.log('# the same POST five times at once, and once more')
  const ids = await Promise.all([send(), send(), send(), send(), send()])
  ids.push(await send())
  drill.expect('all answers name the same order', new Set(ids).size === 1)
  drill.expect('it was charged once', drill.fakes.charged.size === 1)
})
