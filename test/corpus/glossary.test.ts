import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { loadGlossary } from '../../src/corpus/corpus.ts'
import { drawConcepts } from '../../src/corpus/glossary/draw-concepts.ts'
import {
  type GlossaryEntry,
  keysOf,
  requireArea,
  requireConcept,
} from '../../src/corpus/glossary/glossary.ts'
import {
  chainOf,
  levelsOf,
  neighbourhood,
  viewOf,
  withoutShortcuts,
} from '../../src/corpus/glossary/neighbourhood.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { drawMermaid } from '../../src/corpus/mermaid/draw-mermaid.ts'
import { conceptGraphText } from '../../src/report/concept-graph-text.ts'
import { contentFolder, replaced } from './fixture.ts'

const entry = (id: string, needs: string[] = [], more: Partial<GlossaryEntry> = {}): GlossaryEntry => ({
  ...{ id, title: id.replaceAll('-', ' '), needs, area: 'Time', definition: '', aliases: [], see: [] },
  ...more,
})
const ENTRIES = [
  entry('latency'),
  entry('timeout', ['latency'], { aliases: ['time limit'] }),
  entry('retry', ['timeout', 'latency']),
  entry('validity', [], { title: 'validity (consensus)', area: 'Consensus' }),
]
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

describe('a concept is found', () => {
  test.each([
    ['timeout', 'timeout'],
    ['  Time-Limit ', 'timeout'],
    ['timeouts', 'timeout'],
    ['Validity', 'validity'],
    ['validity (consensus)', 'validity'],
  ])('by %j', (name, id) => {
    expect(requireConcept(name, ENTRIES).id).toBe(id)
  })

  test.each([
    ['timeuot', 'Did you mean timeout?'],
    ['limit', 'Did you mean timeout?'],
    ['', 'List them all: compendium concept'],
  ])('not by %j, which is answered by what is near', (name, next) => {
    const asking = () => requireConcept(name, ENTRIES)
    expect(asking).toThrow(`There is no concept "${name}".`)
    expect(asking).toThrow(expect.objectContaining({ next: expect.arrayContaining([next]) }))
  })

  test('in its area, named by its beginning', () => {
    expect(requireArea('cons', ENTRIES)).toBe('Consensus')
    expect(() => requireArea('', ENTRIES)).toThrow('There is no area')
  })
})

/** Graphs in which each concept needs only earlier ones, shuffled. */
const graphs = fc
  .array(fc.array(fc.nat({ max: 99 }), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .chain((rows) => {
    const all = rows.map((needs, place) =>
      entry(
        `c${place}`,
        [...new Set(place === 0 ? [] : needs.map((need) => need % place))].map((need) => `c${need}`),
      ),
    )
    return fc.shuffledSubarray(all, { minLength: all.length })
  })

describe('the graph around a concept', () => {
  test('has a chain in which nothing comes before what it needs', () => {
    expect(ids(chainOf('retry', ENTRIES))).toEqual(['latency', 'timeout'])
    fc.assert(
      fc.property(graphs, (all) => {
        const chain = chainOf(all[0]?.id ?? '', all)
        const early = chain.filter(({ needs }, at) =>
          needs.some((need) => !ids(chain.slice(0, at)).includes(need)),
        )
        expect(early).toEqual([])
      }),
    )
  })

  test('reaches so many steps up or down and no further', () => {
    const reach = (id: string, depth: number, up: boolean) =>
      ids(neighbourhood(id, ENTRIES, { depth, up, down: !up }).concepts).sort()
    expect(reach('timeout', 1, true)).toEqual(['latency', 'timeout'])
    expect(reach('latency', 1, false)).toEqual(['latency', 'retry', 'timeout'])
    const row = [entry('a'), entry('b', ['a']), entry('c', ['b'])]
    expect(ids(neighbourhood('c', row, { depth: 1, up: true, down: false }).concepts)).toEqual(['b', 'c'])
  })

  test('is drawn without shortcuts, and still leads wherever it led', () => {
    expect(withoutShortcuts(viewOf(new Set(ids(ENTRIES)), ENTRIES)).edges).toEqual([
      { from: 'latency', to: 'timeout' },
      { from: 'timeout', to: 'retry' },
    ])
    fc.assert(
      fc.property(graphs, (all) => {
        const view = viewOf(new Set(ids(all)), all)
        const fewer = withoutShortcuts(view)
        const reached = ({ edges }: typeof view, id: string) =>
          [
            ...levelsOf(id, (one) => edges.filter(({ from }) => from === one).map(({ to }) => to)).keys(),
          ].sort()
        for (const { id } of all) expect(reached(fewer, id)).toEqual(reached(view, id))
      }),
    )
  })

  test('becomes Mermaid that we draw ourselves, whatever it is called', () => {
    const odd = [entry('end', [], { title: 'end "of" [it]' }), entry('x', ['end'])]
    const { mermaid, dot } = drawConcepts('x', odd, { depth: 1, up: true, down: true, width: 80 })
    expect(drawMermaid(mermaid(), 80).text).toContain("end 'of' [it]")
    expect(dot()).toContain('"end" -> "x"')
    expect(dot()).toContain('[label="end \\"of\\" [it]"]')
  })

  test('is a list where boxes would be too wide; what stands twice is followed where it is nearest', () => {
    const long = (id: string, needs: string[] = []) => entry(id, needs, { title: `${id} ${'x'.repeat(40)}` })
    const all = [long('a'), long('b', ['a']), long('c', ['b']), entry('d', ['c', 'b', 'a'])]
    const drawing = drawConcepts('d', all, { depth: 2, up: true, down: true, width: 40 })
    expect(drawing.drawn).toBeUndefined()
    expect(drawing.above.map(({ depth, title, told }) => `${depth} ${title[0]} ${told ?? ''}`)).toEqual([
      '1 c ',
      '2 b ',
      '1 b ',
      '2 a ',
      '1 a ',
    ])
  })
})

describe('the lint reports', () => {
  const file = (lines: string) => `area: Time\nconcepts:\n${lines}`
  const definition = 'definition: How long to wait for an answer before one gives up on it.'
  const findings = async (lines: string) => {
    const { errors, warnings } = await lintContent(await contentFolder({ 'concepts/time.yaml': file(lines) }))
    return [...errors, ...warnings].filter(({ file: where }) => where === 'concepts/time.yaml')
  }

  test.each([
    [
      'a name of two concepts',
      'aliases: [latency]',
      'ambiguous-concept',
      '"latency" already leads to "latency"',
    ],
    ['a pattern that is not there', 'see: [nothing-like-it]', 'unknown-pattern', 'nothing-like-it'],
  ])('%s', async (_, line, rule, words) => {
    const found = await findings(
      `  - id: latency\n    title: latency\n    ${definition}\n  - id: timeout\n    title: timeout\n    ${definition}\n    ${line}\n`,
    )
    expect(found).toMatchObject([{ rule, message: expect.stringContaining(words) }])
  })

  test('a concept that nobody says what it is, and one of which too little is said', async () => {
    const found = await findings(
      '  - { id: timeout, title: timeout }\n  - { id: retry, title: retry, definition: Again. }\n',
    )
    expect(found.map(({ rule, line }) => `${rule} ${line}`)).toEqual([
      'concept-definition 3',
      'concept-definition 4',
    ])
  })
})

describe('the lint reports of the reading list', () => {
  const PAPERS = 'topic: Time\npapers:\n  - { id: waiting, title: On Waiting, year: 1999 }\n'
  test.each([
    [
      'a work that is there twice',
      `${PAPERS}  - { id: again, title: On “Waiting”, year: 1999 }\n`,
      'duplicate-paper',
    ],
    ['a concept that is none', PAPERS.replace('year', 'concepts: [lag], year'), 'unknown-concept'],
    ['a reason without how hard it is', PAPERS.replace('year', 'why: It is short., year'), 'papers'],
  ])('%s', async (_, text, rule) => {
    const { errors } = await lintContent(await contentFolder({ 'papers/time.yaml': text }))
    expect(errors.map((one) => one.rule)).toEqual([rule])
  })

  test('what a lesson recommends and the list does not have', async () => {
    const { warnings } = await lintContent(
      await contentFolder({ 'papers/time.yaml': PAPERS, ...replaced('papers: []', 'papers: [On Hurrying]') }),
    )
    expect(warnings).toMatchObject([
      { rule: 'unknown-paper', message: 'not in the reading list: On Hurrying' },
    ])
  })

  test('a source that the list does not have', async () => {
    const concept = `  - { id: latency, title: latency, definition: ${'word '.repeat(12)}end., source: nothing }\n`
    const files = { 'concepts/time.yaml': `area: Time\nconcepts:\n${concept}`, 'papers/time.yaml': PAPERS }
    const { errors } = await lintContent(await contentFolder(files))
    expect(errors).toMatchObject([{ rule: 'unknown-source', file: 'concepts/time.yaml', line: 3 }])
  })
})

test('a topic that nobody wrote down is a concept, and its lesson says what it is', async () => {
  const { glossary } = await compileCorpus(await contentFolder({}))
  expect(glossary).toMatchObject([{ id: 'timeout', area: 'Further topics' }])
  expect(glossary[0]?.definition).not.toBe('')
})

describe('what ships', () => {
  const glossary = loadGlossary()

  test('says of more than 500 concepts what they are, of each in its own words, not beginning with its name', () => {
    expect(glossary.length).toBeGreaterThanOrEqual(500)
    expect(ids(glossary.filter(({ definition }) => definition.split(' ').length < 10))).toEqual([])
    expect(new Set(glossary.map(({ definition }) => definition)).size).toBe(glossary.length)
    const circular = glossary.filter(({ title, definition }) =>
      definition.toLowerCase().startsWith(title.toLowerCase()),
    )
    expect(ids(circular)).toEqual([])
  })

  test('is drawn or listed within 80 columns around a sample of concepts', () => {
    const look = { width: 80, unicode: true, color: 0 } as const
    const sample = glossary.filter((_, place) => place % 12 === 0)
    const wide = sample.filter(({ id }) => {
      const drawing = drawConcepts(id, glossary, { depth: 2, up: true, down: true, width: 80 })
      return conceptGraphText(drawing, look)
        .split('\n')
        .some((line) => line.length > 80)
    })
    expect(ids(wide)).toEqual([])
  })

  test('leads from every name to its own concept', () => {
    const lost = glossary.flatMap((one) =>
      keysOf(one).filter((key) => requireConcept(key, glossary).id !== one.id),
    )
    expect(lost).toEqual([])
  })
})
