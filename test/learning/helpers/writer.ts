import { writeSync } from 'node:fs'
import { readEvents } from '../../../src/learning/progress-store.ts'
import { recordProgress } from '../../../src/learning/record.ts'

/**
 * A process that records attempts, one after the other. Each is acknowledged on standard output by
 * its seed, `<name>-<number>`, only after it is said to be saved. Warnings go to standard error.
 */
async function write(name: string, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const seed = `${name}-${number}`
    let saved = true
    const warn = (message: string) => {
      saved = /a new one begun$/.test(message)
      writeSync(2, `${message}\n`)
    }
    const data = { language: 'python', verdict: 'fail', seed, checksPassed: 0, checksTotal: 1 } as const
    await recordProgress([{ kind: 'attempt', slug: 'circuit-breaker', data }], { nowMs: Date.now(), warn })
    if (saved) writeSync(1, `${seed}\n`)
  }
}

/** Prints the seeds of all attempts in the store. */
async function read(): Promise<void> {
  for (const { data } of await readEvents((message) => void writeSync(2, `${message}\n`))) {
    if ('seed' in data) writeSync(1, `${data.seed}\n`)
  }
}

const [name = '', count = '1'] = process.argv.slice(2)
void (name === '--read' ? read() : write(name, Number(count)))
