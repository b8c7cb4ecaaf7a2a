import type { Value } from './operation.ts'

/** A text that two values share exactly when they are equal, in type too: 4 and "4" differ. The order of a map's keys does not matter. */
export function valueKey(value: Value): string {
  if (value === null) return '_'
  switch (typeof value) {
    case 'number':
      return `n${value}`
    case 'bigint':
      return `n${value}`
    case 'boolean':
      return value ? 't' : 'f'
    case 'string':
      return JSON.stringify(value)
  }
  if (isList(value)) return `[${value.map(valueKey).join(' ')}]`
  const entries = [...value].map(([key, one]) => `${valueKey(key)} ${valueKey(one)}`)
  return `{${entries.sort().join(' ')}}`
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value)
}

/** As a person writes it: `nil`, `"x"`, `[1 2]`. */
export function showValue(value: Value): string {
  if (value === null) return 'nil'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(showValue).join(' ')}]`
  return `{${[...value].map(([key, one]) => `${showValue(key)} ${showValue(one)}`).join(', ')}}`
}
