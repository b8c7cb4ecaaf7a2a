import { parentPort, workerData } from 'node:worker_threads'
import { isUserError, UserError } from '../lib/user-error.ts'

/** An error as plain data: classes do not survive the way between threads. */
interface ErrorData {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly user?: { readonly code: string; readonly next: readonly string[]; readonly exitCode: number }
}

export type Answer = { readonly value: unknown } | { readonly error: ErrorData }

/** Sent while a question is being answered: the worker is not stuck. */
export const BEAT = 'beat'
/** More often than this nobody needs to hear it. */
const BEAT_MS = 500
/** Taken now, because what a worker runs may be forbidden to know the time. */
const monotonicMs = performance.now.bind(performance)

/**
 * The other side of `WorkerThread`, to be called once in a worker: `open` gets the data that the
 * worker was started with, and what it returns answers the questions, one at a time. Whoever takes
 * long over an answer calls `beat` meanwhile, as often as it likes.
 */
export function serve(
  open: (data: unknown, beat: () => void) => Promise<(question: unknown) => unknown>,
): void {
  const port = parentPort
  if (port === null) throw new Error('serve is for worker threads')
  let beatMs = 0
  const beat = () => {
    const nowMs = monotonicMs()
    if (nowMs - beatMs < BEAT_MS) return
    beatMs = nowMs
    port.postMessage(BEAT)
  }
  const opened = open(workerData, beat)
  // A failure to open is the answer to the first question.
  opened.catch(() => {})
  port.on('message', async (question: unknown) => {
    const answer = await answerOf(opened, question)
    try {
      port.postMessage(answer)
    } catch (error) {
      // What is sent is read first, and some of it is made only then.
      port.postMessage({ error: dataOf(error) } satisfies Answer)
    }
  })
}

async function answerOf(opened: Promise<(question: unknown) => unknown>, question: unknown): Promise<Answer> {
  try {
    return { value: await (await opened)(question) }
  } catch (error) {
    return { error: dataOf(error) }
  }
}

function dataOf(error: unknown): ErrorData {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined }
  const { name, message, stack } = error
  if (!isUserError(error)) return { name, message, stack }
  const { code, next, exitCode } = error
  return { name, message, stack, user: { code, next, exitCode } }
}

export function errorFrom({ name, message, stack, user }: ErrorData): Error {
  if (user !== undefined) {
    return new UserError(message, { ...user, exitCode: user.exitCode as UserError['exitCode'] })
  }
  const error = new Error(message)
  error.name = name
  if (stack !== undefined) error.stack = stack
  return error
}
