import process from 'node:process'

type Kill = () => void

const running = new Set<Kill>()
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Registers what must be killed when we end, however we end. Returns the way to take it back. */
export function guard(kill: Kill): () => void {
  if (running.size === 0) listen()
  running.add(kill)
  return () => {
    running.delete(kill)
    if (running.size === 0) stopListening()
  }
}

function listen(): void {
  process.once('exit', killAll)
  for (const name of SIGNALS) process.once(name, dieBySignal)
}

function stopListening(): void {
  process.off('exit', killAll)
  for (const name of SIGNALS) process.off(name, dieBySignal)
}

function killAll(): void {
  for (const kill of running) kill()
}

/** Ends as if we had no handler, so that a shell sees 130 for Ctrl-C. */
function dieBySignal(name: NodeJS.Signals): void {
  killAll()
  running.clear()
  stopListening()
  process.kill(process.pid, name)
}
