#!/usr/bin/env node
import { EXIT, Interrupted } from './exit-codes.ts'
import { run } from './program.ts'

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Once: a second one ends the process the ordinary way.
  process.once(signal, () => stopping.abort(new Interrupted()))
}
// `| head` closes the pipe when it has enough: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.fault)
})

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isWatched: process.stderr.isTTY === true,
  signal: stopping.signal,
})
