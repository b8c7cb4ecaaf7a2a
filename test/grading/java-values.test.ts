import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '../../src/grading/fault.ts'
import { handing } from '../../src/grading/models/steps.ts'
import type { Runner } from '../../src/grading/runner.ts'
import type { Json, Observation, Operation, Sequence } from '../../src/grading/sequence.ts'
import { FIXTURES } from './helpers.ts'
import { hasJava, javaRunner } from './java-runner.ts'
import { FUNCTION_CASES, invoke, method, valueContract } from './value-contract.ts'

const file = path.join(FIXTURES, 'java', 'Everything.java')
const contract = valueContract('java', 'Everything.java', [
  method('settings', [], 'string'),
  method('doubled', ['int'], 'int'),
  method('next', ['int64'], 'int64'),
  method('half', ['float'], 'float'),
  method('not', ['bool'], 'bool'),
  method('shout', ['string'], 'string'),
  method('echo', ['any'], 'any'),
  method('sorted', ['int[]'], 'int[]'),
  method('reversed', ['int[]'], 'int[]'),
  method('counts', ['int{}'], 'int{}'),
  method('nested', ['string[]{}[]'], 'string[]{}[]'),
  method('maybe', ['int?'], 'string?'),
  method('or_null', ['int?'], 'int?'),
  method('bigs', ['int64[]'], 'int64[]'),
  method('same', ['self'], 'bool'),
  method('wait', ['int', 'int'], 'nothing', ['TooMuchError', 'NotFoundError']),
  method('time', [], 'int'),
  method('chance', [], 'float'),
  method('hashed', ['string'], 'int'),
  method('odd', ['string'], 'any'),
])

describe.skipIf(!hasJava)('values in Java (skipped: no javac)', () => {
  let runner: Runner

  beforeAll(async () => {
    const found = await javaRunner(file, contract)
    if (isFault(found)) throw new Error(found.message)
    runner = found
  }, 60_000)

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
    ['next', ['9007199254740993'], '="9007199254740994"'],
    ['half', [0.2], '=0.1'],
    ['half', [3], '=1.5'],
    ['not', [true], '=false'],
    ['shout', ['zoë \u{1f600} "\\\n'], '="zoë \u{1f600} \\"\\\\\\n!"'],
    ['echo', [{ b: [1, 2.5, 'x', null], a: true }], '={"a":true,"b":[1,2.5,"x",null]}'],
    ['sorted', [[3, 1, 2]], '=[1,2,3]'],
    ['sorted', [[]], '=[]'],
    ['reversed', [[3, 1, 2]], '=[2,1,3]'],
    ['counts', [{ b: 1, a: 2 }], '={"a":3,"b":2}'],
    ['nested', [[{ k: ['v'] }]], '=[{"k":["v","end"]}]'],
    ['maybe', [7], '="got 7"'],
    ['maybe', [null], '=null'],
    ['or_null', [7], '=7'],
    ['or_null', [null], '=null'],
    ['bigs', [['9223372036854775807', '-1']], '=["9223372036854775807","-1"]'],
    ['same', [{ $subject: 0 }], '=true'],
    ['time', [], '=5'],
    ['hashed', ['token-1'], '=748978676'],
    ['odd', ['set'], '=["a","b"]'],
    ['odd', ['enum'], '="blocked"'],
  ])('%s(%j) gives %s', async (name, args, expected) => {
    expect(await seen([invoke(name, args)])).toEqual([expected])
  })

  it('sets only the options it is told to, and every sequence starts with fresh statics', async () => {
    expect(await seen([invoke('settings')])).toEqual(['="3 0.5 false a 1"'])
    const options = { count: 9, share: 1, loud: true, name: 'b' }
    expect(await seen([invoke('settings')], { options })).toEqual(['="9 1.0 true b 1"'])
    const each = [{ count: 1 }, { count: 2 }]
    expect(await seen([invoke('settings', [], 0), invoke('settings', [], 1)], { subjects: 2, each })).toEqual(
      ['="1 0.5 false a 2"', '="2 0.5 false a 2"'],
    )
  })

  it('hands other subjects over as themselves', async () => {
    expect(
      await seen([invoke('same', [{ $subject: 1 }], 0), invoke('same', [{ $subject: 1 }], 1)], {
        subjects: 2,
      }),
    ).toEqual(['=false', '=true'])
  })

  it('shares the source of chance, and records sleeping, which takes virtual time', async () => {
    const ops = [
      invoke('chance', [], 0),
      invoke('chance', [], 1),
      invoke('chance', [], 0),
      invoke('wait', [100, 2]),
      { op: 'advance', ms: 7 } as const,
      invoke('time'),
    ]
    expect(await seen(ops, { subjects: 2, random: [0.25, 0.75] })).toEqual([
      '=0.25',
      '=0.75',
      '=0.25',
      'sleep(100)\nsleep(100)\n=null',
      null,
      '=212',
    ])
  })

  it('tells the errors of the contract, checked or not, from all others', async () => {
    expect(await seen([invoke('wait', [1, 3]), invoke('wait', [1, -1])])).toEqual([
      'sleep(1)\nsleep(1)\nsleep(1)\n!TooMuchError',
      '!NotFoundError',
    ])
    expect(await seen([invoke('odd', ['null'])])).toEqual([
      {
        ended: 'raised',
        text: 'NullPointerException: Cannot invoke "String.length()" because "nothing" is null',
        entered: 0,
        line: 158,
      },
    ])
  })

  it.each(Object.keys(FUNCTION_CASES))('a function %s', async (proves) => {
    const found = FUNCTION_CASES[proves]
    expect(await seen(found?.ops ?? [], found?.more)).toEqual(found?.seen)
  })

  it('tells an error of its own with that of a function as its cause from the very error', async () => {
    const args = [handing('operation', [{ fails: 'timeout' }])]
    expect(await seen([invoke('run_wrapped', args), invoke('run', [handing('f', [{ gives: 7 }])])])).toEqual([
      expect.objectContaining({
        ended: 'raised',
        text: 'IllegalStateException: wrapped',
        meant: 'operation()\n!timeout',
      }),
      'f()\n=7',
    ])
  })

  it('leaves the default methods of an interface alone', async () => {
    const given = { load: { does: [{ gives: 1 }, { gives: 2 }] } }
    expect(await seen([invoke('loaded', ['both'])], { given })).toEqual(['load("both")\nload("both")\n=3'])
  })

  it('says of a checked error that the interface does not declare it', async () => {
    const text = 'cannot throw TooMuchException, a checked exception that it does not declare'
    const does = [{}, { fails: 'TooMuchError' }]
    expect(await seen([invoke('big_of', [handing('next', does)])])).toEqual([
      { ended: 'raised', text: `LongUnaryOperator.applyAsLong ${text}`, entered: 0 },
    ])
    expect(await seen([invoke('time')], { given: { load: { does } } })).toEqual([
      { ended: 'raised', text: `Loader.load ${text}`, entered: 0 },
    ])
  })

  it.each([
    ['nan', 'returned', 'NaN'],
    ['object', 'returned', 'java.lang.Object'],
    ['loop', 'returned', '[(this Collection)]'],
    ['iterator', 'raised', 'IllegalStateException: no iterator'],
  ])('a value that is none of JSON is odd: %s', async (what, ended, text) => {
    expect(await seen([invoke('odd', [what])])).toMatchObject([{ ended, text }])
  })
})
