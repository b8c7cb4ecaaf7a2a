import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import process from 'node:process'
import { waitForInput } from './waits-for-input.ts'

export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly group: number
  /** Clock ticks since boot: with the pid it names a process for good. */
  readonly startedAt: number
  readonly residentBytes: number
  /** Processor time, with that of children that have ended and were waited for. */
  readonly usedMs: number
}

const PAGE_BYTES = 4096
/** Of a clock tick as proc(5) counts: there are 100 in a second, whatever the kernel's own. */
const TICK_MS = 10

/** Every process that /proc shows; empty where there is no /proc. */
export function listProcesses(): ProcessRow[] {
  return numericEntries('/proc').flatMap((pid) => readRow(pid) ?? [])
}

function numericEntries(folder: string): number[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/** proc(5): the fields after the command's name, which may itself hold blanks and brackets. */
function readRow(pid: number): ProcessRow | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return {
      pid,
      parent: Number(fields[1]),
      group: Number(fields[2]),
      startedAt: Number(fields[19]),
      residentBytes: Number(fields[21]) * PAGE_BYTES,
      usedMs: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_MS,
    }
  } catch {
    return undefined
  }
}

/**
 * A process and all that came from it: its group, its descendants, those seen as such before (they
 * may have lost their parent since), those that carry the marker in their environment and those that
 * hold our pipes. Where there is no /proc, the group is all that is known.
 */
export class ProcessTree {
  readonly #root: number
  readonly #marker: string
  /** Whether the root is our keeper, which must always be able to act: it ends the rest when we are killed. */
  readonly #isKept: boolean
  /** Whatever started before the root cannot have come from it. */
  readonly #startedAt: number
  readonly #seen = new Map<number, number>()
  readonly #killed = new Map<number, number>()
  readonly #pipes: ReadonlySet<string>

  /** To be made as soon as the root has started, while its descriptors are still the ones we gave it. */
  constructor(root: number, marker: string, isKept: boolean) {
    this.#root = root
    this.#marker = marker
    this.#isKept = isKept
    this.#startedAt = readRow(root)?.startedAt ?? 0
    this.#pipes = new Set([1, 2, 3, 4].flatMap((descriptor) => channelAt(root, String(descriptor)) ?? []))
  }

  /** Who is below the root now, as far as parents lead: to be asked often, so that it must cost little. */
  descendants(): ProcessRow[] {
    const rows = descendantsOf(this.#root)
    if (rows === undefined) return this.#members(false)
    for (const { pid, startedAt } of rows) this.#seen.set(pid, startedAt)
    return rows
  }

  /** Whether a thread below the root has a processor, queues for one, or waits for the disk. */
  isReady(): boolean {
    return this.descendants().some(({ pid }) =>
      numericEntries(`/proc/${pid}/task`).some((task) =>
        isReadyIn(readLine(`/proc/${pid}/task/${task}/stat`)),
      ),
    )
  }

  /** Whether all below the root certainly do nothing until something is written to their standard input. */
  waitsForInput(): boolean {
    return waitForInput(this.descendants().map(({ pid }) => pid))
  }

  /** Who belongs to the tree now. `thorough` also reads environments, which costs a file each. */
  #members(thorough: boolean): ProcessRow[] {
    const rows = listProcesses().filter(({ startedAt }) => startedAt >= this.#startedAt)
    const inside = new Set(rows.filter((row) => this.#belongs(row, thorough)).map((row) => row.pid))
    let before = -1
    while (before !== inside.size) {
      before = inside.size
      for (const row of rows) if (inside.has(row.parent)) inside.add(row.pid)
    }
    inside.delete(process.pid)
    const members = rows.filter((row) => inside.has(row.pid))
    for (const { pid, startedAt } of members) this.#seen.set(pid, startedAt)
    return members
  }

  #belongs(row: ProcessRow, thorough: boolean): boolean {
    if (row.pid === this.#root || row.group === this.#root) return true
    if (this.#seen.get(row.pid) === row.startedAt) return true
    return thorough && (carries(row.pid, this.#marker) || this.#holdsPipe(row.pid))
  }

  /** Whoever holds an end of our pipes got it from the root, even if it shed environment and parents. */
  #holdsPipe(pid: number): boolean {
    if (pid === process.pid || this.#pipes.size === 0) return false
    return descriptorsOf(pid).some((descriptor) => {
      const channel = channelAt(pid, descriptor)
      return channel !== undefined && this.#pipes.has(channel)
    })
  }

  /**
   * Ends all of it, at once and for good. Everything is stopped before anything is killed: a fork
   * bomb stands still, and nobody loses the parent by which we know it. Rounds are repeated because
   * a process may fork between being listed and being stopped. Who was killed does
   * nothing more. A keeper goes last, since we may be killed in the midst of this. False if even then more came.
   */
  kill(): boolean {
    this.#stop()
    for (let round = 0; round < 50; round += 1) {
      const fresh = this.#members(true).filter((row) => this.#killed.get(row.pid) !== row.startedAt)
      for (const { pid } of fresh) if (!this.#keeps(pid)) signal(pid, 'SIGSTOP')
      for (const { pid, startedAt } of fresh) {
        if (!this.#keeps(pid)) signal(pid, 'SIGKILL')
        this.#killed.set(pid, startedAt)
      }
      signalGroup(this.#root, 'SIGKILL')
      if (fresh.length === 0) return true
    }
    return false
  }

  /** Stops all of it where it stands, until `resume`. */
  pause(): void {
    this.#stop()
    for (const { pid } of this.descendants()) if (!this.#keeps(pid)) signal(pid, 'SIGSTOP')
  }

  resume(): void {
    signalGroup(this.#root, 'SIGCONT')
    for (const { pid } of this.descendants()) signal(pid, 'SIGCONT')
  }

  /** Asks the program itself to end, as a container is stopped: what it started is its own affair. */
  terminate(): void {
    const asked = this.#isKept ? (childrenOf(this.#root) ?? []) : [this.#root]
    for (const pid of asked) signal(pid, 'SIGTERM')
  }

  /** Asks all of it to end, as Ctrl-C in a terminal does: what the program started is told, too. */
  interrupt(): void {
    for (const { pid } of this.descendants()) if (!this.#keeps(pid)) signal(pid, 'SIGINT')
  }

  /** How many processes of it are alive, those that shed parents and group among them; undefined without /proc. */
  countAlive(): number | undefined {
    const members = this.#members(true)
    return members.length === 0 ? undefined : members.filter(({ pid }) => !this.#keeps(pid)).length
  }

  #stop(): void {
    signalGroup(this.#root, 'SIGSTOP')
    if (this.#isKept) signal(this.#root, 'SIGCONT')
  }

  #keeps(pid: number): boolean {
    return this.#isKept && pid === this.#root
  }

  /** Waits, not for long, until those that were killed are gone: what they hold in memory takes its time. */
  bury(): void {
    const isLeft = ([pid, startedAt]: [number, number]): boolean => readRow(pid)?.startedAt === startedAt
    for (let round = 0; round < 200 && [...this.#killed].some(isLeft); round += 1) {
      Atomics.wait(NOBODY, 0, 0, 1)
    }
  }
}

/** To sleep on. */
const NOBODY = new Int32Array(new SharedArrayBuffer(4))

/** The process and all below it that is alive; undefined where Linux does not list children, or it is gone. */
function descendantsOf(root: number): ProcessRow[] | undefined {
  if (childrenOf(root) === undefined) return undefined
  const rows: ProcessRow[] = []
  const found = new Set([root])
  for (const pid of found) {
    const row = readRow(pid)
    if (row !== undefined) rows.push(row)
    for (const child of childrenOf(pid) ?? []) found.add(child)
  }
  return rows
}

function isReadyIn(stat = ''): boolean {
  const state = stat.charAt(stat.lastIndexOf(')') + 2)
  return state === 'R' || state === 'D'
}

/** Every thread has children of its own. */
function childrenOf(pid: number): number[] | undefined {
  const tasks = numericEntries(`/proc/${pid}/task`)
  const lists = tasks.flatMap((task) => readLine(`/proc/${pid}/task/${task}/children`) ?? [])
  return lists.length === 0 ? undefined : lists.flatMap((list) => list.match(/\d+/g) ?? []).map(Number)
}

function readLine(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return undefined
  }
}

function descriptorsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`)
  } catch {
    return []
  }
}

/** The pipe or socket behind a descriptor, by its inode; undefined for files and devices. */
function channelAt(pid: number, descriptor: string): string | undefined {
  try {
    const target = readlinkSync(`/proc/${pid}/fd/${descriptor}`)
    return /^(pipe|socket):/.test(target) ? target : undefined
  } catch {
    return undefined
  }
}

function carries(pid: number, marker: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(marker)
  } catch {
    return false
  }
}

function signalGroup(group: number, name: NodeJS.Signals): void {
  signal(process.platform === 'win32' ? group : -group, name)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already, or not ours to signal.
  }
}
