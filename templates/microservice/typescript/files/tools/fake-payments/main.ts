import { startFakePayments } from './fake-payments.ts'

const host = process.env.FAKE_PAYMENTS_HOST ?? '127.0.0.1'
const port = Number(process.env.FAKE_PAYMENTS_PORT ?? 4001)

const payments = await startFakePayments(port, host)
console.log(`fake payments at ${payments.url}; PUT /mode {"mode":"ok|fail|hang|decline"}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void payments.close())
}
