import path from 'node:path'
import { firstLine } from '../../../platform/first-line.ts'
import type { NodeProgram } from '../real/node-process.ts'

const GO = 'in Go: Flush() of a bufio.Writer after each message'

/** How a program sends what it has written on its way, by what its commands, endings and first lines are called. */
const HINTS: readonly (readonly [name: RegExp, hint: string])[] = [
  [/python|pypy|\.py$/i, 'in Python: print(..., flush=True)'],
  [/ruby|\.rb$/i, 'in Ruby: $stdout.sync = true'],
  [/perl|\.pl$/i, 'in Perl: $| = 1'],
  [/\bjava$|\.(jar|java)$/i, 'in Java: flush() after each line, where System.out is wrapped in a writer'],
  [/\.go$/i, GO],
  [/\bawk$|\.awk$/i, 'in awk: fflush()'],
  [
    /\b(ba|da|z)?sh$|\.sh$/i,
    'of what a script pipes through, sed needs -u, jq --unbuffered, grep --line-buffered',
  ],
]

const OTHERS = 'in C: fflush(stdout), in Python: print(..., flush=True), in Go: Flush() of a bufio.Writer'

/** What the language of a program calls flushing; undefined where we start it so that nothing is held back. */
export function flushHint({ command, style }: NodeProgram): string | undefined {
  if (style === 'go') return GO
  if (style === 'python' || style === 'javascript') return undefined
  // The program, or the script that an interpreter is given.
  const words = [...command.slice(0, 3)].reverse()
  const named = (text: string) => HINTS.find(([pattern]) => pattern.test(text))?.[1]
  const byName = words.map((word) => named(path.basename(word))).find((hint) => hint !== undefined)
  const head = firstLine(command[0] ?? '')
  return byName ?? (head?.startsWith('#!') === true ? named(head.trimEnd()) : undefined) ?? OTHERS
}
