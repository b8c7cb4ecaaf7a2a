import type { Parameter, Parameters } from './scenario.ts'

/** Reads values by the ids of a scenario's parameters. */
export function settingsReader<P extends readonly Parameter[]>(_parameters: P, values: Parameters) {
  const value = (id: P[number]['id']): number => {
    const found = values[id]
    if (found === undefined) throw new Error(`the run was given no value for ${id}`)
    return found
  }
  /** A time in whole microseconds. */
  const microseconds = (id: P[number]['id']): number => Math.round(value(id) * 1000)
  return { value, microseconds }
}
