import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Interfaces } from '@oclif/core'
import { main } from '../src/cli/main.ts'
import { type CommandClass, summarize } from '../src/cli/program.ts'
import { findCommands } from './build/find-commands.ts'
import { writeIfChanged } from './build/install-files.ts'
import { buildManifest } from './build/manifest.ts'

const root = path.dirname(import.meta.dirname)
const pjson = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Interfaces.PJSON
const files = findCommands(root)
const manifest = await buildManifest(root, pjson, files)
await writeIfChanged(path.join(root, 'oclif.manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)

await main(process.argv.slice(2), {
  root,
  pjson,
  commands: summarize(manifest),
  load: async (id) => {
    const found = files.find((file) => file.id === id)
    return (await import(path.join(root, found?.file ?? ''))) as { default: CommandClass }
  },
})
