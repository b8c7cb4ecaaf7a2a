import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlight } from '../../../src/ui/screens/reader/highlight.ts'

const MARKS = { on: '<', off: '>' }

describe('highlight', () => {
  it('counts columns of the text, not of the escape sequences', () => {
    const line = '\u001B[1mbold\u001B[22m and plain'
    expect(highlight(line, [{ start: 2, end: 8 }], MARKS)).toBe('\u001B[1mbo<ld\u001B[22m and> plain')
  })

  it('steps over links', () => {
    const line = '\u001B]8;;https://example.org\u0007here\u001B]8;;\u0007 now'
    expect(stripVTControlCharacters(highlight(line, [{ start: 5, end: 8 }], MARKS))).toBe('here <now>')
  })

  it('marks a whole line', () => {
    expect(highlight('abc', [{ start: 0, end: 3 }], MARKS)).toBe('<abc>')
  })

  it('changes nothing but the marks', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(20), fc.nat(20), (text, from, length) => {
        const plain = text.replaceAll('\u001B', '').replaceAll(/[<>]/g, '')
        const start = Math.min(from, plain.length)
        const end = Math.min(start + length, plain.length)
        const drawn = highlight(plain, [{ start, end }], MARKS)
        expect(drawn.replaceAll(/[<>]/g, '')).toBe(plain)
        expect(drawn.slice(drawn.indexOf('<') + 1, drawn.indexOf('>'))).toBe(plain.slice(start, end))
      }),
    )
  })
})
