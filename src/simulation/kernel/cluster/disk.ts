import type { DiskAfterCrash } from '../fault.ts'
import type { Disk } from './model.ts'

/** Thrown by a write to a full disk. The kernel stops the node that lets it pass. */
export class DiskFullError extends Error {
  constructor() {
    super('no space left on the disk')
    this.name = 'DiskFullError'
  }
}

/** How to take back one write that was not synced. */
type Undo =
  | { readonly kind: 'write'; readonly key: string; readonly old: unknown; readonly existed: boolean }
  | { readonly kind: 'append'; readonly list: unknown[] }
  | { readonly kind: 'truncate'; readonly list: unknown[]; readonly removed: readonly unknown[] }

interface DiskList {
  readonly entries: unknown[]
  /** Every append is taken back alike, so that one of these is enough. */
  readonly undoAppend: Undo
}

/**
 * One node's disk: values and lists by key, and the way back to the last sync, which a crash may go
 * (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014: what is not synced may be gone).
 */
export class NodeDisk implements Disk {
  /** How many faults keep it full. */
  #full = 0
  readonly #values = new Map<string, unknown>()
  readonly #lists = new Map<string, DiskList>()
  /** The list that was last asked for: most nodes have only one. */
  #lastKey: string | undefined
  #lastList: DiskList | undefined
  /** The first `#unsynced` of these are to be taken back by a crash; the rest is left over. */
  readonly #undo: Undo[] = []
  #unsynced = 0

  read<T>(key: string): T | undefined {
    return this.#values.get(key) as T | undefined
  }

  write(key: string, value: unknown): void {
    this.#needSpace()
    const old = this.#values.get(key)
    this.#remember({ kind: 'write', key, old, existed: old !== undefined })
    this.#values.set(key, value)
  }

  list<T>(key: string): readonly T[] {
    return this.#listOf(key).entries as T[]
  }

  append(key: string, entry: unknown): void {
    this.#needSpace()
    const list = this.#listOf(key)
    list.entries.push(entry)
    this.#remember(list.undoAppend)
  }

  truncate(key: string, length: number): void {
    this.#needSpace()
    const { entries } = this.#listOf(key)
    if (entries.length <= length) return
    this.#remember({ kind: 'truncate', list: entries, removed: entries.splice(length) })
  }

  sync(): void {
    this.#unsynced = 0
  }

  get isFull(): boolean {
    return this.#full > 0
  }

  fill(by: 1 | -1): void {
    this.#full += by
  }

  crashed(leaves: DiskAfterCrash): void {
    if (leaves === 'unsynced-lost') this.#takeBack()
    if (leaves === 'wiped') this.#wipe()
  }

  #remember(undo: Undo): void {
    this.#undo[this.#unsynced] = undo
    this.#unsynced += 1
  }

  #takeBack(): void {
    while (this.#unsynced > 0) {
      this.#unsynced -= 1
      const undo = this.#undo[this.#unsynced] as Undo
      if (undo.kind === 'append') undo.list.pop()
      else if (undo.kind === 'truncate') undo.list.push(...undo.removed)
      else if (undo.existed) this.#values.set(undo.key, undo.old)
      else this.#values.delete(undo.key)
    }
  }

  #wipe(): void {
    this.#unsynced = 0
    this.#values.clear()
    this.#lists.clear()
    this.#lastKey = undefined
    this.#lastList = undefined
  }

  #listOf(key: string): DiskList {
    if (key === this.#lastKey && this.#lastList !== undefined) return this.#lastList
    const list = this.#lists.get(key) ?? this.#newList(key)
    this.#lastKey = key
    this.#lastList = list
    return list
  }

  #newList(key: string): DiskList {
    const entries: unknown[] = []
    const list: DiskList = { entries, undoAppend: { kind: 'append', list: entries } }
    this.#lists.set(key, list)
    return list
  }

  #needSpace(): void {
    if (this.#full > 0) throw new DiskFullError()
  }
}
