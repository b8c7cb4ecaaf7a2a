import type { Operation, Value } from '../history/operation.ts'
import { counted } from '../lib/counted.ts'
import { conclude, forClients } from './conclude.ts'
import { by, integer, keyOf, show } from './evidence.ts'
import type { Finding } from './verdict.ts'

const repeated = (id: Value, first: Operation, again: Operation): Finding => ({
  kind: 'duplicated',
  text: `${by(again)} was given ${show(id)}, which ${by(first)} was given before`,
  operations: [first, again],
})

/**
 * All identifiers that were handed out differ (Jepsen's `checker/unique-ids`; Maelstrom's workload unique-ids:
 * `generate`, whose completion has the identifier). Identifiers of any type; the text "1" and the number 1 differ.
 * Operations that failed or of which nobody knows handed nothing out. Linear in the history.
 */
export const checkUniqueIds = forClients((operations) => {
  const asked = operations.filter((one) => one.f === 'generate')
  const answered = asked.filter((one) => one.outcome === 'ok')
  const givenTo = new Map<unknown, Operation>()
  const twice = new Set<unknown>()
  const findings: Finding[] = []
  for (const one of answered) {
    const id = keyOf(one.output)
    const first = givenTo.get(id)
    if (!first) givenTo.set(id, one)
    else {
      twice.add(id)
      findings.push(repeated(one.output, first, one))
    }
  }
  const numbers = answered.map((one) => integer(one.output)).filter((one) => one !== undefined)
  return conclude({
    model: 'unique-ids',
    operations: asked,
    findings,
    missing:
      answered.length > 1
        ? undefined
        : `${counted(answered.length, 'identifier')} came back: nothing to compare`,
    right: `${answered.length} identifiers, all different`,
    stats: {
      'attempted-count': asked.length,
      'acknowledged-count': answered.length,
      'duplicated-count': twice.size,
      ...(numbers.length > 0 && numbers.length === answered.length ? extremes(numbers) : {}),
    },
  })
})

function extremes(numbers: readonly number[]): Record<string, number> {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const one of numbers) {
    least = Math.min(least, one)
    most = Math.max(most, one)
  }
  return { least, most }
}
