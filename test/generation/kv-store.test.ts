import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPattern, loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns, fittingPatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { slotsOf } from '../../src/generation/render.ts'
import { TEMPLATES } from './helpers.ts'

const TARGET = { type: 'kv-store', language: 'typescript' }
const VARIABLES = { name: 'store', patterns: '', command: 'compendium generate project store' }
const KNOWN = await loadPatterns(TEMPLATES)
const FITTING = fittingPatterns(KNOWN, TARGET)

async function store(wanted: readonly string[]) {
  const template = await loadTemplate(TEMPLATES, TARGET.type, TARGET.language)
  const all = choosePatterns(wanted, KNOWN, 'asked', TARGET).map(({ slug }) => slug)
  const more = { ...TARGET, all, parts: template.parts }
  const patterns = await Promise.all(all.map((slug) => loadPattern(TEMPLATES, slug, more)))
  const layers = [...template.layers, ...patterns.flat()]
  return { layers, files: planProject(layers, VARIABLES) }
}

const textOf = ({ files }: Awaited<ReturnType<typeof store>>, name: string) =>
  files.find((file) => file.path === name)?.text ?? ''

describe('the key-value store in TypeScript', () => {
  test('composes with each pair of patterns, and no mark is left in any file', async () => {
    const pairs = FITTING.flatMap((one, at) => FITTING.slice(at).map((other) => [one, other]))
    expect(pairs.length).toBeGreaterThan(0)
    for (const wanted of [[], ...pairs, FITTING]) {
      for (const { path: file, text } of (await store(wanted)).files) {
        expect(text, file).not.toMatch(/compendium:(slot|end)|(?<!\$)\{\{/)
        expect(text === '' || text.endsWith('\n'), `${file} ends with a line feed`).toBe(true)
      }
    }
  })

  test('offers no slot that the README of the templates does not explain', async () => {
    const { layers } = await store(FITTING)
    const texts = layers.flatMap(({ files, slots }) => [...files.map(({ text }) => text), ...slots.values()])
    const readme = await readFile(path.join(TEMPLATES, 'README.md'), 'utf8')
    const offered = texts.flatMap(slotsOf).map(({ id }) => id)
    expect(offered.length).toBeGreaterThan(5)
    expect(offered.filter((id) => !readme.includes(`\`${id}\``))).toEqual([])
  })

  test('spreads keys by a ring where consistent hashing is chosen, and by a remainder where not', async () => {
    expect(textOf(await store([]), 'src/service.ts')).toContain('moduloSpread(')
    const ring = textOf(await store(['consistent-hashing']), 'src/service.ts')
    expect(ring).toContain('ringSpread(')
    expect(ring).not.toContain('moduloSpread(')
  })

  test('runs three nodes in its compose file, each with a volume and a name of its own', async () => {
    const compose = textOf(await store([]), 'compose.yaml')
    expect(compose.match(/NODE_NAME: node-\d/g)).toEqual(['NODE_NAME: node-2', 'NODE_NAME: node-3'])
    expect(compose.match(/- data(-\d)?:\/app\/data/g)).toHaveLength(3)
    expect(compose.match(/NODES: node-1=.*node-3=/g)).toHaveLength(3)
  })
})
