// {{contract}}

export interface Options {
  virtualNodes?: number
  hash?: (text: string) => number
}

export class HashRing {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the ring must remember between calls.
  }

  addNode(node: string, weight: number): boolean {
    // TODO: put its points on the ring; true if the node is new, else false and the new weight counts.
    throw new Error('addNode is yours to write')
  }

  removeNode(node: string): boolean {
    // TODO: take the node and all its points away; true if it was there.
    throw new Error('removeNode is yours to write')
  }

  owner(key: string): string | undefined {
    // TODO: the node of the first point at or after hash(key); undefined without nodes.
    throw new Error('owner is yours to write')
  }

  owners(key: string, count: number): string[] {
    // TODO: the first different nodes from the key on, the owner first.
    throw new Error('owners is yours to write')
  }

  nodes(): string[] {
    // TODO: the nodes on the ring, sorted.
    throw new Error('nodes is yours to write')
  }
}
