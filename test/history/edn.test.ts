import { describe, expect, it } from 'vitest'
import { edn, Keyword, prettyEdn } from '../../src/history/edn.ts'
import { FormReader } from '../../src/history/form-reader.ts'

const read = (text: string) => {
  const reader = new FormReader('edn')
  reader.text = `${text} `
  return reader.read()
}

describe('values as EDN', () => {
  it.each([
    [null, 'nil'],
    ['say "hi"', '"say \\"hi\\""'],
    [12345678901234567890n, '12345678901234567890N'],
    [Number.POSITIVE_INFINITY, '##Inf'],
    [[1, 'a', [true]], '[1 "a" [true]]'],
    [new Map([['x', 1]]), '{"x" 1}'],
  ])('writes %o so that it is read back: %s', (value, text) => {
    expect(edn(value)).toBe(text)
    expect(read(text)).toEqual(value)
  })
})

describe('results as EDN', () => {
  it('stand one below the other, with keywords as keys, and leave out what is not known', () => {
    expect(
      prettyEdn({ stats: { count: 2, 'valid?': new Keyword('unknown') }, seed: undefined, 'valid?': true }),
    ).toBe('{:stats {:count 2,\n         :valid? :unknown},\n :valid? true}')
  })

  it('are read back by our own reader, whatever a key or a text holds', () => {
    const text = prettyEdn({
      'a b{c': ['x"y', { deep: 1 }],
      value: new Map([[1, 2]]),
      unknown: new Keyword('k'),
    })
    expect(read(text)).toEqual(
      new Map<unknown, unknown>([
        ['a-b-c', ['x"y', new Map([['deep', 1]])]],
        ['value', new Map([[1, 2]])],
        ['unknown', 'k'],
      ]),
    )
  })
})
