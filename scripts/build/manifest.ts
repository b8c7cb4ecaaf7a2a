import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Interfaces, Plugin } from '@oclif/core'
import { build } from 'esbuild'
import type { CommandFile } from './find-commands.ts'

/** Oclif's own description of all commands: what help is drawn from without loading any of them. */
export async function buildManifest(
  root: string,
  pjson: Interfaces.PJSON,
  commands: readonly CommandFile[],
): Promise<Interfaces.Manifest> {
  // Inside the package, so that what it imports is found.
  const folder = await mkdtemp(path.join(root, 'node_modules', '.compendium-manifest-'))
  try {
    await bundleCommands(root, commands, path.join(folder, 'commands.mjs'))
    return await readManifest(root, pjson, path.relative(root, path.join(folder, 'commands.mjs')))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function bundleCommands(root: string, commands: readonly CommandFile[], outfile: string) {
  const imports = commands.map(({ file }, i) => `import c${i} from './${file}'`)
  const entries = commands.map(({ id }, i) => `${JSON.stringify(id)}: c${i}`)
  await build({
    stdin: {
      contents: `${imports.join('\n')}\nexport default { ${entries.join(', ')} }`,
      resolveDir: root,
      loader: 'js',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    outfile,
    logLevel: 'error',
  })
}

async function readManifest(root: string, pjson: Interfaces.PJSON, target: string) {
  const oclif = { ...pjson.oclif, commands: { strategy: 'explicit' as const, target: `./${target}` } }
  const plugin = new Plugin({
    root,
    pjson: { ...pjson, oclif },
    isRoot: true,
    type: 'core',
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  })
  await plugin.load()
  return withoutPaths(plugin.manifest)
}

/** What is the same on every machine: where we built it is nobody's business. */
function withoutPaths(manifest: Interfaces.Manifest): Interfaces.Manifest {
  const commands = Object.entries(manifest.commands)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { isESM: _, relativePath: __, ...command }]) => [id, command])
  return { ...manifest, commands: Object.fromEntries(commands) }
}
