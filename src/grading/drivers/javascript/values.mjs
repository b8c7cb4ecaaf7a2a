/** Values that cross between the grader and a learner's program, and the things that it is given. */
import { clock, real, schedule } from './clock.mjs'

/**
 * 32 bits of any text: FNV-1a over its bytes, then the finalizer of MurmurHash3, so that texts that
 * differ in their last letter alone land far from each other.
 */
export function givenHash(text) {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(String(text))) value = Math.imul(value ^ byte, 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** What a constructor is handed besides options, and what was done with it. */
export class Given {
  effects = []
  drawn = 0
  /** How many sleeps are not over yet. */
  asleep = 0

  constructor(numbers = []) {
    this.numbers = numbers
  }

  of(wanted) {
    const kinds = {
      clock: () => clock.nowMs,
      hash: givenHash,
      random: () => this.random(),
      sleep: (ms) => this.sleep(ms),
      schedule,
    }
    const plain = wanted.filter(({ kind }) => kind in kinds)
    return Object.fromEntries(plain.map(({ name, kind }) => [name, kinds[kind]]))
  }

  random() {
    if (this.numbers.length === 0) return 0.5
    const number = this.numbers[this.drawn % this.numbers.length]
    this.drawn += 1
    return number
  }

  async sleep(ms) {
    this.effects.push(`sleep(${ms})`)
    // Not in the same turn: a program that does not wait for it shall be seen not to.
    this.asleep += 1
    await new Promise((resolve) => real.setImmediate(resolve))
    this.asleep -= 1
    clock.advance(Math.max(0, ms))
  }

  takeEffects() {
    const { effects } = this
    this.effects = []
    return effects
  }
}

/** Whether the argument stands for what an earlier operation gave. */
export function isResult(value) {
  return typeof value === 'object' && value !== null && '$result' in value
}

/** The very value, but no `Map`: a program that may return one is handed plain objects all the same. */
function handedOn(value) {
  return value instanceof Map ? Object.fromEntries(value) : value
}

/** An argument as the program gets it. */
export function decode(value, type, subjects, kept) {
  if (typeof value === 'object' && value !== null && '$subject' in value) return subjects[value.$subject]
  if (isResult(value)) return handedOn(kept.get(value.$result))
  return type.startsWith('int64') ? fromDigits(value) : value
}

export function fromDigits(value) {
  if (Array.isArray(value)) return value.map(fromDigits)
  return value === null ? value : BigInt(value)
}

/** The value as JSON; undefined when it is not of the kinds that a contract knows. */
export function encode(value, type) {
  const plain = plainOf(type.startsWith('int64') ? asDigits(value) : value, 0)
  return plain === NOT_PLAIN ? undefined : JSON.stringify(plain)
}

/** Whole numbers of 64 bits cross as their digits, also within a list. */
function asDigits(value) {
  if (Array.isArray(value)) return value.map(asDigits)
  return typeof value === 'bigint' || Number.isSafeInteger(value) ? String(value) : value
}

const NOT_PLAIN = Symbol('not plain')

function plainOf(value, depth) {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : NOT_PLAIN
  if (typeof value !== 'object' || depth > 8) return NOT_PLAIN
  if (Array.isArray(value)) {
    const list = Array.from(value, (one) => plainOf(one, depth + 1))
    return list.includes(NOT_PLAIN) ? NOT_PLAIN : list
  }
  const entries = value instanceof Map ? [...value] : isRecord(value) ? Object.entries(value) : undefined
  if (entries === undefined || entries.some(([key]) => typeof key !== 'string')) return NOT_PLAIN
  const pairs = entries.map(([key, one]) => [key, plainOf(one, depth + 1)])
  return pairs.some(([, one]) => one === NOT_PLAIN) ? NOT_PLAIN : Object.fromEntries(pairs)
}

/** An object that is nothing but its keys. */
function isRecord(value) {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
