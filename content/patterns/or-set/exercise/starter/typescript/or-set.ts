// {{contract}}

export class OrSet {
  constructor({ replica }: { replica: string }) {
    // TODO: whatever the set must remember between calls.
  }

  add(element: string): void {
    // TODO: add the element; this is an add of its own.
    throw new Error('add is yours to write')
  }

  remove(element: string): boolean {
    // TODO: take out what was seen of it; true if it was there.
    throw new Error('remove is yours to write')
  }

  contains(element: string): boolean {
    // TODO: whether the element is in the set.
    throw new Error('contains is yours to write')
  }

  elements(): string[] {
    // TODO: the elements, sorted.
    throw new Error('elements is yours to write')
  }

  merge(other: OrSet): void {
    // TODO: take in all that the other knows.
    throw new Error('merge is yours to write')
  }
}
