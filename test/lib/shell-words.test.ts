import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { shellLine } from '../../src/lib/shell-words.ts'

describe('a shell line', () => {
  it('comes back from a shell as the same words', () => {
    const words = ['a', 'p99<250ms', "it's", '$HOME `x` "q"', 'a b', '!', '*', '', '--set', 'x=1', '\\', '#']
    const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${shellLine(words)}`], { encoding: 'utf8' })
    expect(printed.split('\0').slice(0, -1)).toEqual(words)
  })

  it('quotes only where it must', () => {
    expect(shellLine(['compendium', '--set', 'retries=3'])).toBe('compendium --set retries=3')
    expect(shellLine(['p99<1ms'])).toBe("'p99<1ms'")
  })
})
