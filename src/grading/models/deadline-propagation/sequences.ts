import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Headers of every unit and of every fault, and times around the deadline, also backwards. */
export function budgetSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5_000_000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      timeout_ms: fc.constantFrom(1000, 250, 200_000, 400_000_000, 300_000_000_000),
      reserve_ms: fc.constantFrom(0, 20, 100),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 25, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const good = [
    '500m',
    '2M',
    '1S',
    '1500u',
    '900000000n',
    '600m',
    '1H',
    '0m',
    '00000100m',
    '99999999H',
    '200000u',
  ]
  const bad = ['', '5', 'S', '-1S', '+5S', ' 5S', '5s', '123456789m', '1.5S', '5 S', '5SS', '0x1S', '\u0665m']
  const header: FastCheck.Arbitrary<Json> = fc.constantFrom(...good, ...bad)
  const wanted: FastCheck.Arbitrary<Json> = fc.constantFrom(100, 1, 5000, 1_000_000_000_000)
  return fc.oneof(
    { weight: 4, arbitrary: invoking(fc, 'receive', [header]) },
    { weight: 3, arbitrary: invoking(fc, 'remaining_ms') },
    { weight: 2, arbitrary: invoking(fc, 'is_expired') },
    { weight: 3, arbitrary: invoking(fc, 'child_timeout_ms', [wanted]) },
    { weight: 3, arbitrary: invoking(fc, 'child_header', [wanted]) },
    { weight: 6, arbitrary: waiting(fc, 100, 50, 1, 400, 80, -60, -2000, 1000) },
  )
}
