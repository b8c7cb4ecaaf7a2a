import { startFakeDependencies } from './fake-dependencies.ts'

const host = process.env.FAKE_DEPENDENCIES_HOST ?? '127.0.0.1'
const port = Number(process.env.FAKE_DEPENDENCIES_PORT ?? 4001)

const fakes = await startFakeDependencies(port, host)
const [first] = Object.keys(fakes.modes)
console.log(`${Object.keys(fakes.modes).join(', ')} at http://${host}:${fakes.port}`)
console.log(`PUT /${first}/mode {"mode":"ok|fail|hang|refuse"} breaks one of them`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void fakes.close())
}
