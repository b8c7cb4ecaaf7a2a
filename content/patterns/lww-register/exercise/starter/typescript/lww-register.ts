// {{contract}}

export interface Options {
  replica: string
  clock: () => number
}

export class LwwRegister {
  constructor({ replica, clock }: Options) {
    // TODO: whatever the register must remember between calls.
  }

  set(value: string): number {
    // TODO: write the value, and return the stamp of the write.
    throw new Error('set is yours to write')
  }

  clear(): number {
    // TODO: take the value away, and return the stamp of this write.
    throw new Error('clear is yours to write')
  }

  get(): string | undefined {
    // TODO: the value of the latest write, if there is one.
    throw new Error('get is yours to write')
  }

  writtenAt(): number | undefined {
    // TODO: the stamp of the latest write.
    throw new Error('writtenAt is yours to write')
  }

  writtenBy(): string | undefined {
    // TODO: the replica of the latest write.
    throw new Error('writtenBy is yours to write')
  }

  merge(other: LwwRegister): void {
    // TODO: take in what the other knows.
    throw new Error('merge is yours to write')
  }
}
