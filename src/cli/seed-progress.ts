import { callWords } from '../messages/calls/index.ts'

const REDRAW_MS = 100

interface ProgressStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/**
 * A counter on stderr while many seeds run, on a terminal only. Every step gives way to the event
 * loop now and then, so that Ctrl-C works during a long sweep.
 */
export function seedProgress(
  stream: ProgressStream = process.stderr,
): (done: number, of: number) => Promise<void> {
  let last = performance.now()
  let shown = false
  return async (done, of) => {
    const now = performance.now()
    const ended = done === of
    if (!ended && now - last < REDRAW_MS) return
    last = now
    if (stream.isTTY && (shown || !ended)) {
      stream.write(ended ? '\r\u001B[K' : `\r${callWords().seedsDone({ done, of })}`)
      shown = true
    }
    if (!ended) await new Promise((resolve) => setImmediate(resolve))
  }
}
