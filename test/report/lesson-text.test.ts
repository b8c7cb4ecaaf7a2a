import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Block, Inline } from '../../src/corpus/blocks.ts'
import { columns } from '../../src/report/lesson/columns.ts'
import { lessonTheme } from '../../src/report/lesson/theme.ts'
import { type DrawOptions, drawLesson } from '../../src/report/lesson-text.ts'

const PLAIN: DrawOptions = { width: 40, color: 0, unicode: true }

const text = (words: string): Inline => ({ type: 'text', text: words })
const paragraph = (...children: (Inline | string)[]): Block => ({
  type: 'paragraph',
  children: children.map((child) => (typeof child === 'string' ? text(child) : child)),
})
const cells = (...words: string[]) => words.map((word) => [text(word)])

function drawn(blocks: readonly Block[], options: Partial<DrawOptions> = {}): string {
  return `\n${drawLesson(blocks, { ...PLAIN, ...options }).lines.join('\n')}\n`
}

describe('text', () => {
  test('is filled up to the width, with signs in place of styles when there is no colour', () => {
    const strong: Inline = { type: 'strong', children: [text('must')] }
    const code: Inline = { type: 'code', text: 'call(fn)' }
    expect(
      drawn([paragraph('A caller ', strong, ' not wait for ', code, ' for longer than it can afford.')]),
    ).toBe(`
A caller *must* not wait for \`call(fn)\`
for longer than it can afford.
`)
  })

  test('keeps a number with its unit and a citation with its word', () => {
    const cite: Inline = { type: 'cite', id: 'x', number: 12 }
    expect(
      drawn([paragraph('The first timeout came after 5 min and ended ', cite, '.')], { width: 31 }),
    ).toBe(`
The first timeout came after
5 min and ended [12].
`)
    expect(drawn([paragraph('came after ended ', cite, '.')], { width: 20 })).toBe(`
came after
ended [12].
`)
  })

  test('breaks Chinese, Japanese and Korean anywhere but before closing signs', () => {
    expect(drawn([paragraph('これは分散システムの教科書です。本当です。')], { width: 20 })).toBe(`
これは分散システムの
教科書です。本当で
す。
`)
  })

  test('cuts a word that is wider than the page, and loses nothing of it', () => {
    const { lines } = drawLesson([paragraph(`see ${'x'.repeat(50)}`)], { ...PLAIN, width: 20 })
    expect(lines).toEqual(['see', 'x'.repeat(20), 'x'.repeat(20), 'x'.repeat(10)])
  })
})

describe('a colour', () => {
  test('takes one text, also where map hands it more', () => {
    const { paint } = lessonTheme({ color: 3, unicode: true })
    expect(['a', 'b'].map(paint.muted)).toEqual([paint.muted('a'), paint.muted('b')])
    expect(paint.muted('a')).not.toBe('a')
  })
})

describe('links', () => {
  const link: Inline = { type: 'link', href: 'https://example.org/a', children: [text('the article')] }

  test('show their address', () => {
    expect(drawn([paragraph('Read ', link, '.')], { width: 60 })).toBe(
      '\nRead the article (https://example.org/a).\n',
    )
  })

  test('are clickable instead, when asked', () => {
    const [line] = drawLesson([paragraph('Read ', link, '.')], { ...PLAIN, hyperlinks: true }).lines
    expect(line).toBe('Read \u001b]8;;https://example.org/a\u001b\\the article\u001b]8;;\u001b\\.')
  })

  test('are listed once each, with the line on which they start', () => {
    const { links } = drawLesson([paragraph('one two three four five ', link)], { ...PLAIN, width: 27 })
    expect(links).toEqual([{ line: 0, href: 'https://example.org/a', text: 'the article' }])
  })

  test('inside the lesson show only their text', () => {
    const inside: Inline = { type: 'link', href: '#theory', children: [text('theory')] }
    expect(drawn([paragraph('See ', inside, '.')])).toBe('\nSee theory.\n')
  })
})

describe('blocks', () => {
  test('are drawn one under the other', () => {
    const heading = (level: number, words: string): Block => ({
      type: 'heading',
      level,
      id: words,
      children: [text(words)],
    })
    const blocks: Block[] = [
      heading(2, 'Theory'),
      heading(3, 'States'),
      paragraph('Three.'),
      {
        ...{ type: 'list', ordered: true, start: 9, tight: true },
        items: [
          { children: [paragraph('nine')] },
          {
            children: [
              paragraph('ten is longer than the line is wide'),
              {
                ...{ type: 'list', ordered: false, start: 1, tight: true },
                items: [
                  { checked: true, children: [paragraph('done')] },
                  { checked: false, children: [paragraph('open')] },
                ],
              },
            ],
          },
        ],
      },
      { type: 'callout', kind: 'warning', children: [paragraph('Mind the gap.'), paragraph('Twice.')] },
      { type: 'quote', children: [paragraph('Said.')] },
      { type: 'rule' },
      { type: 'code', language: 'python', text: 'def f(x):\n\n    return x + 1  # a comment that is long' },
      { type: 'diagram', source: '', text: '╭─╮\n│A│\n╰─╯', alt: 'One box.' },
    ]
    const wanted = `
Theory
──────

── States

Three.

 9. nine
10. ten is longer than the line is
    wide
    ◦ [x] done
    ◦ [ ] open

▌ WARNING
▌ Mind the gap.
▌
▌ Twice.

│ Said.

────────────────────────

┌─ python
│ def f(x):
│
│     return x + 1  # a comment
│     » that is long
└─

╭─╮
│A│
╰─╯

One box.
`
    expect(drawn(blocks, { width: 36 })).toBe(wanted)
    const { headings, lines } = drawLesson(blocks, { ...PLAIN, width: 36 })
    expect(headings).toEqual([
      { line: 0, level: 2, text: 'Theory', id: 'Theory' },
      { line: 3, level: 3, text: 'States', id: 'States' },
    ])
    expect(lines[3]).toContain('States')
  })

  test('that a terminal without Unicode can show are ASCII throughout', () => {
    const blocks: Block[] = [
      { type: 'callout', kind: 'note', children: [paragraph('“Open” — 3 × 5 ≥ 10 µs…')] },
      { type: 'diagram', source: '', text: '╭─╮ ╔╗\n│A├►◆\n╰┬╯ ╎', alt: 'One → box.' },
    ]
    expect(drawn(blocks, { unicode: false })).toBe(`
| NOTE
| "Open" -- 3 x 5 >= 10 us...

+-+ ++
|A+>o
+++ |

One -> box.
`)
  })

  test('a diagram that is wider than the page is not torn: its words are shown', () => {
    const wide: Block = { type: 'diagram', source: '', text: '─'.repeat(50), alt: 'A line.' }
    expect(drawn([wide])).toBe(`
(A diagram stands here that needs 50
columns; this page has 40. In words:)

A line.
`)
  })
})

describe('tables', () => {
  const table: Block = {
    type: 'table',
    align: ['left', 'center', 'right'],
    header: cells('State', 'Calls', 'Limit'),
    rows: [cells('closed', 'go through', '5'), cells('日本', 'x', '30 s')],
  }

  test('are as wide as they need', () => {
    expect(drawn([table])).toBe(`
State  │   Calls    │ Limit
═══════╪════════════╪══════
closed │ go through │     5
日本   │     x      │  30 s
`)
  })

  test('wrap their cells when the page is narrower', () => {
    const long: Block = {
      ...table,
      rows: [cells('closed', 'go through and are counted', '5'), cells('b', 'c', 'd')],
    }
    expect(drawn([long], { width: 34 })).toBe(`
State  │       Calls       │ Limit
═══════╪═══════════════════╪══════
closed │  go through and   │     5
       │    are counted    │
───────┼───────────────────┼──────
b      │         c         │     d
`)
  })

  test('become lists of cells when it is too narrow for columns', () => {
    const long: Block = {
      ...table,
      rows: [cells('closed', 'go through and are counted', '5'), cells('b', 'c', 'd')],
    }
    expect(drawn([long], { width: 22 })).toBe(`
State: closed
Calls: go through
  and are counted
Limit: 5
────────────────────
State: b
Calls: c
Limit: d
`)
  })
})

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what it looks for
const ESCAPES = /\u001b\[[0-9;]*m/g

/** The closing codes that would still be needed at the end of the line. */
function openStyles(line: string): number[] {
  const open = new Set<number>()
  for (const escaped of line.match(ESCAPES) ?? []) {
    const code = Number(escaped.slice(2, -1))
    const closes = [1, 2].includes(code) ? 22 : code >= 30 && code < 39 ? 39 : code >= 90 ? 39 : code + 20
    if ([22, 23, 24, 39].includes(code)) open.delete(code)
    else open.add(closes)
  }
  return [...open]
}

const word = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9.,()-]{1,14}$/),
  fc.constantFrom('日本語', '🔥', 'é́', '👩‍👩‍👧', 'naïve', '→', '250', 'ms', '한국어'),
)
const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((list) => list.join(' '))
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words.map(text),
  words.map((code): Inline => ({ type: 'code', text: code })),
  words.map((bold): Inline => ({ type: 'strong', children: [text(bold)] })),
  words.map((label): Inline => ({ type: 'link', href: '#x', children: [text(label)] })),
)
const inlines = fc.array(inline, { minLength: 1, maxLength: 4 })
const simple: fc.Arbitrary<Block> = fc.oneof(
  inlines.map((children): Block => ({ type: 'paragraph', children })),
  words.map((code): Block => ({ type: 'code', language: 'python', text: code })),
  inlines.map((children): Block => ({ type: 'heading', level: 3, id: 'h', children })),
  fc
    .tuple(
      fc.array(inlines, { minLength: 2, maxLength: 2 }),
      fc.array(fc.array(inlines, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
    )
    .map(([header, rows]): Block => ({ type: 'table', align: ['left', 'right'], header, rows })),
)
const block: fc.Arbitrary<Block> = fc.oneof(
  simple,
  fc
    .array(simple, { minLength: 1, maxLength: 3 })
    .map((children): Block => ({ type: 'callout', kind: 'tip', children })),
  fc
    .array(simple, { minLength: 1, maxLength: 3 })
    .map(
      (children): Block => ({ type: 'list', ordered: false, start: 1, tight: false, items: [{ children }] }),
    ),
)
const lesson = fc.array(block, { minLength: 1, maxLength: 5 })
const page = fc.record({
  width: fc.integer({ min: 20, max: 120 }),
  color: fc.constantFrom<0 | 1 | 3>(0, 1, 3),
  unicode: fc.boolean(),
})
const RUNS = { numRuns: 120, seed: 1 }

describe('whatever the lesson', () => {
  test('no line is wider than the page', () => {
    fc.assert(
      fc.property(lesson, page, (blocks, options) => {
        for (const line of drawLesson(blocks, options).lines)
          expect(stringWidth(line)).toBeLessThanOrEqual(options.width)
      }),
      RUNS,
    )
  })

  test('every style that is opened on a line is closed on it', () => {
    fc.assert(
      fc.property(lesson, fc.integer({ min: 20, max: 100 }), (blocks, width) => {
        for (const line of drawLesson(blocks, { width, color: 1, unicode: true }).lines) {
          expect(openStyles(line)).toEqual([])
        }
      }),
      RUNS,
    )
  })

  test('no escape code and no trailing space is printed without colour', () => {
    fc.assert(
      fc.property(lesson, fc.integer({ min: 20, max: 100 }), (blocks, width) => {
        for (const line of drawLesson(blocks, { width, color: 0, unicode: true }).lines) {
          expect(line).not.toContain('\u001b')
          expect(line).toBe(line.trimEnd())
        }
      }),
      RUNS,
    )
  })

  test('no word is lost', () => {
    fc.assert(
      fc.property(
        fc.array(inlines, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 20, max: 100 }),
        (paragraphs, width) => {
          const blocks = paragraphs.map((children): Block => ({ type: 'paragraph', children }))
          const all = drawLesson(blocks, { width, color: 1, unicode: true })
            .lines.join('')
            .replace(ESCAPES, '')
          const given = paragraphs.flat().map(textOf).join('')
          expect(all.replaceAll(/\s/g, '')).toBe(given.replaceAll(/\s/g, ''))
        },
      ),
      RUNS,
    )
  })
})

function textOf(inline: Inline): string {
  if ('text' in inline) return inline.text
  return 'children' in inline ? inline.children.map(textOf).join('') : ''
}

describe('the width of text', () => {
  test('taken the short way is what the library says, for every sign', () => {
    for (let code = 0x20; code < 0x3000; code++) {
      const sign = String.fromCodePoint(code)
      if (code >= 0x7f && code < 0xa0) continue
      expect(columns(sign), `U+${code.toString(16)}`).toBe(stringWidth(sign))
    }
  })
})

describe('a chapter of 30,000 words', () => {
  test('is drawn in the time of a key press', () => {
    const words = Array.from({ length: 100 }, (_, index) => `word${index}`).join(' ')
    const blocks = Array.from({ length: 300 }, () => paragraph(words, { type: 'code', text: 'x' }))
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now()
      drawLesson(blocks, { width: 80, color: 1, unicode: true })
      return performance.now() - start
    })
    // Alone it takes about 20 ms; the margin is for machines that do other things at the same time.
    expect(Math.min(...times)).toBeLessThan(150)
  })
})
