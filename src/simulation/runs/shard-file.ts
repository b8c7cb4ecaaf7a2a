import * as z from 'zod'
import { scheduleSchema } from './fault-schema.ts'
import { type DataFile, readJson } from './read-data.ts'

const whole = z.int().nonnegative()
const text = z.string()
const seedList = z.object({ count: whole, seeds: z.array(whole) })
const moments = z.object({
  count: whole,
  missing: whole,
  sum: z.array(z.number()),
  squares: z.array(z.number()),
})
/** JSON has no NaN: a side without a value is null. */
const side = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN)
const tally = z.object({
  seeds: z.int().min(1),
  events: whole,
  hash: z.tuple([whole, whole]),
  onlyHash: text,
  failed: seedList,
  endless: seedList,
  violations: z.array(
    z.object({ invariant: text, atUs: z.number(), story: z.array(text), seed: whole, seeds: whole }),
  ),
  assertions: z.array(
    z.object({
      seeds: whole,
      struck: seedList,
      worst: z.exactOptional(z.object({ seed: whole, left: side, right: side })),
      sides: z.exactOptional(z.object({ left: moments, right: moments, difference: moments })),
    }),
  ),
  metrics: z.record(text, moments),
  coverage: z.record(text, whole),
})

const shard = z.object({
  index: z.int().min(1),
  of: z.int().min(1),
  seeds: z.object({ first: whole, count: z.int().min(1) }),
  request: z.object({
    scenario: text,
    settings: z.array(text),
    assertions: z.array(text),
    seeds: z.exactOptional(text),
    assertionsFile: z.exactOptional(text),
    mutant: z.exactOptional(text),
    faults: z.exactOptional(text),
    maxEvents: z.exactOptional(z.int().min(1)),
  }),
  assertions: z.array(text),
  faults: z.exactOptional(scheduleSchema),
  tally,
  digest: text,
})

const reportSchema = z.object({
  version: text,
  scenario: text,
  scenarioVersion: z.int(),
  parameters: z.record(text, z.number()),
  shard,
})

export type PartReport = z.infer<typeof reportSchema>

/** The report that `simulate --shard --json` wrote to a file. @throws UserError (exit 2). */
export async function readPart(file: DataFile): Promise<PartReport> {
  const schema = reportSchema as z.ZodType<PartReport>
  return readJson(file, schema, 'the report of a part (simulate --shard I/N --json)')
}
