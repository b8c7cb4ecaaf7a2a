/** What a register holds before the first write. */
export const NOTHING = -1

/** What somebody did to one register. Every write has a value of its own. */
export interface Access {
  readonly name: 'read' | 'write'
  /** What was written or returned; `NOTHING` where a read found the register as it was at first. */
  readonly value: number
  /** The place of the value in the order that the protocol claims for the writes; 0 is that of `NOTHING`. */
  readonly version: number
  readonly invokedUs: number
  readonly endedUs: number
}

/**
 * `atomic` (linearizable): all accesses take effect in the order of versions, and that order agrees
 * with real time. The versions are the witness of Lemma 13.16 in Lynch, "Distributed Algorithms" (1996).
 * `regular`, after Lamport, "On Interprocess Communication" (1986), for several writers: writes take
 * effect in the order of versions, which agrees with real time, and a read returns no older value than
 * the last write that had ended before it began; but of two reads the later may see the older value.
 */
export type Consistency = 'atomic' | 'regular'

/** Checks the history of one register against the order that its protocol claims, access by access. */
export class RegisterOrder {
  readonly #consistency: Consistency
  readonly #begunUs = new Map<number, number>()
  readonly #versions = new Map<number, number>([[NOTHING, 0]])
  readonly #values = new Map<number, number>([[0, NOTHING]])
  readonly #floor = new Floor()

  readonly #spell: (version: number) => string

  constructor(consistency: Consistency, spellVersion: (version: number) => string = String) {
    this.#consistency = consistency
    this.#spell = spellVersion
  }

  /** Somebody asked for a write; whether it takes effect need never be known. */
  begins(value: number, atUs: number): void {
    this.#begunUs.set(value, atUs)
  }

  /** Takes an access that succeeded, in the order in which they ended. Gives what is wrong with it. */
  ends(access: Access): string | undefined {
    const { name, version, invokedUs, endedUs, value } = access
    const problem = this.#known(access) ?? this.#inOrder(access)
    if (name === 'write' || this.#consistency === 'atomic') {
      this.#floor.raise(endedUs, version, `the ${name} of ${spell(value)}`)
    }
    return problem && `${problem}; it began at ${stamp(invokedUs)}`
  }

  /** The value was asked for, and it has one place in the order, the same for everyone. */
  #known({ name, value, version, endedUs }: Access): string | undefined {
    const begunUs = this.#begunUs.get(value)
    if (value !== NOTHING && !(begunUs !== undefined && begunUs <= endedUs)) {
      return `a ${name} gave ${spell(value)}, which nobody had asked to write`
    }
    const place = this.#versions.get(value)
    if (place !== undefined && place !== version) {
      return `${spell(value)} has version ${this.#spell(version)} now and had version ${this.#spell(place)} before`
    }
    const other = this.#values.get(version)
    if (other !== undefined && other !== value) {
      return `version ${this.#spell(version)} is ${spell(value)} now and was ${spell(other)} before`
    }
    if (place !== undefined) return undefined
    this.#versions.set(value, version)
    this.#values.set(version, value)
    return this.#after(value, version, begunUs as number)
  }

  /** A write comes behind all that had ended before it began. It may be a read that first shows where. */
  #after(value: number, version: number, begunUs: number): string | undefined {
    const before = this.#floor.at(begunUs)
    if (version > before.version) return undefined
    return `the write of ${spell(value)} got version ${this.#spell(version)}, but ${this.#earlier(before)}`
  }

  #inOrder({ name, value, version, invokedUs }: Access): string | undefined {
    if (name === 'write') return undefined
    const before = this.#floor.at(invokedUs)
    if (version >= before.version) return undefined
    return `a read gave ${spell(value)} with version ${this.#spell(version)}, but ${this.#earlier(before)}`
  }

  #earlier({ version, label }: Ended): string {
    return `${label} with version ${this.#spell(version)} had ended before it began`
  }
}

interface Ended {
  readonly version: number
  readonly label: string
}

/** The highest version of all that had ended by a time. */
class Floor {
  readonly #endedUs: number[] = []
  readonly #versions: number[] = []
  readonly #labels: string[] = []

  raise(endedUs: number, version: number, label: string): void {
    if (version <= (this.#versions.at(-1) ?? 0)) return
    this.#endedUs.push(endedUs)
    this.#versions.push(version)
    this.#labels.push(label)
  }

  /** Of all that ended earlier than `us`; those of the same microsecond overlap. */
  at(us: number): Ended {
    const index = countBelow(this.#endedUs, us) - 1
    return { version: this.#versions[index] ?? 0, label: this.#labels[index] ?? '' }
  }
}

/**
 * Says which reads are stale by the clock on the wall alone, whatever versions the protocol has: the
 * value was overwritten by a write that began after that of the value had ended, and itself ended
 * before the read began.
 */
export class Freshness {
  readonly #endedUs = new Map<number, number>([[NOTHING, -1]])
  readonly #ends: number[] = []
  /** The latest beginning of all writes that ended up to here. */
  readonly #latestUs: number[] = []

  /** A write succeeded; writes come in the order in which they ended. */
  wrote(value: number, invokedUs: number, endedUs: number): void {
    this.#endedUs.set(value, endedUs)
    this.#ends.push(endedUs)
    this.#latestUs.push(Math.max(invokedUs, this.#latestUs.at(-1) ?? -1))
  }

  isStale(value: number, invokedUs: number): boolean {
    const endedUs = this.#endedUs.get(value) ?? Number.POSITIVE_INFINITY
    const overwrittenUs = this.#latestUs[countBelow(this.#ends, invokedUs) - 1] ?? -1
    return endedUs < overwrittenUs
  }
}

/** How many of the ascending numbers are below `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function spell(value: number): string {
  return value === NOTHING ? 'the first state' : `value ${value}`
}

function stamp(us: number): string {
  return `${(us / 1e6).toFixed(3)} s`
}
