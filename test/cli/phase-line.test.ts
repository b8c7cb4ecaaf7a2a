import { describe, expect, it } from 'vitest'
import { phaseLine } from '../../src/cli/phase-line.ts'

function shown(
  text: string | undefined,
  terminal: { readonly isTTY: boolean; readonly columns?: number },
): string {
  const written: string[] = []
  phaseLine({ ...terminal, write: (more) => written.push(more) })(text)
  return written.join('').replaceAll('\r\u001B[K', '<')
}

describe('the line that says what is going on', () => {
  it('stays in one row of the terminal, however long it is', () => {
    expect(shown('Grading', { isTTY: true, columns: 20 })).toBe('<Grading')
    expect(shown('x'.repeat(19), { isTTY: true, columns: 20 })).toBe(`<${'x'.repeat(19)}`)
    expect(shown('x'.repeat(20), { isTTY: true, columns: 20 })).toBe(`<${'x'.repeat(16)}...`)
    expect(shown('x'.repeat(200), { isTTY: true })).toHaveLength(80)
  })

  it('leaves nothing behind, and writes nothing where there is no terminal', () => {
    expect(shown(undefined, { isTTY: true })).toBe('<')
    expect(shown('Grading', { isTTY: false })).toBe('')
  })
})
