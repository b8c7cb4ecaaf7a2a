/**
 * The errors of Maelstrom's protocol (doc/protocol.md, resources/errors.edn). A definite error says that the
 * operation did not happen and never will; after an indefinite one nobody knows.
 */
const ERRORS: Readonly<Record<number, readonly [name: string, isDefinite: boolean]>> = {
  0: ['timeout', false],
  1: ['node-not-found', true],
  10: ['not-supported', true],
  11: ['temporarily-unavailable', true],
  12: ['malformed-request', true],
  13: ['crash', false],
  14: ['abort', true],
  20: ['key-does-not-exist', true],
  21: ['key-already-exists', true],
  22: ['precondition-failed', true],
  30: ['txn-conflict', true],
}

export const ErrorCode = {
  nodeNotFound: 1,
  notSupported: 10,
  malformedRequest: 12,
  keyDoesNotExist: 20,
  preconditionFailed: 22,
} as const

/** The name of a code, or the code itself when it is the program's own (1000 and above). */
export function errorName(code: number): string {
  return ERRORS[code]?.[0] ?? `error ${code}`
}

/** Whether the operation surely did not happen. Codes that the protocol does not name are indefinite. */
export function isDefinite(code: number): boolean {
  return ERRORS[code]?.[1] ?? false
}
