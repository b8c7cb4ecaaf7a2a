import { UserError } from '../lib/user-error.ts'

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
