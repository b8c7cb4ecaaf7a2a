/** Functions that a learner's program is handed: what they do is scripted, every run is recorded. */
import { clock, real } from './clock.mjs'
import { encode, fromDigits } from './values.mjs'
import { describe } from './words.mjs'

/** What a function throws, or rejects with, that is told to fail. */
export class GivenError extends Error {
  name = 'GivenError'
}

/** An error of the learner's own class, which may ask for whatever arguments. */
export function errorOf(kind, text) {
  try {
    return new kind(text)
  } catch {
    return Object.create(kind.prototype)
  }
}

/** Those of one sequence. */
export class Functions {
  failed = []

  constructor(given, errors) {
    this.given = given
    this.errors = new Map(errors)
  }

  /** The function as the program gets it. `owner`: the call in flight that it was handed to. */
  made(name, shape, script, owner) {
    const followed = new Map()
    const begin = (values) => {
      const line = `${name}(${told(values, shape.parameters)})`
      return this.enter(name, line, owner, following(script, followed, values))
    }
    const end = (deed) => {
      if (deed.takesMs) clock.advance(deed.takesMs)
      if (deed.fails !== undefined) throw this.error(deed.fails)
      if (deed.gives === undefined && shape.returns === 'nothing') return undefined
      const value = structuredClone(deed.gives ?? null)
      return shape.returns.startsWith('int64') ? fromDigits(value) : value
    }
    const later = async (...values) => {
      const deed = await begin(values)
      await this.turn()
      return end(deed)
    }
    const made = shape.async ? later : (...values) => end(begin(values))
    return Object.defineProperty(made, 'name', { value: name })
  }

  /** A run has begun; gives what it does, or a promise of that. */
  enter(_name, line, _owner, deed) {
    // Nobody else is there to run it: a program that goes on while it sleeps has not waited.
    if (this.given.asleep > 0) this.given.effects.push('(without waiting for the sleep)')
    this.given.effects.push(line)
    return deed
  }

  /** Not in the same turn: a program that does not wait for a run shall be seen not to. */
  turn() {
    return new Promise((resolve) => real.setImmediate(resolve))
  }

  error(label) {
    const kind = this.errors.get(label)
    const error = kind === undefined ? new GivenError(label) : errorOf(kind, label)
    this.failed.push([error, label])
    return error
  }

  /** What a function failed with, if this is that very error. */
  label(error) {
    return this.failed.find(([one]) => one === error)?.[1]
  }
}

/** Arguments as JSON, with commas between them. */
export function told(values, kinds) {
  return values
    .map((value, index) => encode(value, kinds[index] ?? 'any') ?? `<${describe(value)}>`)
    .join(',')
}

/** What the next run does. A run whose first argument has a list of its own follows that. */
export function following({ does, by = {} }, followed, [first]) {
  const own = typeof first === 'string' && Object.hasOwn(by, first) ? by[first] : undefined
  const key = own === undefined ? undefined : first
  const deeds = own ?? does
  const run = followed.get(key) ?? 0
  followed.set(key, run + 1)
  return deeds[Math.min(run, deeds.length - 1)] ?? {}
}
