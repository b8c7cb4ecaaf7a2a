export interface InstanceOptions {
  /** So many failures in a row, and an instance is left alone. */
  readonly failures: number
  /** For so long. After that one more failure is enough. */
  readonly ejectMs: number
  /** From 0 up to 1; tests have their own. */
  readonly random?: () => number
}

interface State {
  underWay: number
  failuresInARow: number
  /** On the clock of `performance.now()`. */
  ejectedUntilMs: number
}

/** A call to one instance, which has to be ended. */
export interface Visit {
  readonly origin: string
  /** True when this failure has the instance left alone from now on. */
  end(outcome: 'answered' | 'failed' | 'unknown'): boolean
}

export interface Instances {
  /** Takes one of `origins`, of which there has to be one. */
  visit(origins: readonly string[]): Visit
  ejected(origins: readonly string[]): number
}

/**
 * Picks the less busy of two instances drawn at random, which spreads load nearly as well as knowing all and never
 * sends everybody to the same one. Whoever fails is left alone for a while; if that is everybody, nobody is: the
 * fault is then rather ours, and a try costs little.
 */
export function createInstances(options: InstanceOptions): Instances {
  const { random = Math.random } = options
  const states = new Map<string, State>()

  const stateOf = (origin: string): State => {
    const known = states.get(origin)
    if (known !== undefined) return known
    const fresh = { underWay: 0, failuresInARow: 0, ejectedUntilMs: 0 }
    states.set(origin, fresh)
    return fresh
  }
  const isEjected = (origin: string) => stateOf(origin).ejectedUntilMs > performance.now()
  const draw = (origins: readonly string[]) => Math.floor(random() * origins.length)

  const pick = (origins: readonly string[]): string => {
    const well = origins.filter((origin) => !isEjected(origin))
    const candidates = well.length > 0 ? well : origins
    const at = draw(candidates)
    const one = candidates[at]
    const others = candidates.filter((_, index) => index !== at)
    const other = others[draw(others)] ?? one
    if (one === undefined || other === undefined) throw new RangeError('there is no instance')
    return stateOf(other).underWay < stateOf(one).underWay ? other : one
  }

  return {
    visit(origins) {
      // Who is no longer listed is forgotten, or addresses that change would pile up.
      for (const origin of states.keys()) if (!origins.includes(origin)) states.delete(origin)
      const origin = pick(origins)
      const state = stateOf(origin)
      state.underWay += 1
      return {
        origin,
        end(outcome) {
          state.underWay -= 1
          if (outcome === 'answered') state.failuresInARow = 0
          if (outcome !== 'failed') return false
          state.failuresInARow += 1
          if (state.failuresInARow < options.failures) return false
          state.ejectedUntilMs = performance.now() + options.ejectMs
          return true
        },
      }
    },
    ejected: (origins) => origins.filter(isEjected).length,
  }
}
