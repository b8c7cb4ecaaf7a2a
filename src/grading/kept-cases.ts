import path from 'node:path'
import * as z from 'zod'
import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { writeFileAtomic } from '../platform/files.ts'
import { readTextFile } from '../platform/text-file.ts'
import { isGuardedCall, type Operation, type Sequence } from './sequence.ts'

/** A sequence that a program once failed, and the property that it showed broken. */
export interface KeptCase {
  readonly property: string
  readonly sequence: Sequence
}

/** The newest are kept: the old ones were mended long ago. */
const MOST_CASES = 20

const scalar = z.union([z.number(), z.boolean(), z.string()])
const options = z.record(z.string(), scalar)
const outcome = z.enum(['ok', 'error'])
const on = z.int().nonnegative()
const id = z.int()

const deed = z.strictObject({
  gives: z.json().optional(),
  fails: z.string().optional(),
  takesMs: z.number().optional(),
  holds: z.literal(true).optional(),
  yields: z.int().nonnegative().optional(),
})
const script = z.strictObject({
  does: z.array(deed),
  by: z.record(z.string(), z.array(deed)).optional(),
})

const operation = z.discriminatedUnion('op', [
  z.strictObject({
    ...{ op: z.literal('call'), on, outcome, durationMs: z.number() },
    value: z.enum(['nothing', 'zero', 'false', 'empty', 'error']).optional(),
    raises: z.enum(['rejection', 'builtin']).optional(),
    immediate: z.literal(true).optional(),
  }),
  z.strictObject({ op: z.literal('begin'), on, id, together: z.literal(true).optional() }),
  z.strictObject({ op: z.literal('end'), id, outcome }),
  z.strictObject({ op: z.literal('advance'), ms: z.number() }),
  z.strictObject({ op: z.literal('state'), on }),
  z.strictObject({
    ...{ op: z.literal('invoke'), on, method: z.string() },
    args: z.array(z.json()),
    as: z.int().optional(),
  }),
  z.strictObject({
    ...{ op: z.literal('start'), id, on, method: z.string() },
    args: z.array(z.json()),
    after: id.optional(),
  }),
  z.strictObject({
    ...{ op: z.literal('together'), on, schedule: z.int().nonnegative() },
    calls: z
      .array(
        z.union([
          z.strictObject({ method: z.string(), args: z.array(z.json()) }),
          z.strictObject({ outcome, yields: z.int().nonnegative() }),
        ]),
      )
      .min(1)
      .max(4),
  }),
  z.strictObject({ op: z.literal('finish'), of: z.union([id, z.string()]), run: id, does: deed }),
])

const keptFile = z.strictObject({
  schemaVersion: z.literal(1),
  pattern: z.string(),
  cases: z.array(
    z.strictObject({
      property: z.string(),
      sequence: z.strictObject({
        startMs: z.number(),
        subjects: z.int().min(1).max(8),
        options,
        each: z.array(options).optional(),
        random: z.array(z.number()).optional(),
        given: z.record(z.string(), script).optional(),
        systemClock: z.literal('frozen').optional(),
        ops: z.array(operation).max(1000),
      }),
    }),
  ),
})

/** `.compendium/token_bucket.py.token-bucket.json`, beside the learner's file. */
export function keptCasesFile(programFile: string, pattern: string): string {
  const name = `${path.basename(programFile)}.${pattern}.json`
  return path.join(path.dirname(programFile), '.compendium', name)
}

/**
 * What was kept for this program. None when there is no such file, when it is damaged, or when the
 * contract has since come to mean something else: what is kept only helps, it never stands in the way.
 */
export async function readKeptCases(
  file: string,
  pattern: string,
  contract: ExerciseContract,
): Promise<readonly KeptCase[]> {
  try {
    const found = keptFile.parse(JSON.parse((await readTextFile(file)) ?? ''))
    if (found.pattern !== pattern) return []
    return (found.cases as readonly KeptCase[]).filter(({ sequence }) => fits(sequence, contract))
  } catch {
    return []
  }
}

function fits({ ops, subjects, options: given, each = [] }: Sequence, contract: ExerciseContract): boolean {
  const methods = new Set(contract.methods.map(({ name }) => name))
  const names = new Set(contract.options.map(({ name }) => name))
  const known = [given, ...each].every((one) => Object.keys(one).every((name) => names.has(name)))
  return (
    known &&
    ops.every((op) => (!('on' in op) || op.on < subjects) && methodsOf(op).every((name) => methods.has(name)))
  )
}

function methodsOf(op: Operation): readonly string[] {
  if (op.op === 'together') return op.calls.flatMap((call) => (isGuardedCall(call) ? [] : [call.method]))
  return 'method' in op ? [op.method] : []
}

/** Adds cases, each once, the newest first. */
export async function keepCases(
  file: string,
  pattern: string,
  kept: readonly KeptCase[],
  fresh: readonly KeptCase[],
): Promise<undefined> {
  const all = new Map([...fresh, ...kept].map((one) => [JSON.stringify(one.sequence), one]))
  const cases = [...all.values()].slice(0, MOST_CASES)
  const content = { schemaVersion: 1, pattern, cases }
  await writeFileAtomic(file, `${JSON.stringify(content, null, 2)}\n`)
}
