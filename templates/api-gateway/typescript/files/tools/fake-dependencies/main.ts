import { startFakeDependencies } from './fake-dependencies.ts'

const host = process.env.FAKE_DEPENDENCIES_HOST ?? '127.0.0.1'
const port = Number(process.env.FAKE_DEPENDENCIES_PORT ?? 4001)

const fakes = await startFakeDependencies(port, host)
console.log(`orders, customers and identity at http://${host}:${fakes.port}`)
console.log('POST /identity/tokens gives a token')
console.log('PUT /orders/mode {"mode":"ok|fail|hang|cut|kill"} breaks one of them')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void fakes.close())
}
