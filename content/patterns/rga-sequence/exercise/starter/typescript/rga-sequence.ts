// {{contract}}

export class UnknownElementError extends Error {
  override readonly name = 'UnknownElementError'
}

export class RgaSequence {
  constructor({ replica }: { replica: string }) {
    // TODO: whatever the sequence must remember between calls.
  }

  insertAfter(reference: string | null, value: string): string {
    // TODO: insert after the element of that id (null: at the beginning), and return the id of the new one.
    throw new Error('insertAfter is yours to write')
  }

  delete(id: string): boolean {
    // TODO: delete the element; true if it was there.
    throw new Error('delete is yours to write')
  }

  values(): string[] {
    // TODO: the values, in order.
    throw new Error('values is yours to write')
  }

  ids(): string[] {
    // TODO: the ids, in order.
    throw new Error('ids is yours to write')
  }

  merge(other: RgaSequence): void {
    // TODO: take in what the other knows.
    throw new Error('merge is yours to write')
  }
}
