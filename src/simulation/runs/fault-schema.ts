import * as z from 'zod'
import type { Fault, FaultRule } from '../kernel/fault.ts'

const timeUs = z.int().nonnegative()
const node = z.int().nonnegative()
const share = z.number().min(0).max(1)
const lasting = { atUs: timeUs, durationUs: timeUs }
const disk = z.enum(['kept', 'unsynced-lost', 'wiped'])

const crash = z.strictObject({ kind: z.literal('crash'), ...lasting, node, disk })
const pause = z.strictObject({ kind: z.literal('pause'), ...lasting, node })
const slow = z.strictObject({ kind: z.literal('slow'), ...lasting, node, byUs: timeUs })
const skew = z.strictObject({ kind: z.literal('clock-skew'), ...lasting, node, byUs: z.int() })
const drift = z.strictObject({ kind: z.literal('clock-drift'), ...lasting, node, ppm: z.int() })
const full = z.strictObject({ kind: z.literal('disk-full'), ...lasting, node })
const clog = z.strictObject({ kind: z.literal('clog'), ...lasting, from: node, to: node })
const drop = z.strictObject({
  kind: z.literal('drop'),
  ...lasting,
  from: node,
  to: node,
  count: z.int().min(1),
})
const load = z.strictObject({ kind: z.literal('load'), ...lasting, count: z.int().min(1) })
const partition = z.strictObject({
  kind: z.literal('partition'),
  ...lasting,
  side: z.array(node).min(1),
  oneWay: z.exactOptional(z.boolean()),
})
const link = z.strictObject({
  kind: z.literal('link'),
  ...lasting,
  from: z.exactOptional(z.array(node).min(1)),
  to: z.exactOptional(z.array(node).min(1)),
  loss: z.exactOptional(share),
  duplicate: z.exactOptional(share),
  delayUs: z.exactOptional(timeUs),
  reorderUs: z.exactOptional(timeUs),
})

/** One thing that goes wrong; times are microseconds from the start of the run, nodes count from 0. */
export const faultSchema: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  crash,
  pause,
  slow,
  skew,
  drift,
  full,
  partition,
  link,
  clog,
  drop,
  load,
])

/** A fault that waits for something to happen in the model. */
const ruleSchema = z.strictObject({
  kind: z.literal('when'),
  moment: z.string().min(1),
  nth: z.int().min(1),
  strike: z.enum(['crash', 'pause', 'isolate']),
  disk: z.exactOptional(disk),
  afterUs: z.int().min(1),
  durationUs: timeUs,
})

export const scheduleSchema: z.ZodType<(Fault | FaultRule)[]> = z.array(
  z.discriminatedUnion('kind', [
    crash,
    pause,
    slow,
    skew,
    drift,
    full,
    partition,
    link,
    clog,
    drop,
    load,
    ruleSchema,
  ]),
)
