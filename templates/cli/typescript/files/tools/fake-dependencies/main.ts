import { startFakeDependencies } from './fake-dependencies.ts'

const host = process.env.FAKE_DEPENDENCIES_HOST ?? '127.0.0.1'
const port = Number(process.env.FAKE_DEPENDENCIES_PORT ?? 4001)

const fakes = await startFakeDependencies(port, host)
console.log(`orders at ${fakes.url}`)
console.log('PUT /mode {"mode":"ok|fail|hang|swallow|pending|refuse|kill"} breaks it')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void fakes.close())
}
