import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'

/** System calls in which a thread waits, by their numbers on this processor (syscalls(2), unistd.h of Linux). */
interface Calls {
  /** Read something from the descriptor that is the first argument. */
  readonly read: readonly number[]
  readonly epoll: readonly number[]
  readonly poll: readonly number[]
  readonly ppoll: readonly number[]
  readonly futex: number
  /** For a child to end. */
  readonly child: readonly number[]
}

const CALLS: Readonly<Record<string, Calls>> = {
  x64: { read: [0, 19, 45, 47], epoll: [232, 281], poll: [7], ppoll: [271], futex: 202, child: [61, 247] },
  arm64: { read: [63, 65, 207, 212], epoll: [22], poll: [], ppoll: [73], futex: 98, child: [260, 95] },
}

/** What a thread is at: it waits for input without limit, for nothing that could come by itself, or may go on. */
type Waiting = 'input' | 'others' | 'unknown'

/** Threads of the Java VM sleep for a while again and again; none of them is the program's. */
const OF_JAVA =
  /^(VM (Thread|Periodic Tas)|GC Thread|G1 |C[12] Compiler|Monitor Deflati|Sweeper|Common-Cleaner|Reference Handl|Finalizer|Signal Dispatch|Service Thread|Notification Th|Attach Listener)/
/** FUTEX_WAIT_PRIVATE: the watching thread of Go's runtime waits so, for a while; libraries of C wait by a bit set. */
const FUTEX_OF_GO = 0x80
/** -1 as an `int`. */
const NO_LIMIT = 'ffffffff'

/**
 * Whether these processes certainly do nothing any more until somebody writes to their standard input: no thread runs,
 * none sleeps for a while, at least one waits for input. False where that cannot be told (no /proc, another
 * processor than those above, a thread that waits for anything else).
 */
export function waitForInput(pids: readonly number[]): boolean {
  const calls = CALLS[process.arch]
  if (process.platform !== 'linux' || calls === undefined) return false
  const threads = pids.flatMap((pid) =>
    tasksOf(pid).map((task) => waitingOf(`/proc/${pid}/task/${task}`, calls)),
  )
  return threads.includes('input') && !threads.includes('unknown')
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

function waitingOf(task: string, calls: Calls): Waiting {
  try {
    const words = readFileSync(`${task}/syscall`, 'latin1').trim().split(' ')
    // "running", or -1 where it is in no call.
    const [call = -1, first = -1, second = -1, third = -1, fourth = -1] = words.map(Number)
    const isEndless = (limit = ''): boolean => limit.endsWith(NO_LIMIT)
    if (calls.read.includes(call)) return first === 0 ? 'input' : 'unknown'
    if (calls.epoll.includes(call)) return isEndless(words[4]) ? 'input' : 'unknown'
    if (calls.poll.includes(call)) return isEndless(words[3]) ? 'input' : 'unknown'
    if (calls.ppoll.includes(call)) return third === 0 ? 'input' : 'unknown'
    if (calls.child.includes(call)) return 'others'
    if (call !== calls.futex) return 'unknown'
    const isOfRuntime = second === FUTEX_OF_GO || OF_JAVA.test(readFileSync(`${task}/comm`, 'latin1'))
    return fourth === 0 || isOfRuntime ? 'others' : 'unknown'
  } catch {
    return 'unknown'
  }
}
