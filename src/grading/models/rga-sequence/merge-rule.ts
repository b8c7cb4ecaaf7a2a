import type { Element, Elements } from './elements.ts'

/** What a merge of the two puts to the test, the rarest first; undefined when there is nothing to merge. */
export function ruleOfMerge(mine: Elements, theirs: Elements): string | undefined {
  if (theirs.list.length === 0) return undefined
  const fresh = theirs.list.filter((one) => mine.find(mine.idOf(one)) === undefined)
  const rivals = fresh.flatMap((one) =>
    mine.list
      .filter((other) => other.after === one.after && theirs.find(theirs.idOf(other)) === undefined)
      .map((other) => [one, other] as const),
  )
  if (rivals.some(([one, other]) => hasRun(theirs, one) || hasRun(mine, other))) return 'runs-stay-together'
  if (rivals.some(([one, other]) => one.stamp === other.stamp)) return 'ties-by-replica'
  if (rivals.length > 0) return 'larger-stamp-first'
  if (fresh.length > 0) return 'takes-in-inserts'
  const isDeletedElsewhere = (one: Element): boolean =>
    one.isDeleted !== (mine.find(mine.idOf(one))?.isDeleted ?? one.isDeleted)
  return theirs.list.some(isDeletedElsewhere) ? 'deletes-travel' : 'merging-again-changes-nothing'
}

function hasRun(elements: Elements, element: Element): boolean {
  return elements.list.some(({ after }) => after === elements.idOf(element))
}
