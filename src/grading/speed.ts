import type { ExerciseContract, LanguageId } from '../corpus/exercise-schema.ts'
import { writeTemporary } from '../platform/temporary-folder.ts'
import { fileName, readProgram } from './exercise-files.ts'
import { isFault } from './fault.ts'
import type { Language } from './languages.ts'
import { expectedEvents, type Model } from './model.ts'
import { prepare } from './prepare.ts'
import { Runner } from './runner.ts'
import type { Sequence } from './sequence.ts'
import type { Speed, SpeedReading } from './verdict.ts'

export interface SpeedOptions {
  readonly slug: string
  readonly contract: ExerciseContract
  readonly model: Model
  readonly language: Language
  readonly timeoutMs: number
  readonly now: () => number
}

/** How many entries a program holds when its cost is read, few and many. */
const SMALL = 1000
const LARGE = 16 * SMALL
const REPEATS = 3
/** Noise makes one of them now and then, hardly both. */
const MUCH_GROWTH = 1.5
const MUCH_SLOWER = 2

/**
 * Operations a second, and how the cost of one grows with what is held, beside the reference in the same
 * language on the same machine. Undefined for what cannot be timed so: guarded calls, and programs that stop.
 */
export async function measureSpeed(runner: Runner, options: SpeedOptions): Promise<Speed | undefined> {
  const { model } = options
  const workload = model.workload
  if (workload === undefined) return undefined
  const own = await readingOf(runner, workload, options.now)
  const reference = await referenceReading(options)
  if (own === undefined || reference === undefined) return undefined
  return { ...own, entries: [SMALL, LARGE], reference, growsWithSize: growsWithSize(own, reference) }
}

/** Whether the cost grows with what is held where the reference's does not, and so much that it shows. */
export function growsWithSize(own: SpeedReading, reference: SpeedReading): boolean {
  const grows = own.growth > MUCH_GROWTH * Math.max(1, reference.growth)
  return grows && own.operationsPerSecond * MUCH_SLOWER < reference.operationsPerSecond
}

async function referenceReading(options: SpeedOptions): Promise<SpeedReading | undefined> {
  const { slug, contract, language, model, timeoutMs, now } = options
  const id = language.id as LanguageId
  if (model.workload === undefined || contract.languages[id] === undefined) return undefined
  const text = await readProgram(slug, 'solution', contract, id)
  const { file, remove } = await writeTemporary(fileName(contract, id), text)
  try {
    const prepared = await prepare(file, language, contract)
    if (isFault(prepared)) return undefined
    const events = expectedEvents(model, contract)
    const runner = new Runner({ ...prepared, contract, timeoutMs, now, events })
    try {
      return await readingOf(runner, model.workload, now)
    } finally {
      await runner.stop()
      prepared.dispose()
    }
  } finally {
    remove()
  }
}

async function readingOf(
  runner: Runner,
  workload: (size: number) => Sequence,
  now: () => number,
): Promise<SpeedReading | undefined> {
  // The first is not counted: it starts the process and warms it up.
  if ((await costUs(runner, workload(SMALL), now, 1)) === undefined) return undefined
  const small = await costUs(runner, workload(SMALL), now, REPEATS)
  if (small === undefined) return undefined
  const most = workload(LARGE)
  const startMs = now()
  const large = await costUs(runner, most, now, REPEATS)
  // What it took until we gave up is less than it costs.
  const cost = large ?? ((now() - startMs) * 1000) / most.ops.length
  const reading = {
    operationsPerSecond: Math.round(1e6 / cost),
    growth: Math.round((cost / small) * 100) / 100,
  }
  return large === undefined ? { ...reading, unfinished: true } : reading
}

/** Microseconds of one operation: the least of some repeats, because noise only ever adds. */
async function costUs(
  runner: Runner,
  sequence: Sequence,
  now: () => number,
  repeats: number,
): Promise<number | undefined> {
  const costs: number[] = []
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const startMs = now()
    if (!(await runner.finishes(sequence))) return undefined
    costs.push(((now() - startMs) * 1000) / sequence.ops.length)
  }
  return Math.min(...costs)
}
