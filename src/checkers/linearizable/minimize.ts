import type { Engine } from './engine.ts'
import type { Entry } from './entries.ts'
import type { SequentialModel } from './model.ts'

/** Steps of search spent on making a history small; what has not become smaller by then stays as it is. */
const BUDGET = 3_000_000
const PER_TRIAL = 50_000

/** The operations that were called before the return of `blocked`; those that ended later have not ended yet. */
export function prefixTo(entries: readonly Entry[], blocked: Entry): Entry[] {
  return entries
    .filter((one) => one.call < blocked.return)
    .map((one) => (one.return > blocked.return ? unended(one) : one))
}

const unended = (one: Entry): Entry => ({ ...one, return: Number.POSITIVE_INFINITY })

/**
 * A smallest part of a history without order that still has none: no single operation more can be left out
 * (delta debugging, Zeller and Hildebrandt, TSE 2002). A part keeps, with each operation, all those that its answer
 * may owe itself to: so its failure is the failure of the whole, and not one that leaving out has made.
 */
export function smallestFailing(
  entries: readonly Entry[],
  blocked: Entry,
  model: SequentialModel,
  engine: Engine,
): readonly Entry[] {
  let left = BUDGET
  const fails = (part: readonly Entry[]) => {
    if (left <= 0) return false
    const { verdict, steps } = engine(part, Math.min(PER_TRIAL, left))
    left -= steps + part.length
    return verdict === false
  }
  const last = entries.find((one) => one.at === blocked.at) ?? blocked
  let kept: Entry[] = [...entries]
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length && left > 0; ) {
      const chosen = kept.filter((one, at) => at < from || at >= from + size || one === last)
      const part = closed(chosen, kept, last, model)
      if (part.length < kept.length && fails(part)) kept = part
      else from += size
    }
  }
  return kept
}

/** The chosen, and whatever of `all` their answers may be owed to. */
function closed(
  chosen: readonly Entry[],
  all: readonly Entry[],
  last: Entry,
  model: SequentialModel,
): Entry[] {
  const kept = new Set<Entry>(chosen)
  const changing = new Set(all.filter((one) => changes(one, model)))
  // A step whose answer nobody knows, and which may have changed anything, always belongs to the story.
  for (const one of changing)
    if (!model.tells(one.step) && model.needs?.(one.step) === undefined) kept.add(one)
  const wanted = new Set<string>()
  for (let grown = true; grown; ) {
    grown = false
    for (const one of kept) {
      const needs = model.needs?.(one.step)
      if (needs === undefined && (model.tells(one.step) || one === last))
        return all.filter((other) => kept.has(other) || changing.has(other))
      for (const need of needs ?? []) wanted.add(need)
    }
    for (const one of changing) {
      if (kept.has(one) || !(model.provides?.(one.step) ?? []).some((what) => wanted.has(what))) continue
      kept.add(one)
      grown = true
    }
  }
  return all.filter((one) => kept.has(one))
}

const changes = ({ step }: Entry, model: SequentialModel) =>
  model.provides
    ? model.provides(step).length > 0 || (!model.tells(step) && model.needs?.(step) === undefined)
    : !model.tells(step)
