import { describe, expect, it } from 'vitest'
import { isLinear } from '../../../src/ui/terminal/screen-options.ts'

const terminal = { stdin: process.stdin, stdout: process.stdout, color: 0 } as const

describe('text without cursor movement', () => {
  it('is for screen readers and for terminals that cannot move their cursor', () => {
    expect(isLinear(terminal, { TERM: 'xterm-256color' })).toBe(false)
    expect(isLinear(terminal, { TERM: 'xterm-256color', INK_SCREEN_READER: 'true' })).toBe(true)
    expect(isLinear(terminal, { TERM: 'dumb' })).toBe(true)
  })

  it('is what the caller says, if it says anything', () => {
    expect(isLinear({ ...terminal, linear: false }, { TERM: 'dumb' })).toBe(false)
    expect(isLinear({ ...terminal, linear: true }, { TERM: 'xterm' })).toBe(true)
  })
})
