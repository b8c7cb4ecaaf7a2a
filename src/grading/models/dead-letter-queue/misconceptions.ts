import { OF_LETTERS } from './misconceptions-of-letters.ts'
import { OF_POLLS } from './misconceptions-of-polls.ts'

/** The order decides between two that predict the same. */
export const MISCONCEPTIONS = [...OF_POLLS, ...OF_LETTERS] as const

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
