import { expect, test } from 'vitest'
import { ORDER, startFakes, startService } from './helpers.ts'
import { newSchema } from './new-schema.ts'

const SERVER = process.env.TEST_DATABASE_URL
const IDS = Array.from({ length: 10 }, (_, index) => `order-${index}`)
const within = { timeout: 15_000, interval: 50 }

async function startReplicas() {
  const fakes = await startFakes()
  const database = { DATABASE_URL: await newSchema(SERVER ?? '') }
  const replicas = await Promise.all([startService(fakes, database), startService(fakes, database)])
  return { fakes, replicas }
}

test.runIf(SERVER !== undefined)(
  'two replicas that get the same orders at once make each order once',
  async () => {
    const { fakes, replicas } = await startReplicas()
    const placed = await Promise.all(
      IDS.map((id) => Promise.all(replicas.map((replica) => replica.put(id)))),
    )
    for (const answers of placed) {
      const statuses = answers.map(({ statusCode }) => statusCode)
      for (const status of statuses) expect([200, 201, 202]).toContain(status)
      expect(statuses, 'one of them made it').not.toEqual([201, 201])
    }
    const arePaid = async () => {
      const answers = await Promise.all(IDS.map((id) => replicas[0].get(`/orders/${id}`)))
      return answers.every((answer) => answer.json().status === 'paid')
    }
    await expect.poll(arePaid, within).toBe(true)
    expect([...fakes.charged.values()]).toEqual(IDS.map(() => ORDER.amountCents))
    await expect.poll(() => fakes.sent.size, within).toBe(IDS.length)
  },
)

test.runIf(SERVER !== undefined)(
  'a replica that stops leaves nothing undone that the other one does not do',
  async () => {
    const { fakes, replicas } = await startReplicas()
    fakes.modes.notifications = 'fail'
    await Promise.all(IDS.map((id) => replicas[0].put(id)))
    fakes.modes.notifications = 'ok'
    for (const id of IDS) {
      const again = await replicas[1].put(id)
      expect([200, 201, 202]).toContain(again.statusCode)
    }
    await replicas[0].stop()
    const arePaid = async () => {
      const answers = await Promise.all(IDS.map((id) => replicas[1].get(`/orders/${id}`)))
      return answers.every((answer) => answer.json().status === 'paid')
    }
    await expect.poll(arePaid, within).toBe(true)
    expect(fakes.charged.size).toBe(IDS.length)
  },
)
