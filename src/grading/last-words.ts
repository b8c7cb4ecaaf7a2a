import path from 'node:path'
import { LEARNER_FILE } from './build/go-errors.ts'
import type { Program } from './session.ts'

/** What the language's own runtime said when it ended the program. */
export interface LastWords {
  readonly text: string
  /** Innermost line of the learner's file. */
  readonly line?: number
}

/** A panic outside of any call, or what Go cannot recover from: `fatal error: stack overflow`. */
const GO_END = /^(?:panic|fatal error): .+$/m

/** Undefined where the runtime of the language says nothing, or the program ended in another way. */
export function lastWords({ language }: Program, output: string): LastWords | undefined {
  if (language.style !== 'go') return undefined
  const found = GO_END.exec(output)
  if (found === null) return undefined
  const text = found[0].replace(/\(0x[\da-f]+,0x[\da-f]+\)/g, '').replace(/ \[recovered\]$/, '')
  const line = lineIn(output.slice(found.index), LEARNER_FILE)
  return line === undefined ? { text } : { text, line }
}

/** `\t/folder/program/breaker.go:12 +0x1d`: the first is where the goroutine that ended it stood. */
function lineIn(trace: string, name: string): number | undefined {
  for (const [, place = '', line] of trace.matchAll(/^\t(.+\.go):(\d+)(?: .*)?$/gm)) {
    if (path.basename(place) === name) return Number(line)
  }
  return undefined
}
