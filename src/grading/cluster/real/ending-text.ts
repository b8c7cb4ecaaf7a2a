import type { Ending } from '../../../platform/process.ts'

/** So many lines of what a node wrote last are shown. */
export const LAST_LINES = 12

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
      return 'wrote a line, or a log, longer than it may, and was ended'
    case 'not-found':
      return 'could not be started: there is no such program'
    case 'not-started':
      return `could not be started: ${detail}`
    case 'stopped':
      return 'was stopped'
  }
}
