import { randomUUID } from 'node:crypto'
import * as z from 'zod'

export const entryKey = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,100}$/, 'letters, digits and . _ : -, at most 100')

export const entrySchema = z.strictObject({
  /** How many writes of this key came before, as far as the writer knew. */
  counter: z.int().min(1),
  /** Drawn for each write: tells two apart that had the same counter. */
  writer: z.uuid(),
  /** JSON; `null` of an entry that was deleted, which stays as a tombstone. */
  value: z.string().nullable(),
})

/** What a replica keeps of a key. No two writes make the same version. */
export type Entry = z.infer<typeof entrySchema>

/** Above zero when `a` is the later version. Every key has one order of its versions, on every node the same. */
export function compareEntries(a: Entry | undefined, b: Entry | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  if (a.counter !== b.counter) return a.counter - b.counter
  return a.writer === b.writer ? 0 : a.writer > b.writer ? 1 : -1
}

/** A new version, later than `seen`. */
export function entryAfter(seen: Entry | undefined, value: string | null): Entry {
  return { counter: (seen?.counter ?? 0) + 1, writer: randomUUID(), value }
}
