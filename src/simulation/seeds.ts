import { UserError } from '../lib/user-error.ts'
import type { Seeds } from './kernel/sweep.ts'

/** The seeds `first`, `first + 1`, ... */
export interface SeedRange {
  readonly first: number
  readonly count: number
}

const MOST_SEEDS = 1_000_000

/** `--seed N` is that one seed, `--seeds N` the seeds 1 to N, `--seeds A..B` those from A to B. */
export function parseSeeds(seed: string | undefined, seeds: string | undefined): SeedRange {
  if (seed !== undefined && seeds !== undefined) throw badSeed('--seed and --seeds exclude each other.')
  if (seeds === undefined) return { first: seed === undefined ? 1 : wholeNumber(seed, '--seed'), count: 1 }
  const [from, to, more] = seeds.split('..')
  if (more !== undefined) throw badSeed(`--seeds cannot be "${seeds}".`)
  const first = to === undefined ? 1 : wholeNumber(from ?? '', '--seeds')
  const last = wholeNumber(to ?? seeds, '--seeds')
  const count = last - first + 1
  if (count < 1)
    throw badSeed(to === undefined ? '--seeds must be at least 1.' : `--seeds ${seeds} is empty.`)
  if (count > MOST_SEEDS) throw badSeed(`--seeds ${seeds} is more than ${MOST_SEEDS} seeds.`)
  return { first, count }
}

/** Part `index` (from 1) of `of` parts of a sweep. */
export interface Shard {
  readonly index: number
  readonly of: number
}

const MOST_SHARDS = 1000

/** Reads `2/8`. @throws UserError (exit 2). */
export function parseShard(text: string): Shard {
  const [, index = '', of = ''] = /^(\d+)\/(\d+)$/.exec(text.trim()) ?? []
  const shard = { index: Number(index), of: Number(of) }
  if (shard.of >= 1 && shard.of <= MOST_SHARDS && shard.index >= 1 && shard.index <= shard.of) return shard
  throw new UserError(`--shard cannot be "${text}".`, {
    code: 'bad-shard',
    next: [`Write it as part/parts, from 1/8 to 8/8 for eight machines; at most ${MOST_SHARDS} parts.`],
  })
}

/** Every n-th seed, so that no part has all the slow ones. @throws UserError when nothing is left. */
export function seedsOf({ first, count }: SeedRange, shard: Shard = { index: 1, of: 1 }): Seeds {
  const skipped = shard.index - 1
  const own = Math.ceil((count - skipped) / shard.of)
  if (own >= 1) return { first: first + skipped, step: shard.of, count: own }
  throw new UserError(`--shard ${shard.index}/${shard.of} of ${count} seeds is empty.`, {
    code: 'bad-shard',
    next: [`Run more seeds, or split them into at most ${count} parts.`],
  })
}

function wholeNumber(text: string, flag: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text.trim()) && Number.isSafeInteger(number)) return number
  throw badSeed(`${flag} cannot be "${text}": a seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`)
}

function badSeed(message: string): UserError {
  return new UserError(message, {
    code: 'bad-seed',
    next: ['For example: --seed 17, --seeds 100, --seeds 200..299'],
  })
}
