import type { Ending } from '../../../platform/process.ts'

const LAST_LINES = 12
const LONGEST_LINE = 160
/** Node.js and its version tell where its own code stood: that helps nobody. */
const OF_NODE = /^\s+at .*\bnode:|^Node\.js v\d/

/** What a node wrote last, without what its runtime says of itself. */
export function lastLines(log: string): string {
  const lines = log
    .split('\n')
    .filter((line) => !OF_NODE.test(line))
    .map((line) => (line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}\u2026`))
  return lines
    .join('\n')
    .trimEnd()
    .split('\n')
    .slice(-LAST_LINES)
    .join('\n')
    .replace(/^(\s*\n)+/, '')
}

/** Of what kind a slip is by which a node ended. */
export function endingKind({ cause }: Ending): 'too-much' | 'ended' {
  return cause === 'output' || cause === 'memory' || cause === 'processes' ? 'too-much' : 'ended'
}

/** How a node came to its end that should have gone on, as a sentence without its subject. */
export function endingText({ cause, exitCode, signal, detail }: Ending): string {
  switch (cause) {
    case 'exit':
      return `ended by itself with exit code ${exitCode}, though nobody killed it`
    case 'signal':
      return `was ended by ${signal}, though nobody killed it`
    case 'memory':
      return 'used more memory than it may, and was ended'
    case 'processes':
      return 'started more processes than it may, and was ended'
    case 'output':
      return `wrote ${detail ?? 'a log'} longer than it may, and was ended`
    case 'not-found':
      return 'could not be started: there is no such program'
    case 'not-started':
      return `could not be started: ${detail}`
    case 'stopped':
      return 'was stopped'
  }
}
