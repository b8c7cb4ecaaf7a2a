import type { Json } from './sequence.ts'

/**
 * One text for each value, whatever the order of its keys and whether a whole number was written as a
 * float: what is compared.
 */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one as Json)}`).join(',')}}`
}

/** The observation of an operation that gave this value. */
export function giving(value: Json): string {
  return `=${canonical(value)}`
}

/** The observation of an operation that raised this error of the contract. */
export function raising(error: string): string {
  return `!${error}`
}

/** The value that an observation tells of; undefined when it tells of none. */
export function givenValue(observation: string): Json | undefined {
  const line = observation.slice(observation.lastIndexOf('\n') + 1)
  if (!line.startsWith('=')) return undefined
  try {
    return JSON.parse(line.slice(1)) as Json
  } catch {
    return undefined
  }
}

/** As a driver wrote it, made canonical. */
export function normalized(observation: string): string {
  const value = givenValue(observation)
  if (value === undefined) return observation
  return observation.slice(0, observation.lastIndexOf('\n') + 1) + giving(value)
}
