// Where workers start, threads and processes, when the program runs from its TypeScript sources: Node starts no thread
// with a loader of its own, so that the thread registers it.
import process from 'node:process'
import { register } from 'tsx/esm/api'

const WORKS = {
  simulation: '../src/simulation/runs/worker.ts',
  seeds: '../src/grading/cluster/steps/seeds-worker.ts',
}

register()
await import(WORKS[process.argv[2]])
