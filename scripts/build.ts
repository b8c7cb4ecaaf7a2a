import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildEditorSchemas } from '../src/authoring/schemas/json-schema.ts'
import { writeCorpus } from '../src/corpus/compile/compile-corpus.ts'
import { writeRules } from '../src/risks/compile/write-rules.ts'
import { writeSearch } from '../src/search/compile/write-search.ts'
import { measureRun } from '../src/simulation/measure-run.ts'
import { installGrammars } from './build/grammars.ts'
import { installFiles, writeIfChanged } from './build/install-files.ts'
import { buildJavaScript } from './build/javascript.ts'
import { buildModelTypes } from './build/model-types.ts'
import { buildProgram } from './build/program.ts'

const root = path.dirname(import.meta.dirname)
const dist = path.join(root, 'dist')
const clean = process.argv.includes('--clean')

if (clean) await rm(dist, { recursive: true, force: true })
await buildCode()
if (await buildCorpus()) await writeFile(path.join(dist, 'built'), '')
else process.exitCode = 1

async function buildCode(): Promise<void> {
  const { chunks, entry, manifest } = await buildProgram(root)
  await writeIfChanged(path.join(root, 'oclif.manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await installFiles(dist, chunks, { clean, nowMs: Date.now() })
  await buildModelTypes(root)
  await installGrammars(root, path.join(dist, 'grammars'))
  // Last, so that whoever starts the program meanwhile finds a whole one.
  await writeIfChanged(path.join(dist, 'entry'), entry)
  const bytes = [...chunks.values()].reduce((sum, text) => sum + text.length, 0)
  const commands = Object.keys(manifest.commands).length
  console.log(`dist: ${commands} commands in ${chunks.size} chunks, ${Math.round(bytes / 1024)} KiB`)
}

/** False when a lesson is broken: what did compile is there, but a release must not be made of it. */
async function buildCorpus(): Promise<boolean> {
  const corpus = await writeCorpus(path.join(root, 'content'), path.join(dist, 'corpus'), measureRun)
  const search = await writeSearch(path.join(root, 'content'), path.join(dist, 'corpus'), corpus)
  const { topics, clusters, incidents } = corpus
  const rules = await writeRules(path.join(root, 'content'), path.join(dist, 'corpus'), {
    patterns: new Set(search.patterns),
    incidents: new Set(incidents.map(({ id }) => id)),
  })
  const problems = [...corpus.problems, ...search.problems, ...rules.problems]
  const errors = problems.filter(({ severity }) => severity === 'error')
  for (const { file, line, rule, message } of errors) {
    console.error(`content/${file}${line === undefined ? '' : `:${line}`}: ${message} (${rule})`)
  }
  console.log(
    `dist/corpus: ${topics.length} topics, ${clusters.length} exercises on clusters, ${incidents.length} incidents, ${search.items} things to find, ${search.signatures} signatures, ${rules.rules} rules for code, ${errors.length} errors`,
  )
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  await writeIfChanged(path.join(dist, 'corpus', 'version.json'), JSON.stringify({ version }))
  await buildEditorSchemas(path.join(dist, 'schemas'))
  const missing = await buildJavaScript(root, corpus)
  for (const message of missing) console.error(`no JavaScript of ${message}`)
  return errors.length === 0 && missing.length === 0
}
