import { readFileSync } from 'node:fs'
import process from 'node:process'
import { findProgram } from './find-program.ts'
import type { Command } from './keeper.ts'

export interface OneCore {
  /** The cores that were allowed besides; none where cores cannot be chosen. */
  readonly others: readonly number[]
  /** Allows all of them again. */
  release(): Promise<void>
}

const ANY_CORE: OneCore = { others: [], release: () => Promise.resolve() }

/**
 * Keeps this program, and whatever it starts from now on, on one core, until that is released. For
 * work in which two processes take turns: to wake the other on the same core costs a few microseconds, to wake an idle
 * core many times that, above all in a virtual machine. Does nothing where there is no taskset (Linux, util-linux).
 */
export async function stayOnOneCore(): Promise<OneCore> {
  const allowed = process.platform === 'linux' ? allowedCores() : undefined
  const taskset = foundTaskset()
  if (allowed === undefined || taskset === undefined) return ANY_CORE
  const cores = coresOf(allowed)
  const at = process.pid % cores.length
  const core = cores[at]
  if (core === undefined || cores.length === 1) return ANY_CORE
  await pin(taskset, String(core))
  return { others: [...cores.slice(at + 1), ...cores.slice(0, at)], release: () => pin(taskset, allowed) }
}

/** The command, to be started on a core of its own, whatever core we keep to; as it is where that cannot be. */
export function onCore(core: number | undefined, { command, args }: Command): Command {
  const taskset = foundTaskset()
  if (core === undefined || taskset === undefined) return { command, args }
  return { command: taskset, args: ['-c', String(core), command, ...args] }
}

function foundTaskset(): string | undefined {
  return findProgram([['taskset']])?.[0]
}

async function pin(taskset: string, cores: string): Promise<void> {
  const { execa } = await import('execa')
  // Slower without, and nothing else: whatever goes wrong is no reason to stop.
  await execa(taskset, ['-a', '-c', '-p', cores, String(process.pid)], { reject: false, stdio: 'ignore' })
}

/** As the kernel lists them: `0-3,6`. */
function allowedCores(): string | undefined {
  try {
    return /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

function coresOf(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  })
}
