import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns, fittingPatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { addedLayers } from '../../src/generation/project-layers.ts'
import { slotsOf } from '../../src/generation/render.ts'
import { TEMPLATES } from './helpers.ts'

const VARIABLES = { name: 'shop', patterns: 'none', command: 'compendium generate project shop' }
const KNOWN = await loadPatterns(TEMPLATES)

type Files = readonly { path: string; text: string }[]

async function project(type: string, wanted: readonly string[]) {
  const target = { type, language: 'python' }
  const template = await loadTemplate(TEMPLATES, type, target.language)
  const patterns = choosePatterns(wanted, KNOWN, 'asked', target).map(({ slug }) => slug)
  const added = await addedLayers(TEMPLATES, template, { patterns, known: KNOWN, options: {} })
  const layers = [...template.layers, ...added]
  return { layers, files: planProject(layers, VARIABLES) }
}

const textOf = (files: Files, name: string) => files.find((file) => file.path === name)?.text ?? ''

describe.each(['api-gateway', 'cli'])('the %s in Python', (type) => {
  const fitting = fittingPatterns(KNOWN, { type, language: 'python' })

  test('composes with each pair of its patterns, leaves no mark and imports nothing that is not there', async () => {
    const pairs = fitting.flatMap((one, at) => fitting.slice(at).map((other) => [one, other]))
    expect(pairs.length).toBeGreaterThan(5)
    for (const wanted of [[], ...pairs, fitting]) {
      const { files } = await project(type, wanted)
      for (const { path: file, text } of files) {
        expect(text, file).not.toMatch(
          /compendium:slot|compendium:end|(?<!\$)\{\{(name|command|patterns)\}\}/,
        )
        expect(text, file).not.toMatch(/[ \t]\n|\n\n\n\n/)
        expect(text === '' || text.endsWith('\n'), `${file} ends with one line feed`).toBe(true)
      }
      expect(missingImports(files), wanted.join()).toEqual([])
    }
  })

  test('has a decision record, a drill and a test for each pattern', async () => {
    const { files } = await project(type, fitting)
    for (const slug of fitting) {
      expect(textOf(files, `docs/adr/${slug}.md`), slug).toContain('## Decision')
      expect(textOf(files, 'README.md'), slug).toContain(`(docs/adr/${slug}.md)`)
      expect(textOf(files, 'README.md'), slug).toContain(`make drill-${slug}`)
      expect(textOf(files, `tools/drills/${slug.replaceAll('-', '_')}.py`), slug).toMatch(
        /\b(run_drill|drill_stop)\(/,
      )
      expect(textOf(files, 'Makefile').split(`\ndrill-${slug}:`).length, slug).toBe(2)
      expect(textOf(files, '.github/workflows/ci.yml'), slug).toContain(`make drill-${slug}`)
    }
  })

  test('pins each library once, in both lists', async () => {
    const { files } = await project(type, fitting)
    const [index, debian] = ['requirements.txt', 'requirements-debian.txt'].map((name) =>
      textOf(files, name)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#')),
    )
    const names = (lines: string[] = []) => lines.map((line) => line.split('==')[0] ?? '')
    expect(index?.filter((line) => !/^[\w-]+==\d+\.\d+(\.\d+)?$/.test(line))).toEqual([])
    expect(new Set(names(index)).size).toBe(index?.length)
    // Debian has no OpenTelemetry: the installer says so.
    const packaged = names(index).filter((name) => !name.startsWith('opentelemetry-'))
    expect(names(debian)).toEqual(expect.arrayContaining(packaged))
  })

  test('offers no slot that the README of the templates does not explain', async () => {
    const { layers } = await project(type, fitting)
    const texts = layers.flatMap((layer) => [...layer.files.map(({ text }) => text), ...layer.slots.values()])
    const readme = await readFile(path.join(TEMPLATES, 'README.md'), 'utf8')
    const offered = texts.flatMap(slotsOf).map(({ id }) => id)
    expect(offered.length).toBeGreaterThan(5)
    expect(offered.filter((id) => !readme.includes(`\`${id}\``))).toEqual([])
  })
})

/** What the code imports of itself, or runs in a drill, and does not have. */
function missingImports(files: Files): string[] {
  const paths = new Set(files.map((file) => file.path))
  const isThere = (module: string) =>
    ['.py', '/__init__.py', '/__main__.py'].some((end) => paths.has(`${module.replaceAll('.', '/')}${end}`))
  return files.flatMap(({ path: file, text }) => {
    const named = file.endsWith('.py')
      ? text.matchAll(/^\s*from ((?:service|tools|tests)[\w.]*) import/gm)
      : text.matchAll(/-m ((?:service|tools)[\w.]*)/g)
    return [...named].flatMap(([, module = '']) => (isThere(module) ? [] : [`${file}: ${module}`]))
  })
}
