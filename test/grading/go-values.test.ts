import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '../../src/grading/fault.ts'
import { handing } from '../../src/grading/models/steps.ts'
import type { Runner } from '../../src/grading/runner.ts'
import type { Json, Observation, Operation, Sequence } from '../../src/grading/sequence.ts'
import { goRunner, hasGo } from './go-runner.ts'
import { FIXTURES } from './helpers.ts'
import { FUNCTION_CASES, invoke, method, valueContract } from './value-contract.ts'

const file = path.join(FIXTURES, 'go', 'everything', 'everything.go')
const contract = valueContract('go', 'everything.go', [
  method('settings', [], 'string'),
  method('doubled', ['int'], 'int'),
  method('next_id', ['int64'], 'int64'),
  method('half', ['float'], 'float'),
  method('not', ['bool'], 'bool'),
  method('shout', ['string'], 'string'),
  method('echo', ['any'], 'any'),
  method('sorted', ['int[]'], 'int[]'),
  method('counts', ['int{}'], 'int{}'),
  method('nested', ['string[]{}[]'], 'string[]{}[]'),
  method('maybe', ['int?'], 'string?'),
  method('or_null', ['int?'], 'int?'),
  method('or_no_map', ['int{}?'], 'int{}?'),
  method('maybe_map', ['bool'], 'int{}?'),
  method('bigs', ['int64[]'], 'int64[]'),
  method('same', ['self'], 'bool'),
  method('wait', ['int', 'int'], 'nothing', ['TooMuchError', 'NotFoundError']),
  method('time', [], 'int'),
  method('system_time', [], 'int'),
  method('later', [], 'bool'),
  method('chance', [], 'float'),
  method('hashed', ['string'], 'int'),
  method('message', [], 'any{}'),
  method('receive', ['any{}'], 'int'),
  method('log', [], 'string'),
  method('odd', ['string'], 'any'),
  method('fails', ['string'], 'int', ['NotFoundError']),
])

describe.skipIf(!hasGo)('values in Go (skipped: no go)', () => {
  let runner: Runner

  beforeAll(async () => {
    const found = await goRunner(file, contract)
    if (isFault(found)) throw new Error(`${found.message} ${found.next.join(' ')}`)
    runner = found
  }, 120_000)

  async function seen(
    ops: readonly Operation[],
    more: Partial<Sequence> = {},
  ): Promise<readonly Observation[]> {
    const found = await runner.run([{ startMs: 5, subjects: 1, options: { name: 'a' }, ops, ...more }])
    if (isFault(found)) throw new Error(found.message)
    return found[0] ?? []
  }

  it.each<[string, readonly Json[], string]>([
    ['doubled', [21], '=42'],
    ['next_id', ['9007199254740993'], '="9007199254740994"'],
    ['half', [0.5], '=0.25'],
    ['half', [3], '=1.5'],
    ['not', [true], '=false'],
    ['shout', ['zoë \u{1f600} "\\\n<&'], '="zoë \u{1f600} \\"\\\\\\n<&!"'],
    ['echo', [{ b: [1, 2.5, 'x', null], a: true }], '={"a":true,"b":[1,2.5,"x",null]}'],
    ['echo', [null], '=null'],
    ['sorted', [[3, 1, 2]], '=[1,2,3]'],
    ['sorted', [[]], '=[]'],
    ['counts', [{ b: 1, a: 2 }], '={"a":3,"b":1}'],
    ['counts', [{}], '={}'],
    ['nested', [[{ k: ['v'] }]], '=[{"k":["v","end"]}]'],
    ['maybe', [7], '="got 7"'],
    ['maybe', [null], '=null'],
    ['or_null', [7], '=7'],
    ['or_null', [null], '=null'],
    ['or_no_map', [{ a: 1 }], '={"a":1}'],
    ['or_no_map', [{}], '={}'],
    ['or_no_map', [null], '=null'],
    ['maybe_map', [true], '={}'],
    ['maybe_map', [false], '=null'],
    ['bigs', [['9223372036854775807', '-1']], '=["9223372036854775807","-1"]'],
    ['same', [{ $subject: 0 }], '=true'],
    ['time', [], '=5'],
    ['hashed', ['token-1'], '=748978676'],
    ['fails', [''], '=7'],
  ])('%s(%j) gives %s', async (name, args, expected) => {
    expect(await seen([invoke(name, args)])).toEqual([expected])
  })

  it('sets only the options it is told to, and every sequence finds the variables of the package fresh', async () => {
    expect(await seen([invoke('settings')])).toEqual(['="0 0 false a 1 11 2"'])
    const options = { count: 9, share: 0.5, loud: true, name: 'first' }
    expect(await seen([invoke('settings')], { options })).toEqual(['="9 0.5 true first 1 11 2"'])
    const each = [{ count: 1 }, { count: 2 }]
    expect(await seen([invoke('settings', [], 0), invoke('settings', [], 1)], { subjects: 2, each })).toEqual(
      ['="1 0 false a 2 13 3"', '="2 0 false a 2 13 3"'],
    )
  })

  it('hands other subjects over as themselves, and a result as the very value', async () => {
    const ops = [
      invoke('same', [{ $subject: 1 }], 0),
      invoke('same', [{ $subject: 1 }], 1),
      invoke('receive', [{ $result: 4 }], 1),
      invoke('message', [], 0, 4),
      invoke('receive', [{ $result: 4 }], 1),
      invoke('log'),
    ]
    expect(await seen(ops, { subjects: 2 })).toEqual([
      '=false',
      '=true',
      null,
      '={"log":["sent"],"to":["b"]}',
      '=1',
      '="seen"',
    ])
  })

  it('shares the source of chance, and records sleeping, which takes virtual time', async () => {
    const ops = [
      invoke('chance', [], 0),
      invoke('chance', [], 1),
      invoke('chance', [], 0),
      invoke('wait', [100, 2]),
      { op: 'advance', ms: 7 } as const,
      invoke('time'),
      { op: 'advance', ms: -12 } as const,
      invoke('time'),
    ]
    expect(await seen(ops, { subjects: 2, random: [0.25, 0.75] })).toEqual([
      '=0.25',
      '=0.75',
      '=0.25',
      'sleep(100)\nsleep(100)\n=null',
      null,
      '=212',
      null,
      '=200',
    ])
  })

  it('lets the package time follow, with its timers', async () => {
    const ops = [invoke('system_time'), { op: 'advance', ms: 20 } as const, invoke('system_time')]
    expect(await seen(ops)).toEqual(['=52', null, '=272'])
    expect(await seen(ops, { systemClock: 'frozen' })).toEqual(['=17000000000000', null, '=17000000000000'])
    expect(await seen([invoke('later')])).toEqual(['=true'])
  })

  it('tells the errors of the contract, wrapped or not, from all others', async () => {
    expect(await seen([invoke('wait', [1, 3]), invoke('wait', [1, -1]), invoke('fails', ['mine'])])).toEqual([
      'sleep(1)\nsleep(1)\nsleep(1)\n!TooMuchError',
      '!NotFoundError',
      { ended: 'raised', text: 'the error "of another kind"', entered: 0 },
    ])
  })

  it.each([
    ['nan', 'returned', 'NaN', undefined],
    ['struct', 'returned', 'struct { A int }{A:1}', undefined],
    ['loop', 'returned', 'a []interface {} that holds itself', undefined],
    ['', 'returned', 'a chan int', undefined],
    ['nil', 'raised', 'panic: runtime error: index out of range [3] with length 0', 181],
    ['error', 'raised', 'panic: too much', 183],
    ['nobody', 'raised', 'panic: runtime error: invalid memory address or nil pointer dereference', 186],
  ])('what is no value of the contract is odd: %s', async (what, ended, text, line) => {
    expect(await seen([invoke('odd', [what])])).toEqual([
      { ended, text, entered: 0, ...(line === undefined ? {} : { line }) },
    ])
  })

  it.each(Object.keys(FUNCTION_CASES))('a function %s', async (proves) => {
    const found = FUNCTION_CASES[proves]
    expect(await seen(found?.ops ?? [], found?.more)).toEqual(found?.seen)
  })

  it('takes an error that wraps the one of a function for that one', async () => {
    const args = [handing('operation', [{ fails: 'timeout' }])]
    expect(await seen([invoke('run_wrapped', args), invoke('run', [handing('f', [{ gives: 7 }])])])).toEqual([
      'operation()\n!timeout',
      'f()\n=7',
    ])
  })

  it('says that an argument does not fit', async () => {
    expect(await seen([invoke('sorted', [[70000]])])).toEqual([
      { ended: 'raised', text: 'the argument 70000 does not fit into uint16', entered: 0 },
    ])
  })
})
