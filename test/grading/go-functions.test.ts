import { describe, expect, it } from 'vitest'
import { isFault } from '../../src/grading/fault.ts'
import { goRunner, hasGo } from './go-runner.ts'
import { fileWith } from './helpers.ts'
import { callerContract, shape } from './value-contract.ts'

const MINUTE = 60_000

const loads = shape(['string'], 'int')
const finds = shape(['string', 'int'], 'string?')
const stores = shape(['string'], 'nothing')
const sure = shape([], 'float', false)

/** A program whose types of functions are these. */
function caller(argument: string, given: string): string {
  return `package caller

type Key string

type CallerOptions struct {
	Load ${given}
}

type Caller struct{}

func NewCaller(options CallerOptions) *Caller { return &Caller{} }

func (c *Caller) Run(fn ${argument}) (int, error) { return 1, nil }
`
}

async function problem(
  contract: ReturnType<typeof callerContract>,
  text: string,
): Promise<readonly string[] | undefined> {
  const found = await goRunner(await fileWith('caller.go', text), contract)
  return isFault(found) ? [found.message, ...found.next] : undefined
}

describe.skipIf(!hasGo)('the type of a function in Go (skipped: no go)', { concurrent: true }, () => {
  it.each([
    ['func(Key) (int64, error)', loads, 'func() float64', sure],
    ['any', finds, 'func(string, any) (*string, error)', finds],
    ['func(any, uint8) (any, bool, error)', finds, 'func(string) error', stores],
  ])('may be %s', { timeout: MINUTE }, async (argument, argumentShape, given, givenShape) => {
    const contract = callerContract('go', 'caller.go', argumentShape, givenShape)
    expect(await problem(contract, caller(argument, given))).toBeUndefined()
  })

  it.each([
    ['func() (int, error)', loads, 'func(string) (int, error)'],
    ['func(bool) (int, error)', loads, 'func(string) (int, error)'],
    ['func(string) int', loads, 'func(string) (int, error)'],
    ['func(string) (string, error)', loads, 'func(string) (int, error)'],
    ['func(string, int) (string, error)', finds, 'func(string, int) (string, bool, error)'],
  ])('is not %s', { timeout: MINUTE }, async (argument, argumentShape, asked) => {
    const contract = callerContract('go', 'caller.go', argumentShape, sure)
    expect(await problem(contract, caller(argument, 'func() float64'))).toEqual([
      `caller.go: the method Run is a func(${argument}) (int, error)`,
      `The contract asks for func (*Caller) Run(${asked}) (int, error)`,
    ])
  })

  it.each([
    ['func(string) (any, error)', stores, 'func(string) error'],
    ['func() (float64, error)', sure, 'func() float64'],
    ['any', sure, 'func() float64'],
  ])('is not %s in a field', { timeout: MINUTE }, async (given, givenShape, asked) => {
    const contract = callerContract('go', 'caller.go', loads, givenShape)
    expect(await problem(contract, caller('func(string) (int, error)', given))).toEqual([
      `caller.go: the field Load of CallerOptions is a ${given}`,
      `The contract asks for a field Load ${asked} in CallerOptions`,
    ])
  })

  it('of the given scheduler takes milliseconds and gives what cancels', { timeout: MINUTE }, async () => {
    const given = [{ name: 'load', kind: 'schedule', meaning: 'x' }] as const
    const contract = { ...callerContract('go', 'caller.go', loads, sure), given: [...given] }
    const found = (type: string): Promise<readonly string[] | undefined> =>
      problem(contract, caller('func(string) (int, error)', type))
    expect(await found('func(int, func()) func()')).toBeUndefined()
    expect(await found('func(int64, func())')).toEqual([
      'caller.go: the field Load of CallerOptions is a func(int64, func())',
      'The contract asks for a field Load func(int64, func()) func() in CallerOptions',
    ])
  })
})
