import { describe, expect, test } from 'vitest'
import { foldLine } from '../../src/cli/fold-line.ts'

describe('a folded line', () => {
  test('goes on under its beginning when it is an item of a list', () => {
    const folded = foldLine('  1. worker: jobs in the database, claimed with leases', 30)
    expect(folded).toBe('  1. worker: jobs in the\n     database, claimed with\n     leases')
  })

  test('begins nowhere with a blank, and is never wider than it may be', () => {
    const lines = foldLine('Patterns: bulkhead, circuit-breaker, dead-letter-queue, saga.', 24).split('\n')
    for (const line of lines) {
      expect(line).not.toMatch(/^ /)
      expect(line.length).toBeLessThanOrEqual(24)
    }
  })

  test('stays empty when it is', () => {
    expect(foldLine('', 80)).toBe('')
  })
})
