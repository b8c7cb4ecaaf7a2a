import process from 'node:process'
import { createInterface } from 'node:readline'
import { deserialize, serialize } from 'node:v8'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
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

/** Where questions come from and answers go to. */
interface Port {
  readonly data: Promise<unknown>
  post(message: Answer | typeof BEAT): void
  onQuestion(act: (question: unknown) => void): void
}

/**
 * The other side of `WorkerThread` and `WorkerProcess`, to be called once in a worker: `open` gets the data that the
 * worker was started with, and what it returns answers the questions, one at a time. Whoever takes
 * long over an answer, in a thread, calls `beat` meanwhile, as often as it likes.
 */
export function serve(
  open: (data: unknown, beat: () => void) => Promise<(question: unknown) => unknown>,
): void {
  const port = parentPort === null ? standardPort() : threadPort(parentPort)
  let beatMs = 0
  const beat = () => {
    const nowMs = monotonicMs()
    if (nowMs - beatMs < BEAT_MS) return
    beatMs = nowMs
    port.post(BEAT)
  }
  const opened = port.data.then((data) => open(data, beat))
  // A failure to open is the answer to the first question.
  opened.catch(() => {})
  port.onQuestion(async (question) => {
    const answer = await answerOf(opened, question)
    try {
      port.post(answer)
    } catch (error) {
      // What is sent is read first, and some of it is made only then.
      port.post({ error: dataOf(error) } satisfies Answer)
    }
  })
}

function threadPort(thread: MessagePort): Port {
  return {
    data: Promise.resolve(workerData),
    post: (message) => thread.postMessage(message),
    onQuestion: (act) => void thread.on('message', act),
  }
}

/** Of a process: the first line is its data, all others are questions. It ends when nobody can ask any more. */
function standardPort(): Port {
  let open = (_data: unknown): void => {}
  let ask = (_question: unknown): void => {}
  const data = new Promise((resolve) => {
    open = resolve
  })
  let isOpen = false
  createInterface({ input: process.stdin }).on('line', (line) => {
    const value: unknown = deserialize(Buffer.from(line, 'base64'))
    if (isOpen) ask(value)
    else open(value)
    isOpen = true
  })
  // As by a signal, so that what it started goes with it.
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
  setInterval(() => process.stdout.write('\n'), BEAT_MS).unref()
  return {
    data,
    post: (message) => {
      process.stdout.write(message === BEAT ? '\n' : `${serialize(message).toString('base64')}\n`)
    },
    onQuestion: (act) => {
      ask = act
    },
  }
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
