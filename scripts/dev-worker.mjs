// Where worker threads start when the program runs from its TypeScript sources: Node starts no thread
// with a loader of its own, so that the thread registers it.
import { register } from 'tsx/esm/api'

register()
await import('../src/simulation/runs/worker.ts')
