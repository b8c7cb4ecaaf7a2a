import { beforeAll, expect, it } from 'vitest'
import { type Fault, isFault } from '../../src/grading/fault.ts'
import type { Runner } from '../../src/grading/runner.ts'
import type { Observation, Operation, Sequence } from '../../src/grading/sequence.ts'
import { normalized } from '../../src/grading/value.ts'
import { eventsOf, FLIGHT_CASES, start } from './flight-contract.ts'
import { invoke } from './value-contract.ts'

type MakeRunner = (events: (sequence: Sequence) => readonly number[]) => Promise<Runner | Fault>

/** Where the program's `odd` goes wrong, and how that reads. */
interface Odd {
  readonly error: readonly [text: string, line: number]
  readonly callback: readonly [text: string, line: number]
  /** Where the driver stands still with a program that goes on and on, there is none. */
  readonly loop?: number
}

function sequence(ops: readonly Operation[], more: Partial<Sequence> = {}): Sequence {
  return { startMs: 5, subjects: 1, options: {}, ops, ...more }
}

/** Holds a driver to what it must show of a program that is written as the contract of flights says. */
export function flightTests(make: MakeRunner, odd: Odd): void {
  let runner: Runner
  const expected = new Map<Sequence, readonly number[]>()

  beforeAll(async () => {
    const found = await make((one) => expected.get(one) ?? [])
    if (isFault(found)) throw new Error(`${found.message} ${found.next.join(' ')}`)
    runner = found
  }, 120_000)

  async function seen(sequences: readonly Sequence[]): Promise<(readonly Observation[] | undefined)[]> {
    const found = await runner.run(sequences)
    if (isFault(found)) throw new Error(found.message)
    return found.map((all) => all?.map((one) => (typeof one === 'string' ? normalized(one) : one)))
  }

  const cases = Object.entries(FLIGHT_CASES).map(([proves, { steps, more }]) => ({
    proves,
    one: sequence(
      steps.map(([op]) => op),
      more,
    ),
    due: steps.map(([, due]) => due),
  }))

  it.each(cases)('$proves', { timeout: 30_000 }, async ({ one, due }) => {
    expect(await seen([one])).toEqual([due])
    expected.set(one, eventsOf(due))
    expect(await seen(Array.from({ length: 30 }, () => one))).toEqual(Array.from({ length: 30 }, () => due))
  })

  it('show the same whatever was in flight before', { timeout: 30_000 }, async () => {
    const many = Array.from({ length: 10 }, () => cases).flat()
    expect(await seen(many.map(({ one }) => one))).toEqual(many.map(({ due }) => due))
  })

  it('that wait for ever show less than was expected, and the next sequence is none the worse', async () => {
    const locked = sequence([start(1, 'odd', 'lock'), start(2, 'inside'), start(3, 'inside')])
    expected.set(locked, [1, 1, 1])
    const other = cases[0]
    if (other === undefined) throw new Error('no case')
    expect(await seen([locked, other.one, locked])).toEqual([
      ['quiet', 'quiet', 'quiet'],
      other.due,
      ['quiet', 'quiet', 'quiet'],
    ])
    const ops = [start(1, 'odd', 'lock'), invoke('inside')]
    expect(await seen([sequence(ops)])).toEqual([
      ['quiet', { ended: 'stuck', text: '', entered: 0, waiting: true }],
    ])
  })

  it('that come back as none should are told by their number', async () => {
    const ops = [start(7, 'odd', 'error'), start(8, 'odd', 'callback'), { op: 'advance', ms: 5 } as const]
    expect(await seen([sequence(ops)])).toEqual([
      [
        { ended: 'raised', text: odd.error[0], entered: 0, line: odd.error[1], call: 7 },
        '8=1',
        { ended: 'raised', text: odd.callback[0], entered: 0, line: odd.callback[1] },
      ],
    ])
  })

  it.skipIf(odd.loop === undefined)(
    'that go on and on are told with their line',
    { timeout: 30_000 },
    async () => {
      expect(await seen([sequence([start(3, 'odd', 'loop')])])).toEqual([
        [{ ended: 'stuck', text: '', entered: 0, line: odd.loop, call: 3 }],
      ])
    },
  )
}
