import { readFileSync } from 'node:fs'
import process from 'node:process'
import { findProgram } from './find-program.ts'

/**
 * Keeps this program, and whatever it starts from now on, on one core, until the function that it gives is called. For
 * work in which two processes take turns: to wake the other on the same core costs a few microseconds, to wake an idle
 * core many times that, above all in a virtual machine. Does nothing where there is no taskset (Linux, util-linux).
 */
export async function stayOnOneCore(): Promise<() => Promise<void>> {
  const allowed = process.platform === 'linux' ? allowedCores() : undefined
  const [taskset] = findProgram([['taskset']]) ?? []
  if (allowed === undefined || taskset === undefined) return () => Promise.resolve()
  const cores = coresOf(allowed)
  const core = cores[process.pid % cores.length]
  if (core === undefined || cores.length === 1) return () => Promise.resolve()
  await pin(taskset, String(core))
  return () => pin(taskset, allowed)
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
