// {{contract}}

export class IncompatibleTreeError extends Error {
  override readonly name = 'IncompatibleTreeError'
}

export class MerkleTree {
  constructor({ buckets = 16, hash }: { buckets?: number; hash: (text: string) => number }) {
    // TODO: whatever the tree must remember between calls.
  }

  put(key: string, value: string): void {
    // TODO: set the value of the key.
    throw new Error('put is yours to write')
  }

  remove(key: string): boolean {
    // TODO: take the key away; true if it was there.
    throw new Error('remove is yours to write')
  }

  root(): number {
    // TODO: the hash at the top.
    throw new Error('root is yours to write')
  }

  diff(other: MerkleTree): string[] {
    // TODO: the keys that differ, sorted.
    throw new Error('diff is yours to write')
  }

  compared(): number {
    // TODO: how many pairs of hashes the latest diff has compared.
    throw new Error('compared is yours to write')
  }

  entries(key: string): Record<string, string> {
    // TODO: all of the key's bucket.
    throw new Error('entries is yours to write')
  }

  proof(key: string): number[] {
    // TODO: the neighbours' hashes on the way up from the key's bucket.
    throw new Error('proof is yours to write')
  }

  verify(key: string, entries: Record<string, string>, proof: number[], root: number): boolean {
    // TODO: whether these entries and this proof lead to this root.
    throw new Error('verify is yours to write')
  }
}
