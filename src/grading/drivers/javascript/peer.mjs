import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { usageOf } from './own-time.mjs'

/** A program that is late, and then uses so much more of the processor, does not come to an end. */
const MOST_USED_MS = 1000
/** The same in real time, for one that queues for a processor of a busy machine. */
const MOST_MS = 20_000

/** A line that came and is no JSON object, or none at all. */
export class ProtocolError extends Error {}

/** The learner's program: one JSON object a line to its standard input, one a line from its standard output. */
export class Peer {
  #lines = []
  #wake
  #child

  constructor([command, ...args], onExit) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#child.on('error', (error) => onExit(127, null, error.message))
    this.#child.on('exit', (code, signal) => onExit(code, signal))
    // Who ends early has closed its input: the exit says so.
    this.#child.stdin.on('error', () => {})
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      if (line.trim() === '') return
      this.#lines.push(line)
      this.#wake?.()
    })
  }

  send(message) {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`)
  }

  /**
   * The next object, or undefined when none comes although the program has waited for so long, or does not
   * come to an end. @throws ProtocolError
   */
  async next(withinMs) {
    let late
    for (let waitedMs = 0; this.#lines.length === 0 && waitedMs < MOST_MS; waitedMs += withinMs) {
      await this.#line(withinMs)
      if (this.#lines.length > 0) break
      const now = usageOf(this.#child.pid)
      late ??= now
      if (!now.isReady || now.usedMs - late.usedMs >= MOST_USED_MS) break
    }
    const line = this.#lines.shift()
    return line === undefined ? undefined : parsed(line)
  }

  async #line(withinMs) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = undefined
    // When we were held up ourselves, what it has written meanwhile is still to be read.
    if (this.#lines.length === 0) await new Promise((resolve) => setImmediate(resolve))
  }
}

function parsed(line) {
  try {
    const message = JSON.parse(line)
    if (typeof message === 'object' && message !== null && !Array.isArray(message)) return message
  } catch {}
  throw new ProtocolError(
    `it wrote ${JSON.stringify(line.slice(0, 200))} where one JSON object a line is due`,
  )
}
