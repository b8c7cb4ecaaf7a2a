import path from 'node:path'
import type { BuildError } from './build-error.ts'

/** What stands for the package time where a learner's file imports that. */
export const VIRTUAL_TIME = 'compendium/driver/time'

/** What the learner's own file is called when it is compiled: Go leaves out some names, `limits_test.go` say. */
export const LEARNER_FILE = 'compendium_learner.go'

/** `program/token_bucket.go:3:5: text`, where what belongs to it follows on lines that begin with a tab. */
const PLACE = /^(?:vet: )?(?:\.\/|\.\\)?(.+?\.go):(\d+)(?::(\d+))?: (.*)$/

/**
 * The first error of the compiler in the learner's own file, else in those beside it, else the first
 * thing that it said. `texts` are the files by their names, as they were compiled.
 */
export function firstError(
  output: string,
  file: string,
  texts: ReadonlyMap<string, string>,
): BuildError | undefined {
  const errors = output.split(/\r?\n/).flatMap((line, at, lines) => {
    const match = PLACE.exec(line)
    if (match === null) return []
    const more = lines.slice(at + 1).findIndex((one) => !one.startsWith('\t'))
    const details = lines.slice(at + 1, more === -1 ? undefined : at + 1 + more)
    return [errorOf(match, details, file, texts)]
  })
  const own = errors.find((error) => error.file === file)
  return own ?? errors[0]
}

function errorOf(
  [, place = '', line, column, text = '']: RegExpExecArray,
  details: readonly string[],
  file: string,
  texts: ReadonlyMap<string, string>,
): BuildError {
  const compiled = path.basename(place)
  const name = compiled === LEARNER_FILE ? path.basename(file) : compiled
  const found = { text: inWords([text, ...details.map((one) => one.trim())].join(' ')), line: Number(line) }
  const shown = texts.get(name)?.split(/\r?\n/)[Number(line) - 1]
  const at = path.join(path.dirname(file), name)
  if (shown === undefined || column === undefined) return { ...found, file: at }
  const source = shown.trimStart()
  const indent = shown.length - source.length
  return { ...found, file: at, source, column: Math.max(0, offset(shown, Number(column) - 1) - indent) }
}

/** The compiler counts bytes. */
function offset(text: string, bytes: number): number {
  return Buffer.from(text, 'utf8').subarray(0, bytes).toString('utf8').length
}

const ABSENT =
  /^(?:no required module provides package|cannot find module providing package|package) (\S+?)(?:;|:| is not in (?:GOROOT|std)| is not in std).*$/

function inWords(text: string): string {
  const [, absent] = ABSENT.exec(text) ?? []
  if (absent === undefined) return text.replaceAll(VIRTUAL_TIME, 'time')
  return `Could not resolve "${absent}": only the standard library can be imported here`
}
