import { stripVTControlCharacters } from 'node:util'

/** How lines of stack traces look, of languages in which tools are written. */
const TRACES: readonly RegExp[] = [
  // Node.js, Bun, Deno
  /^\s+at .*:\d+:\d+\)?$/,
  // Python; the second is of what it cannot raise any more, such as a broken pipe at its end
  /^Traceback \(most recent call last\):/,
  /^Exception ignored (in|while|on)\b/,
  // Go
  /^goroutine \d+ \[/,
  // Java, Kotlin, Scala
  /^\s+at [\w$.<>/]+\((\w+\.(java|kt|scala):\d+|Native Method|Unknown Source)\)/,
  // .NET
  /^\s+at .+ in .+:line \d+/,
  // Rust
  /^thread '.*'.* panicked at /,
  // Ruby
  /\.rb:\d+:in [`']/,
  // PHP
  /^#0 .+\(\d+\): /,
]

/** The first line of a text that is of a stack trace; undefined when there is none. */
export function traceIn(text: string): string | undefined {
  return stripVTControlCharacters(text)
    .split(/\r?\n/)
    .find((line) => TRACES.some((trace) => trace.test(line)))
    ?.trim()
}
