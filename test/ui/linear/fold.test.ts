import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/ui/linear/fold.ts'

const columns = 41

describe('lines without cursor movement', () => {
  it('are folded between words, one column before the edge', () => {
    const lines = fold(['the quick brown fox jumps over the lazy dog and runs away from it'], { columns })
    expect(lines).toEqual(['the quick brown fox jumps over the lazy', 'dog and runs away from it'])
  })

  it('stay as they are when they fit', () => {
    const line = 'a'.repeat(40)
    expect(fold([line, '', '  b  c'], { columns })).toEqual([line, '', '  b  c'])
  })

  it('go on below their own text', () => {
    expect(fold(['  2.0000 s  server 2 becomes leader of term 2 with 3 votes'], { columns })).toEqual([
      '  2.0000 s  server 2 becomes leader of',
      '            term 2 with 3 votes',
    ])
    expect(fold(['    indented words that are too many for one row'], { columns })).toEqual([
      '    indented words that are too many for',
      '    one row',
    ])
  })

  it('go on a little further right below a label that is half as wide as the screen', () => {
    expect(fold([':partition NODES | NODES [oneway]   no message passes'], { columns })).toEqual([
      ':partition NODES | NODES [oneway]',
      '    no message passes',
    ])
  })

  it('are cut inside a word only when nothing else is left', () => {
    const lines = fold(['x'.repeat(90)], { columns })
    expect(lines.map(({ length }) => length)).toEqual([40, 40, 10])
  })

  it('keep at least twenty columns', () => {
    expect(fold(['one two three four five'], { columns: 5 })).toEqual(['one two three four', 'five'])
  })
})
