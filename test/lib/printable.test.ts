import { describe, expect, it } from 'vitest'
import { printable } from '../../src/lib/printable.ts'

describe('text that can be shown', () => {
  it.each([
    ['\u001b[2Jx', '·[2Jx'],
    ['a\u009b31mb', 'a·31mb'],
    ['line\nline', 'line·line'],
    ['half \ud800', 'half ·'],
    ['\uffff', '·'],
    ['日本 ✔ 🙂', '日本 ✔ 🙂'],
  ])('%j is %s', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })
})
