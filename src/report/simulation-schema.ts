import * as z from 'zod'

const interval = z.object({
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
const byId = <T extends z.ZodType>(value: T) => z.record(z.string(), value)
const seeds = z.array(z.int())

const violation = z.object({
  invariant: z.string(),
  atUs: z.int().describe('virtual time in microseconds'),
  story: z.array(z.string()).describe('at most 20 lines, from the first cause to the broken rule'),
})

const assertion = z.object({
  assertion: z.string(),
  kind: z.enum(['mean', 'every', 'never', 'sometimes', 'within']),
  verdict: z.enum(['pass', 'weak', 'fail']),
  unit: z.string().optional(),
  left: z.union([z.number(), interval]).nullable().optional(),
  right: z.union([z.number(), interval]).nullable().optional(),
  difference: interval.optional().describe('left minus right, seed by seed'),
  failedSeeds: seeds.optional(),
  failedCount: z.int().optional(),
  worst: z
    .object({
      seed: z.int(),
      left: z.number().nullable(),
      right: z.number().nullable(),
      replay: z.string().optional().describe('runs it alone; for what fails by its mean over all seeds'),
    })
    .optional(),
})

const shrunk = z.object({
  seed: z.int(),
  faults: z.int().describe('how many faults are left'),
  operations: z.int().describe('how many client operations are left'),
  file: z.string().nullable().describe('what --replay runs; null when nothing was written'),
  before: z.object({ faults: z.int(), operations: z.int(), atUs: z.int().optional() }),
  runs: z.int(),
  schedule: z.array(z.looseObject({ kind: z.string(), atUs: z.int(), durationUs: z.int() })),
  operationsKept: z.array(z.int()).optional().describe('all when left out'),
  violation: violation.optional().describe('the broken invariant'),
  assertion: assertion.optional().describe('or the assertion that fails, judged on this run alone'),
  traceHash: z.string(),
  replay: z.string().optional(),
})

/** What `simulate --json` prints; `test/report/simulation-schema.test.ts` holds real reports against it. */
export const simulationSchema = z.object({
  schemaVersion: z.int(),
  verdict: z.enum(['pass', 'weak', 'inconclusive', 'fail']),
  scenario: z.string(),
  scenarioVersion: z.int(),
  version: z.string().describe('of compendium'),
  mutant: z.string().optional(),
  seed: z.int().optional().describe('when there was one'),
  seeds: z
    .object({
      first: z.int(),
      run: z.int(),
      failed: seeds.describe('the first thousand'),
      failedCount: z.int(),
    })
    .optional()
    .describe('when there were several'),
  traceHash: z.string().describe('of the one run, or over all runs and their seeds'),
  events: z.int(),
  parameters: byId(z.number()),
  violations: z.array(violation.extend({ seed: z.int(), seeds: z.int() })),
  assertions: z.array(assertion),
  metrics: byId(z.number().nullable()).describe('means over the seeds; null where there is no value'),
  intervals: byId(interval).optional().describe('95 % confidence intervals over the seeds'),
  coverage: byId(z.int()).describe('how often each goal was met'),
  unmetGoals: z.array(z.string()),
  endless: z.int().describe('runs that were stopped because they did not end'),
  shrunk: shrunk.optional(),
  replayed: z
    .object({
      expected: z.object({
        invariant: z.exactOptional(z.string()),
        atUs: z.exactOptional(z.int()),
        assertion: z.exactOptional(z.string()),
        traceHash: z.string(),
      }),
      writtenBy: z.string().describe('version of compendium'),
      stillBroken: z.boolean(),
      sameTrace: z.boolean(),
    })
    .optional(),
  replay: z.string().describe('the command that runs it again'),
  exports: z.array(z.string()).optional().describe('files that --export wrote'),
  shard: z.looseObject({ index: z.int(), of: z.int() }).optional().describe('for merge-reports'),
})

/** The JSON Schema of a report, draft 2020-12. */
export function simulationJsonSchema(): object {
  return { title: 'compendium simulate --json', ...z.toJSONSchema(simulationSchema) }
}
