import { describe, expect, it } from 'vitest'
import { EMPTY_LINE, editLine } from '../../../src/ui/components/line-edit.ts'

const type = (...keys: string[]) => keys.reduce(editLine, EMPTY_LINE)

describe('editLine', () => {
  it('inserts at the cursor', () => {
    expect(type('a', 'c', 'left', 'b')).toEqual({ text: 'abc', cursor: 2 })
  })

  it('counts characters, not bytes', () => {
    expect(type('🔥', 'é', 'backspace')).toEqual({ text: '🔥', cursor: 1 })
  })

  it('removes the word before the cursor', () => {
    expect(type('a', 'space', 'b', 'b', 'space', 'ctrl+w')).toEqual({ text: 'a ', cursor: 2 })
  })

  it('removes everything before the cursor', () => {
    expect(type('a', 'b', 'left', 'ctrl+u')).toEqual({ text: 'b', cursor: 0 })
  })

  it('stays as it is when there is nothing to remove', () => {
    expect(type('backspace')).toBe(EMPTY_LINE)
  })
})
