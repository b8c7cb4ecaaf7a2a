import type { Value } from './operation.ts'
import { isList } from './value-key.ts'

/** A value as EDN writes it (github.com/edn-format/edn); a text is a text, never a keyword. */
export function edn(value: Value): string {
  if (value === null) return 'nil'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}N`
  if (typeof value === 'number' && !Number.isFinite(value))
    return `##${Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : '-Inf'}`
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(edn).join(' ')}]`
  return `{${[...value].map(([key, one]) => `${edn(key)} ${edn(one)}`).join(', ')}}`
}

/** What results are made of: values, keywords, lists, and objects, whose keys are keywords. */
export type EdnForm = Value | Keyword | readonly EdnForm[] | { readonly [key: string]: EdnForm | undefined }

/** `:unknown`. */
export class Keyword {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A form over several lines: each entry of an object on a line of its own, keys below each other, as Clojure prints it. */
export function prettyEdn(form: EdnForm, indent = 0): string {
  if (form instanceof Keyword) return `:${form.name}`
  if (!isObject(form)) return flatEdn(form)
  const entries = Object.entries(form).filter((entry): entry is [string, EdnForm] => entry[1] !== undefined)
  const lines = entries.map(([key, one]) => {
    const name = `:${keyName(key)} `
    return `${name}${prettyEdn(one, indent + 1 + name.length)}`
  })
  return `{${lines.join(`,\n${' '.repeat(indent + 1)}`)}}`
}

function flatEdn(form: EdnForm): string {
  if (form instanceof Keyword) return `:${form.name}`
  if (isForms(form)) return `[${form.map(flatEdn).join(' ')}]`
  return isObject(form) ? prettyEdn(form).replace(/\n\s*/g, ' ') : edn(form as Value)
}

/** No space or bracket can end a keyword early. */
const keyName = (key: string) => key.replace(/[^\w.*+!?<>=/-]+/g, '-')

const isForms = (form: EdnForm): form is readonly EdnForm[] => Array.isArray(form)

function isObject(form: EdnForm): form is { readonly [key: string]: EdnForm | undefined } {
  return (
    typeof form === 'object' &&
    form !== null &&
    !isForms(form) &&
    !(form instanceof Map) &&
    !(form instanceof Keyword)
  )
}
