import type { Fault } from './fault.ts'
import { merged, weaker } from './schedule.ts'
import type { Search } from './shrink.ts'

/** One way of making a failing run smaller. True when it did. */
type Pass = (search: Search) => boolean

/** Above this number, pairs of faults are too many to try. */
const MOST_FOR_PAIRS = 14
/** A pull by less is not worth a run, and nobody needs to hear of a shorter fault. */
const LEAST_US = 1000

/** In the order in which they are tried, cheap and effective ones first; all again until none helps. */
export const INVARIANT_PASSES: readonly Pass[] = [
  cutAfterViolation,
  removeFaults,
  removeOperations,
  closeUp,
  removePairs,
  mergeFaults,
  pullEarlier,
  shorten,
  weaken,
]

/** Faults stay where they were: a failure that is judged at the end gains nothing by their being earlier. */
export const ASSERTION_PASSES: readonly Pass[] = [removeFaults, removePairs, mergeFaults, shorten, weaken]

/** What comes after the violation has no part in it. */
function cutAfterViolation(search: Search): boolean {
  const { atUs, schedule } = search
  const faults = schedule.faults
    .filter((fault) => fault.atUs <= atUs)
    .map((fault) => ({ ...fault, durationUs: Math.min(fault.durationUs, atUs + 1 - fault.atUs) }))
  return search.try({ faults })
}

function removeFaults(search: Search): boolean {
  return minimize(search.schedule.faults, (faults) => search.try({ faults }), search)
}

function removeOperations(search: Search): boolean {
  const { operations } = search.schedule
  if (!search.choosesOperations || operations === undefined) return false
  return minimize(operations, (kept) => search.try({ operations: kept }), search)
}

/**
 * Removes stretches of a list, from all of it down to single items, as long as what is left fails.
 * After ddmin (Zeller and Hildebrandt 2002), without the step to subsets: a stretch that suffices
 * alone is found by removing what is around it.
 */
function minimize<T>(
  items: readonly T[],
  fails: (kept: readonly T[]) => boolean,
  search: { readonly isOver: boolean },
): boolean {
  let kept = items
  let size = items.length
  let improved = false
  while (size >= 1 && !search.isOver) {
    let at = 0
    while (at < kept.length && !search.isOver) {
      const without = [...kept.slice(0, at), ...kept.slice(at + size)]
      if (fails(without)) {
        kept = without
        improved = true
      } else at += size
    }
    size = Math.floor(Math.min(size, kept.length) / 2)
  }
  return improved
}

/**
 * Without one fault, all that comes after it begins sooner, by the time until the next. Removing it
 * alone would leave the failure where it was, or delay it.
 */
function closeUp(search: Search): boolean {
  return eachFault(search, (fault, index, faults) => {
    const next = faults[index + 1]
    const without = faults.toSpliced(index, 1)
    const byUs = next === undefined ? fault.durationUs : next.atUs - fault.atUs
    return byUs > 0 && search.try({ faults: sooner(without, index, byUs) })
  })
}

/** Two faults that only together can be spared: one makes up for the other. */
function removePairs(search: Search): boolean {
  const { faults } = search.schedule
  if (faults.length > MOST_FOR_PAIRS) return false
  return eachFault(search, (fault, index, all) =>
    all.slice(index + 1).some((other) => {
      const kept = search.schedule.faults.filter((one) => one !== fault && one !== other)
      return search.try({ faults: kept })
    }),
  )
}

function mergeFaults(search: Search): boolean {
  return eachFault(search, (fault, index, all) =>
    all.slice(index + 1).some((other) => {
      const both = merged(fault, other)
      if (both === undefined) return false
      const kept = all.filter((one) => one !== other)
      return search.try({ faults: kept.with(kept.indexOf(fault), both) })
    }),
  )
}

/** A fault and all that follow, sooner: by the whole gap before it, else by a part of it. */
function pullEarlier(search: Search): boolean {
  return eachFault(search, (fault, index, all) => {
    const gapUs = fault.atUs - (all[index - 1]?.atUs ?? 0)
    return [gapUs, gapUs / 2, gapUs / 4, gapUs / 8].some((part) => {
      const byUs = Math.floor(part)
      if (byUs < LEAST_US) return false
      return (
        search.try({ faults: sooner(all, index, byUs) }) || search.try({ faults: pulled(all, index, byUs) })
      )
    })
  })
}

function shorten(search: Search): boolean {
  return eachFault(search, (fault, index, all) =>
    [1 / 8, 1 / 2, 7 / 8].some((share) => {
      const durationUs = roundUp(fault.durationUs * share)
      if (durationUs >= fault.durationUs) return false
      return search.try({ faults: all.with(index, { ...fault, durationUs }) })
    }),
  )
}

function weaken(search: Search): boolean {
  return eachFault(search, (fault, index, all) =>
    weaker(fault).some((other) => search.try({ faults: all.with(index, other) })),
  )
}

/** Tries each fault in the order of time, the same one again after each success. */
function eachFault(
  search: Search,
  attempt: (fault: Fault, index: number, faults: readonly Fault[]) => boolean,
): boolean {
  let improved = false
  let index = 0
  while (!search.isOver) {
    const faults = search.schedule.faults.toSorted((a, b) => a.atUs - b.atUs)
    const fault = faults[index]
    if (fault === undefined) break
    if (attempt(fault, index, faults)) improved = true
    else index += 1
  }
  return improved
}

/** All from `index` on begin sooner. */
function sooner(faults: readonly Fault[], index: number, byUs: number): Fault[] {
  return faults.map((fault, at) => (at < index ? fault : { ...fault, atUs: Math.max(0, fault.atUs - byUs) }))
}

/** One alone begins sooner. */
function pulled(faults: readonly Fault[], index: number, byUs: number): Fault[] {
  return faults.map((fault, at) => (at === index ? { ...fault, atUs: fault.atUs - byUs } : fault))
}

/** Round numbers are easier to read: two digits, in microseconds. */
function roundUp(us: number): number {
  let unit = 1
  while (us / unit >= 100) unit *= 10
  return Math.max(LEAST_US, Math.ceil(us / unit) * unit)
}
