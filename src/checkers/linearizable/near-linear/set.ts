import type { Engine } from '../engine.ts'
import type { Entry } from '../entries.ts'
import { elementOf } from '../models/collections.ts'
import type { Search } from '../timeline.ts'
import { ValueNumbers } from '../value-numbers.ts'

/**
 * A set of which only single elements are asked is as many objects as it has elements, and each is judged by itself
 * (locality: Herlihy and Wing, section 3.2). A read of the whole set is about all of them at once.
 */
export function setEngine(general: Engine): Engine {
  return (entries, budget, locate) => {
    if (entries.some(({ step }) => step.f === 'read' && step.output !== undefined))
      return general(entries, budget, locate)
    return eachElement(elementsOf(entries), entries, { general, budget, locate: locate ?? false })
  }
}

/** The operations on each element, by their numbers. */
function elementsOf(entries: readonly Entry[]): number[][] {
  const numbers = new ValueNumbers()
  const elements: number[][] = []
  for (let at = 0; at < entries.length; at += 1) {
    const { step } = entries[at] as Entry
    if (step.f === 'read') continue
    const number = numbers.of(elementOf(step))
    const known = elements[number]
    if (known) known.push(at)
    else elements.push([at])
  }
  return elements
}

/** The first return that any element shows to be wrong; a search that is too long is of one element alone. */
function eachElement(
  elements: readonly number[][],
  entries: readonly Entry[],
  { general, budget, locate }: { general: Engine; budget: number; locate: boolean },
): Search {
  let steps = 0
  let open = false
  let blocked: number | undefined
  const endOf = (at: number) => (entries[at] as Entry).return
  for (const element of elements) {
    const own = element.map((at) => entries[at] as Entry)
    const search = general(own, Math.max(1, budget - steps), locate)
    steps += search.steps
    if (search.verdict === 'unknown') open = true
    if (search.verdict !== false) continue
    const at = element[search.blockedAt ?? 0] as number
    if (blocked === undefined || endOf(at) < endOf(blocked)) blocked = at
  }
  if (blocked !== undefined) return { verdict: false, blockedAt: blocked, steps }
  return { verdict: open ? 'unknown' : true, steps }
}
