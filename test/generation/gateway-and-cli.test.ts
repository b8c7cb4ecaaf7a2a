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

async function project(type: string, wanted: string[]) {
  const target = { type, language: 'typescript' }
  const template = await loadTemplate(TEMPLATES, type, target.language)
  const patterns = choosePatterns(wanted, KNOWN, 'asked', target).map(({ slug }) => slug)
  const added = await addedLayers(TEMPLATES, template, { patterns, known: KNOWN, options: {} })
  const layers = [...template.layers, ...added]
  return { layers, files: planProject(layers, VARIABLES) }
}

const textOf = (files: readonly { path: string; text: string }[], name: string) =>
  files.find((file) => file.path === name)?.text ?? ''

describe.each(['api-gateway', 'cli'])('the %s in TypeScript', (type) => {
  const fitting = fittingPatterns(KNOWN, { type, language: 'typescript' })

  test('has no mark and no variable left in it, with its patterns and without', async () => {
    expect(fitting.length).toBeGreaterThan(1)
    for (const slugs of [[], fitting]) {
      for (const { path: file, text } of (await project(type, slugs)).files) {
        expect(text, file).not.toMatch(/compendium:slot|compendium:end|(?<!\$)\{\{/)
        expect(text, file).not.toMatch(/[ \t]\n|\n\n\n\n/)
        expect(text.endsWith('\n'), `${file} ends with a line feed`).toBe(true)
      }
    }
  })

  test('composes with each pair of its patterns', async () => {
    const pairs = fitting.flatMap((one, at) => fitting.slice(at).map((other) => [one, other]))
    for (const pair of pairs) expect((await project(type, pair)).files.length).toBeGreaterThan(20)
  })

  test('has a decision record, a drill and a test for each pattern', async () => {
    const { files } = await project(type, fitting)
    const scripts = JSON.parse(textOf(files, 'package.json')).scripts as Record<string, string>
    for (const slug of fitting) {
      expect(textOf(files, `docs/adr/${slug}.md`), slug).toContain('## Decision')
      expect(textOf(files, 'README.md'), slug).toContain(`(docs/adr/${slug}.md)`)
      const drill = /tools\/drills\/\S+\.ts/.exec(scripts[`drill:${slug}`] ?? '')?.[0] ?? 'none'
      expect(textOf(files, drill), slug).toMatch(/runDrill\(|The drill passed/)
      expect(textOf(files, 'Makefile'), slug).toContain(`drill-${slug}:`)
    }
  })

  test('pins every dependency, has every module that it imports, and offers no unexplained slot', async () => {
    const { files, layers } = await project(type, fitting)
    const manifest = JSON.parse(textOf(files, 'package.json')) as Record<string, Record<string, string>>
    const dependencies = { ...manifest['dependencies'], ...manifest['devDependencies'] }
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
    expect(missingImports(files, new Set(Object.keys(dependencies)))).toEqual([])
    const texts = layers.flatMap((layer) => [...layer.files.map(({ text }) => text), ...layer.slots.values()])
    const readme = await readFile(path.join(TEMPLATES, 'README.md'), 'utf8')
    const offered = texts.flatMap(slotsOf).map(({ id }) => id)
    expect(offered.filter((id) => !readme.includes(`\`${id}\``))).toEqual([])
  })
})

/** What the code imports and neither the project nor its package.json has. */
function missingImports(
  files: readonly { path: string; text: string }[],
  packages: ReadonlySet<string>,
): string[] {
  const paths = new Set(files.map((file) => file.path))
  return files
    .filter((file) => file.path.endsWith('.ts'))
    .flatMap((file) =>
      [...file.text.matchAll(/^(?:import|export)\s[^']*?from '([^']+)'/gm)]
        .map(([, source = '']) => source)
        .filter((source) => !source.startsWith('node:'))
        .filter((source) =>
          source.startsWith('.')
            ? !paths.has(path.posix.join(path.posix.dirname(file.path), source))
            : !packages.has(source.split('/', source.startsWith('@') ? 2 : 1).join('/')),
        )
        .map((source) => `${file.path}: ${source}`),
    )
}
