import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { writeTemporary } from '../platform/temporary-folder.ts'
import { fileName, readProgram } from './exercise-files.ts'
import { isFault } from './fault.ts'
import { type Language, languageById, type TaughtLanguage } from './languages.ts'
import { expectedEvents, type Model } from './model.ts'
import { prepare } from './prepare.ts'
import { randomSequences } from './random-sequences.ts'
import { measureRate, operationsIn } from './rate.ts'
import { Runner } from './runner.ts'
import type { Sequence } from './sequence.ts'
import type { Rate, Speed, SpeedReading } from './verdict.ts'

export interface SpeedOptions {
  readonly slug: string
  readonly contract: ExerciseContract
  readonly model: Model
  readonly language: Language
  readonly timeoutMs: number
  readonly now: () => number
}

const SMALL = 1000

/** How many entries a program holds when its cost is read: few and many. */
type Sizes = readonly [few: number, many: number]

/** The second where the first does not tell yet. */
const CLIMB: readonly Sizes[] = [
  [SMALL, 4 * SMALL],
  [SMALL, 16 * SMALL],
]
const REPEATS = 3
/** Of long ones fewer do: after so much there is no third. */
const ENOUGH_MS = 2000
/** Noise makes one of them now and then, hardly both. */
const MUCH_GROWTH = 1.5
const MUCH_SLOWER = 2
/** No load of the machine does that to one of two that take turns. */
const FAR_SLOWER = 8

/**
 * Operations a second, and how the cost of one grows with what is held, beside the reference in the same
 * language on the same machine. An operation is a call of a method, or of a function that the program was
 * handed. Where nothing is held whose number could grow, operations a second alone. Undefined for programs that
 * stop.
 */
export async function measureSpeed(runner: Runner, options: SpeedOptions): Promise<Speed | Rate | undefined> {
  const { workload } = options.model
  if (workload === undefined) {
    const sequences = (await randomSequences(options.contract))(options.contract.defaults.seed)
    return besideReference(options, (beside) => measureRate(runner, beside, sequences, options.now))
  }
  return besideReference(options, async (beside) => {
    const own = await Timing.start(runner, workload, options.now)
    const reference = await Timing.start(beside, workload, options.now)
    if (own === undefined || reference === undefined) return undefined
    const sizes = await climb(own, reference)
    const [reading, other] = [own.reading(sizes), reference.reading(sizes)]
    return { ...reading, entries: sizes, reference: other, growsWithSize: growsWithSize(reading, other) }
  })
}

/** Whether the cost grows with what is held where the reference's does not, and so much that it shows. */
export function growsWithSize(own: SpeedReading, reference: SpeedReading): boolean {
  const grows = own.growth > MUCH_GROWTH * Math.max(1, reference.growth)
  return grows && own.operationsPerSecond * MUCH_SLOWER < reference.operationsPerSecond
}

async function besideReference<Found>(
  options: SpeedOptions,
  use: (reference: Runner) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const { slug, contract, model, timeoutMs, now } = options
  const language = languageOfReference(options)
  if (language === undefined) return undefined
  const text = await readProgram(slug, 'solution', contract, language.id)
  const { file, remove } = await writeTemporary(fileName(contract, language.id), text)
  try {
    const prepared = await prepare(file, language, contract)
    if (isFault(prepared)) return undefined
    const events = expectedEvents(model, contract, language)
    const runner = new Runner({ ...prepared, contract, timeoutMs, now, events })
    try {
      return await use(runner)
    } finally {
      await runner.stop()
      prepared.dispose()
    }
  } finally {
    remove()
  }
}

/** JavaScript has that in TypeScript beside it: the same engine runs both. */
function languageOfReference({ language, contract }: SpeedOptions): TaughtLanguage | undefined {
  const ids = language.id === 'javascript' ? ['javascript', 'typescript'] : [language.id]
  return ids.map(languageById).find((one) => one !== undefined && contract.languages[one.id] !== undefined)
}

/** The sizes at which it shows that the cost grows, else the largest. */
async function climb(own: Timing, reference: Timing): Promise<Sizes> {
  for (const sizes of CLIMB) {
    const [, many] = sizes
    if (await grows(sizes, own, reference)) return sizes
    if (own.finished(many)) continue
    // How much more so many cost is not known: it is read where the program gets through.
    const fewer: Sizes = [many / 16, many / 4]
    return (await grows(fewer, own, reference)) ? fewer : sizes
  }
  return CLIMB.at(-1) ?? [SMALL, SMALL]
}

async function grows(sizes: Sizes, own: Timing, reference: Timing): Promise<boolean> {
  const isCalledOut = (): boolean => growsWithSize(own.reading(sizes), reference.reading(sizes))
  await measure(sizes, own, reference)
  // Whoever is called out is timed once more: it must not be the load of the machine.
  if (isCalledOut() && !isFarSlower(own.reading(sizes), reference.reading(sizes))) {
    await measure(sizes, own, reference)
  }
  return isCalledOut()
}

function isFarSlower(own: SpeedReading, reference: SpeedReading): boolean {
  return own.operationsPerSecond * FAR_SLOWER < reference.operationsPerSecond
}

/** By turns, so that both meet the same load of the machine. */
async function measure(sizes: Sizes, ...timings: readonly Timing[]): Promise<void> {
  for (const size of sizes) {
    const startMs = timings.map(({ spentMs }) => spentMs)
    for (let turn = 0; turn < REPEATS; turn += 1) {
      for (const [index, timing] of timings.entries()) {
        const spentMs = timing.spentMs - (startMs[index] ?? 0)
        if (turn < 2 || spentMs < ENOUGH_MS) await timing.measure(size)
      }
    }
  }
}

/** What a program's workload took, with few entries and with many: the least of some repeats, because noise only ever adds. */
class Timing {
  readonly #runner: Runner
  readonly #workload: (size: number) => Sequence
  readonly #now: () => number
  readonly #operationsPerEntry: number
  readonly #leastMs = new Map<number, number>()
  /** With so many entries it never got through in time. */
  readonly #tooMany = new Set<number>()
  #spentMs = 0

  private constructor(
    runner: Runner,
    workload: (size: number) => Sequence,
    now: () => number,
    operationsPerEntry: number,
  ) {
    this.#runner = runner
    this.#workload = workload
    this.#now = now
    this.#operationsPerEntry = operationsPerEntry
  }

  /** After a run that is not timed: it starts the process and warms it up. Undefined if it does not get through. */
  static async start(
    runner: Runner,
    workload: (size: number) => Sequence,
    now: () => number,
  ): Promise<Timing | undefined> {
    const sequence = workload(SMALL)
    const found = await runner.run([sequence])
    const seen = isFault(found) ? undefined : found[0]
    if (seen?.length !== sequence.ops.length) return undefined
    return new Timing(runner, workload, now, operationsIn(seen) / SMALL)
  }

  /** Milliseconds of all that was timed. */
  get spentMs(): number {
    return this.#spentMs
  }

  async measure(size: number): Promise<void> {
    if (this.#tooMany.has(size)) return
    const sequence = this.#workload(size)
    const startMs = this.#now()
    const isThrough = await this.#runner.finishes(sequence)
    const ms = this.#now() - startMs
    this.#spentMs += ms
    const least = this.#leastMs.get(size)
    // What it took until we gave up is less than it costs.
    if (!isThrough && least === undefined) this.#tooMany.add(size)
    if (isThrough || least === undefined) this.#leastMs.set(size, Math.min(ms, least ?? ms))
  }

  /** Whether it ever got through with so many. */
  finished(size: number): boolean {
    return !this.#tooMany.has(size)
  }

  /** With many entries, beside few. */
  reading([few, many]: Sizes): SpeedReading {
    const reading = {
      operationsPerSecond: Math.round((this.#operationsPerEntry * 1000) / this.#msPerEntry(many)),
      growth: Math.round((this.#msPerEntry(many) / this.#msPerEntry(few)) * 100) / 100,
    }
    return this.finished(many) ? reading : { ...reading, unfinished: true }
  }

  #msPerEntry(size: number): number {
    return (this.#leastMs.get(size) ?? 0) / size
  }
}
