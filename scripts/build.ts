import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { installFiles, writeIfChanged } from './build/install-files.ts'
import { buildProgram } from './build/program.ts'

const root = path.dirname(import.meta.dirname)
const dist = path.join(root, 'dist')
const clean = process.argv.includes('--clean')

if (clean) await rm(dist, { recursive: true, force: true })
const { chunks, entry, manifest } = await buildProgram(root)
await writeIfChanged(path.join(root, 'oclif.manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
await installFiles(dist, chunks, { clean, nowMs: Date.now() })
// Last, so that whoever starts the program meanwhile finds a whole one.
await writeIfChanged(path.join(dist, 'entry'), entry)
await writeFile(path.join(dist, 'built'), '')

const bytes = [...chunks.values()].reduce((sum, text) => sum + text.length, 0)
const commands = Object.keys(manifest.commands).length
console.log(`dist: ${commands} commands in ${chunks.size} chunks, ${Math.round(bytes / 1024)} KiB`)
