import { NOTHING } from '../../kernel/register.ts'
import type { Written } from './cp-register.ts'

interface Known extends Written {
  readonly beganUs: number
  /** Infinity while nobody was told that it is done. */
  endedUs: number
}

/**
 * Finds acknowledged writes that are lost: neither the surviving value nor any value that it was made
 * from, and not overwritten by one that went on at the same time, which one copy would do as well.
 */
export class LostWrites {
  readonly #writes = new Map<number, Known>()

  made(written: Written, beganUs: number): void {
    if (this.#writes.has(written.value)) return
    this.#writes.set(written.value, { ...written, beganUs, endedUs: Number.POSITIVE_INFINITY })
  }

  acknowledged(value: number, endedUs: number): void {
    const write = this.#writes.get(value)
    if (write !== undefined) write.endedUs = endedUs
  }

  /** How many, when `survivor` is what is left. */
  count(survivor: number): number {
    const chain = this.#chainOf(survivor)
    const kept = new Set(chain)
    let lost = 0
    for (const write of this.#writes.values()) {
      if (kept.has(write) || !Number.isFinite(write.endedUs)) continue
      const by = chain.find(({ version }) => version > write.version)
      if (by !== undefined && apart(write, by)) lost += 1
    }
    return lost
  }

  /** The survivor and what it was made from, oldest first. */
  #chainOf(survivor: number): Known[] {
    const chain: Known[] = []
    for (let value = survivor; value !== NOTHING; ) {
      const write = this.#writes.get(value)
      if (write === undefined) break
      chain.push(write)
      value = write.sawValue
    }
    return chain.reverse()
  }
}

function apart(a: Known, b: Known): boolean {
  return a.endedUs < b.beganUs || b.endedUs < a.beganUs
}
