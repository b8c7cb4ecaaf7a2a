import path from 'node:path'
import { startCluster } from './cluster.ts'

const count = Number(process.env.CLUSTER_NODES ?? 3)
const port = Number(process.env.CLUSTER_PORT ?? 3001)
const folder = path.resolve('data')

const cluster = await startCluster({ count, port, folder })
for (const name of cluster.names) console.log(`${name} at ${cluster.urlOf(name)}`)
console.log('any of them serves any key; Ctrl-C stops them all')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void cluster.stop())
}
