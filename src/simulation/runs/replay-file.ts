import * as z from 'zod'
import { faultSchema } from './fault-schema.ts'
import { type DataFile, readJson } from './read-data.ts'
import { REPLAY_FORMAT, type ReplayFile } from './replay-format.ts'

const replaySchema: z.ZodType<ReplayFile> = z.strictObject({
  format: z.literal(REPLAY_FORMAT),
  compendium: z.string(),
  scenario: z.string(),
  scenarioVersion: z.int(),
  model: z.exactOptional(z.string()),
  seed: z.int().nonnegative(),
  parameters: z.record(z.string(), z.number()),
  mutant: z.exactOptional(z.string()),
  faults: z.array(faultSchema),
  operations: z.exactOptional(z.array(z.int().nonnegative())),
  untilUs: z.exactOptional(z.int().nonnegative()),
  expected: z.strictObject({
    invariant: z.exactOptional(z.string()),
    atUs: z.exactOptional(z.int().nonnegative()),
    assertion: z.exactOptional(z.string()),
    traceHash: z.string(),
  }),
})

/** @throws UserError (exit 2) that names what is wrong. */
export function readReplay(file: DataFile): Promise<ReplayFile> {
  return readJson(file, replaySchema, 'a replay file of compendium')
}
