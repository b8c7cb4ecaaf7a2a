import { errorName, functionName, literal } from './idiom.ts'
import type { Language } from './languages.ts'
import { type Deed, isFunction, type Json, type Script } from './sequence.ts'

/** "operation fails with timeout twice, then gives 3", for each of the arguments that is a function. */
export function scriptsText(args: readonly Json[], language: Language): string {
  return args
    .filter(isFunction)
    .map((arg) => scriptText(arg.$function, arg as unknown as Script, language))
    .join('; ')
}

/** What a function does from its first run on. */
export function scriptText(name: string, { does, by = {} }: Script, language: Language): string {
  const called = functionName(name, language)
  const own = Object.entries(by).map(
    ([first, deeds]) => `${called}(${literal(first, language)}) ${deedsText(deeds, language)}`,
  )
  const others = does.length === 0 && own.length > 0 ? [] : [`${called} ${deedsText(does, language)}`]
  return [...own, ...others].join('; ')
}

function deedsText(deeds: readonly Deed[], language: Language): string {
  const texts = (deeds.length === 0 ? [{}] : deeds).map((deed) => deedText(deed, language))
  const runs: { text: string; times: number }[] = []
  for (const text of texts) {
    const last = runs.at(-1)
    if (last?.text === text) last.times += 1
    else runs.push({ text, times: 1 })
  }
  // The last is for ever, however often it stands there.
  return runs
    .map(({ text, times }, at) => (at === runs.length - 1 ? text : often(text, times)))
    .join(', then ')
}

function often(text: string, times: number): string {
  if (times === 1) return text
  return `${text} ${times === 2 ? 'twice' : `${times} times`}`
}

/** What one run does. */
export function deedText({ gives, fails, takesMs, holds }: Deed, language: Language): string {
  if (holds) return 'stays in flight'
  const takes = takesMs === undefined || takesMs === 0 ? '' : `takes ${takesMs} ms and `
  if (fails !== undefined) return `${takes}fails with ${failureText(fails, language)}`
  if (gives === undefined || gives === null) return `${takes}succeeds`
  return `${takes}gives ${literal(gives, language)}`
}

/** An error of the contract by its name in the language, one of a function's own by its label. */
export function failureText(label: string, language: Language): string {
  return label.endsWith('Error') ? errorName(label, language) : `the error "${label}"`
}

/** `load("a")`: one run, as a driver told of it. */
export function runText(line: string, language: Language): string {
  return line.replace(/^\w+(?=\()/, (name) => functionName(name, language))
}
