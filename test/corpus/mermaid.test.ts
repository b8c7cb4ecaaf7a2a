import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { drawMermaid } from '../../src/corpus/mermaid/draw-mermaid.ts'
import { MermaidError } from '../../src/corpus/mermaid/mermaid-error.ts'
import { traceDrawing } from './trace-drawing.ts'

const GOLDEN = new URL('./golden/mermaid.txt', import.meta.url)

/** Cases of the golden file: a title, Mermaid source, a line of dashes, the drawing. */
function goldenCases() {
  return readFileSync(GOLDEN, 'utf8')
    .split(/^# /m)
    .slice(1)
    .map((text) => {
      const [head = '', drawing = ''] = text.split('\n----\n')
      const [title = '', ...source] = head.split('\n')
      return { title, source: source.join('\n'), drawing: drawing.trimEnd() }
    })
}

if (process.env['UPDATE_GOLDEN'] === '1') {
  const rewritten = goldenCases().map(
    ({ title, source }) => `# ${title}\n${source}\n----\n${drawMermaid(source, 76).text}\n`,
  )
  writeFileSync(GOLDEN, rewritten.join('\n'))
}

describe('Mermaid is drawn as text', () => {
  test.each(goldenCases())('$title', ({ source, drawing }) => {
    expect(drawMermaid(source, 76).text).toBe(drawing)
  })

  test('and a flowchart that is too wide across the page goes down it', () => {
    const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta']
    const source = `flowchart LR\n ${names.join(' --> ')}`
    expect(drawMermaid(source, 200).text.split('\n')).toHaveLength(3)
    expect(drawMermaid(source, 76).width).toBeLessThan(20)
  })

  test('with its description beside it, on one line or in braces', () => {
    expect(drawMermaid('flowchart TD\n accDescr: One line.\n A', 76).description).toBe('One line.')
    expect(drawMermaid('flowchart TD\n accDescr {\n Two\n lines.\n }\n A', 76).description).toBe('Two lines.')
    expect(drawMermaid('flowchart TD\n A', 76).description).toBeUndefined()
  })
})

describe('what a flowchart may say', () => {
  test.each([
    ['A-->B', '│ A │', '▼'],
    ['A -- yes --> B', 'yes', '▼'],
    ['A--yes-->B', 'yes', '▼'],
    ['A -->|yes, 50% #quot;x#quot;| B', 'yes, 50% "x"', '▼'],
    ['A -. maybe .-> B', 'maybe', '╎'],
    ['A == sure ==> B', 'sure', '▼'],
    ['A["x (y)"] --> B', 'x (y)', '▼'],
    ['A-->B; B-->C', '│ C │', '▼'],
    ['%% a comment\nclassDef red fill:#f00\nA:::red --> B', '│ A │', '▼'],
  ])('%j', (statement, ...parts) => {
    const { text } = drawMermaid(`flowchart TD\n${statement}`, 76)
    for (const part of parts) expect(text).toContain(part)
  })
})

describe('what is not drawn is refused, with its line', () => {
  test.each([
    ['', 1, 'empty'],
    ['pie\n "a": 1', 1, '"pie" is not drawn'],
    ['flowchart XY\n A', 1, 'no direction'],
    ['flowchart TD', 1, 'no nodes'],
    ['flowchart TD\n A --> B\n subgraph one\n C\n end', 3, 'subgraphs'],
    ['flowchart TD\n A -->', 2, 'expected a node'],
    ['flowchart TD\n A -> B', 2, 'expected a link'],
    ['flowchart TD\n A -- B', 2, 'expected a link'],
    ['flowchart TD\n A --x B', 2, 'expected a link'],
    ['flowchart TD\n accDescr {\n two\n lines }\n A B', 5, 'expected a link'],
    ['stateDiagram-v2\n state fork <<fork>>', 2, 'not drawn'],
    ['stateDiagram-v2\n a --> b\n note right of a: x', 3, 'not drawn'],
    ['stateDiagram-v2\n state a {\n b --> c\n }', 2, 'not drawn'],
    ['sequenceDiagram', 1, 'no participants'],
    ['sequenceDiagram\n A->>B: x\n loop always\n A->>B: y', 3, 'no end'],
    ['sequenceDiagram\n A->>B: x\n end', 3, 'without a frame'],
    ['sequenceDiagram\n A->>B', 2, 'not drawn'],
    ['sequenceDiagram\n box blue\n participant A\n end', 2, 'not drawn'],
  ])('%j', (source, line, words) => {
    try {
      drawMermaid(source, 76)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(MermaidError)
      expect(error).toMatchObject({ line, message: expect.stringContaining(words) })
    }
  })
})

/** Graphs of up to seven states, each pair joined at most once in each direction, some with labels. */
const graphs = fc.integer({ min: 2, max: 7 }).chain((count) => {
  const node = fc.integer({ min: 0, max: count - 1 })
  const edge = fc.record({
    from: node,
    to: node,
    label: fc.option(fc.constantFrom('yes', 'a longer label', 'x'), { nil: '' }),
  })
  const edges = fc.uniqueArray(edge, {
    minLength: 1,
    maxLength: 10,
    selector: ({ from, to }) => `${from}-${to}`,
  })
  return edges.map((list) => list.filter(({ from, to }) => from !== to)).filter((list) => list.length > 0)
})

/** Two lines that want to change places in the same two columns. */
const SWAPPED = [
  { from: 3, to: 1, label: '' },
  { from: 0, to: 1, label: '' },
  { from: 3, to: 4, label: 'yes' },
]

const name = (node: number) => 'ABCDEFG'[node] ?? ''

describe('whatever is written, Mermaid or not', () => {
  test('is drawn or refused', () => {
    const kind = fc.constantFrom('flowchart TD', 'flowchart LR', 'stateDiagram-v2', 'sequenceDiagram')
    const part = fc.constantFrom(
      'A',
      'B',
      ' --> ',
      '[x]',
      '|y|',
      ': z',
      '\n',
      ' & ',
      '->>',
      'note over ',
      'loop',
      'end',
      '"',
      '[*]',
      '<-->',
      '---',
      '{',
    )
    fc.assert(
      fc.property(
        kind,
        fc.array(fc.oneof(part, fc.string({ maxLength: 4 })), { maxLength: 30 }),
        (head, parts) => {
          try {
            drawMermaid(`${head}\n${parts.join('')}`, 76)
          } catch (error) {
            expect(error).toBeInstanceOf(MermaidError)
          }
        },
      ),
      { numRuns: 2000, seed: 1 },
    )
  })
})

describe('a graph', () => {
  test('shows exactly its edges to whoever follows the lines', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const lines = edges.map(
          ({ from, to, label }) => ` ${name(from)} --> ${name(to)}${label && `: ${label}`}`,
        )
        const { text } = drawMermaid(`stateDiagram-v2\n${lines.join('\n')}`, 76)
        const traced = traceDrawing(text).map((line) => {
          expect(line.arrowAtFrom).not.toBe(line.arrowAtTo)
          return line.arrowAtTo ? `${line.from}>${line.to}` : `${line.to}>${line.from}`
        })
        expect(traced.sort()).toEqual(edges.map(({ from, to }) => `${name(from)}>${name(to)}`).sort())
        for (const label of ['yes', 'a longer label']) {
          const wanted = edges.filter((edge) => edge.label === label).length
          expect(text.split(label).length - 1).toBe(wanted)
        }
      }),
      { numRuns: 300, seed: 1, examples: [[SWAPPED]] },
    )
  })

  test('is as wide as it says, whatever its labels are written in', () => {
    const label = fc.stringMatching(/^[a-z日本語é🔥 ]{1,12}$/u).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(label, label, (a, b) => {
        const { text, width } = drawMermaid(`flowchart TD\n A["${a}"] -->|"${b}"| B["${b}"]`, 76)
        const rows = text.split('\n')
        expect(width).toBe(Math.max(...rows.map((row) => stringWidth(row))))
        const box = rows.slice(0, 3).map((row) => stringWidth(row))
        expect(new Set(box).size).toBe(1)
      }),
      { numRuns: 100, seed: 1 },
    )
  })
})
