import { describe, expect, it } from 'vitest'
import { inIdiom } from '../../src/grading/contract-text.ts'
import { languageById, OTHER_LANGUAGE } from '../../src/grading/languages.ts'
import { contractOf } from './contracts.ts'

const contract = contractOf('event-sourcing')

/** Verbs in each of their forms, an option, a method, a parameter and an error. */
const PROSE =
  'Raises EventGapError. They raise EventGapError if `expected_version` is raised above `snapshot_every`.'

describe('the prose of a contract', () => {
  it.each([
    ['python', PROSE],
    [
      'javascript',
      'Throws EventGapError. They throw EventGapError if `expectedVersion` is thrown above `snapshotEvery`.',
    ],
    [
      'go',
      'Returns ErrEventGap. They return ErrEventGap if `expectedVersion` is returned above `SnapshotEvery`.',
    ],
    [
      'java',
      'Throws EventGapException. They throw EventGapException if `expectedVersion` is thrown above `snapshotEvery`.',
    ],
  ])('has names and verbs as %s has them', (id, told) => {
    expect(inIdiom(PROSE, contract, languageById(id) ?? OTHER_LANGUAGE)).toBe(told)
  })
})
