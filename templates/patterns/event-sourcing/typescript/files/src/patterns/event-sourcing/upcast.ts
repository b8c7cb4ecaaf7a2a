import * as z from 'zod'
import { type OrderFact, readFact, SCHEMA_VERSIONS } from './events.ts'

/** A fact as it is stored. */
export interface StoredFact {
  readonly type: string
  readonly schemaVersion: number
  readonly data: object
}

/** From one schema version of a type to the next. */
type Step = (data: object) => object

/** In version 1 an order had the price of one piece; since version 2 it has the total, as payments charges it. */
const openedV1 = z.object({ item: z.string(), quantity: z.int(), unitCents: z.int() })

const STEPS: Readonly<Record<string, Readonly<Record<number, Step>>>> = {
  opened: {
    1: (data) => {
      const { item, quantity, unitCents } = openedV1.parse(data)
      return { item, quantity, amountCents: quantity * unitCents }
    },
  },
}

/**
 * A stored fact in today's form, whatever release wrote it. What is stored stays as it is. Throws for a form that is
 * newer than this program, as after a rollback: guessing would lose what the newer one knew.
 */
export function upcast({ type, schemaVersion, data }: StoredFact): OrderFact {
  const today = SCHEMA_VERSIONS[type as OrderFact['type']]
  if (today === undefined || schemaVersion > today) {
    throw new Error(`event ${type} version ${schemaVersion} is from a newer release than this one`)
  }
  let current = data
  for (let version = schemaVersion; version < today; version++) {
    const step = STEPS[type]?.[version]
    if (step === undefined) throw new Error(`nothing reads event ${type} version ${version}`)
    current = step(current)
  }
  return readFact(type, current)
}
