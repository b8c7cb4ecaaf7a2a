import path from 'node:path'
import * as z from 'zod'
import { writeFileAtomic } from '../../../platform/files.ts'
import { readTextFile } from '../../../platform/text-file.ts'
import { FAULT_KINDS } from '../faults/fault.ts'
import { LATENCY_DISTRIBUTIONS } from '../network/latency.ts'
import { TOPOLOGIES } from '../network/topology.ts'
import type { Schedule } from './trial.ts'

/** The newest are kept: the old ones were mended long ago. */
const MOST_KEPT = 10

const ms = z.number().nonnegative()
const name = z.string().min(1)
const when = { fromMs: ms, toMs: ms }
const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ kind: z.literal('partition'), ...when, shape: z.string() },
    cuts: z.array(z.tuple([name, name])),
  }),
  z.strictObject({
    ...{ kind: z.literal('kill'), ...when, nodes: z.array(name) },
    midStep: z.number().min(0).max(1).optional(),
  }),
  z.strictObject({ kind: z.literal('pause'), ...when, nodes: z.array(name) }),
  z.strictObject({ kind: z.literal('slow'), ...when, nodes: z.array(name), times: z.number().positive() }),
])

const targets = z.strictObject({
  messagesPerOperation: z.number().optional(),
  stableLatencyMs: z.partialRecord(z.enum(['p50', 'p95', 'p99', 'max']), z.number()).optional(),
})

const options = z.strictObject({
  time: z.literal('virtual'),
  seeds: z.int().positive(),
  workload: name,
  nodeCount: z.int().min(1).max(50),
  nodeNames: z.array(name).optional(),
  timeLimitMs: ms,
  rate: z.number().positive(),
  concurrency: z.int().positive().optional(),
  latency: z.strictObject({ meanMs: ms, distribution: z.enum(LATENCY_DISTRIBUTIONS) }),
  loss: z.number().min(0).max(1),
  duplication: z.number().min(0).max(1),
  nemesis: z.array(z.enum(FAULT_KINDS)),
  nemesisIntervalMs: z.number().positive(),
  topology: z.enum(TOPOLOGIES as [string, ...string[]]),
  seed: z.int().nonnegative(),
  settleMs: ms,
  availability: z.number().optional(),
  consistency: z.string().optional(),
  maxTxnLength: z.int().positive(),
  maxWritesPerKey: z.int().positive(),
  keyCount: z.int().positive().optional(),
  targets: targets.optional(),
})

const shape = z.strictObject({
  schedules: z.array(
    z.strictObject({
      options,
      plan: z.strictObject({ faults: z.array(fault).optional(), skip: z.array(z.int()).optional() }),
    }),
  ),
})

/** Where failing schedules of a file are kept. */
export function scheduleFile(folder: string, name: string, file: string): string {
  return path.join(folder, 'schedules', `${name}-${path.basename(file)}.json`)
}

/** The schedules that failed before, newest first. A file that cannot be read as such counts as none. */
export async function readSchedules(file: string): Promise<Schedule[]> {
  const text = await readTextFile(file).catch(() => undefined)
  if (text === undefined) return []
  try {
    const { schedules } = shape.parse(JSON.parse(text))
    return schedules.map(({ options, plan: { faults, skip } }) => ({
      options: options as Schedule['options'],
      plan: {
        ...(faults === undefined ? {} : { faults: faults as NonNullable<Schedule['plan']['faults']> }),
        ...(skip === undefined ? {} : { skip: new Set(skip) }),
      },
    }))
  } catch {
    return []
  }
}

/** Keeps a schedule that failed, before all others. */
export async function keepSchedule(file: string, schedule: Schedule): Promise<void> {
  const known = await readSchedules(file)
  const added = JSON.stringify(plain(schedule))
  const others = known.filter((one) => JSON.stringify(plain(one)) !== added)
  await writeFileAtomic(file, schedulesText([schedule, ...others].slice(0, MOST_KEPT)))
}

/** What `readSchedules` reads. */
export function schedulesText(schedules: readonly Schedule[]): string {
  return `${JSON.stringify({ schedules: schedules.map(plain) }, null, 1)}\n`
}

function plain({ options, plan: { faults, skip } }: Schedule): object {
  return { options, plan: { faults, ...(skip === undefined ? {} : { skip: [...skip] }) } }
}
