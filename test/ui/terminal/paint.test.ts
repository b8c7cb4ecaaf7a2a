import { describe, expect, it } from 'vitest'
import { paint } from '../../../src/ui/terminal/paint.ts'

const SIZE = { columns: 10, rows: 3 }
const ESC = '\u001B['

describe('paint', () => {
  it('writes every row when nothing is known of the screen', () => {
    const bytes = paint(undefined, { lines: ['one', 'two'] }, SIZE)
    expect(bytes).toContain(`${ESC}1;1Hone`)
    expect(bytes).toContain(`${ESC}2;1Htwo`)
    expect(bytes).toContain(`${ESC}3;1H`)
  })

  it('writes only the rows that differ', () => {
    const bytes = paint({ lines: ['one', 'two', 'six'] }, { lines: ['one', 'ten', 'six'] }, SIZE)
    expect(bytes).toContain(`${ESC}2;1Hten`)
    expect(bytes).not.toContain('one')
    expect(bytes).not.toContain('six')
  })

  it('writes nothing when nothing differs', () => {
    expect(paint({ lines: ['one'] }, { lines: ['one'] }, SIZE)).toBe('')
  })

  it('never clears the screen or its scrollback', () => {
    const bytes = paint(undefined, { lines: ['one', 'two', 'three'] }, SIZE)
    expect(bytes).not.toContain(`${ESC}2J`)
    expect(bytes).not.toContain(`${ESC}3J`)
  })

  it('erases the rest of a row, but not after a full one, which would lose its last column', () => {
    const bytes = paint(undefined, { lines: ['short', '0123456789'] }, SIZE)
    expect(bytes).toContain(`short${ESC}0m${ESC}K`)
    expect(bytes).not.toContain(`9${ESC}0m${ESC}K`)
  })

  it('shows the cursor where the frame has it', () => {
    const bytes = paint({ lines: ['a'] }, { lines: ['a'], cursor: { row: 2, column: 4 } }, SIZE)
    expect(bytes).toContain(`${ESC}3;5H${ESC}?25h`)
  })
})
