import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildOptions, Plugin } from 'esbuild'
import { packageRoot } from '../../../platform/package-root.ts'
import { makeTemporaryFolder } from '../../../platform/temporary-folder.ts'
import { readTextFile } from '../../../platform/text-file.ts'
import { writeTexts } from '../../../platform/text-folder.ts'
import { bundle } from '../../build/bundle.ts'
import type { Fault } from '../../fault.ts'
import { buildFault } from '../../faults.ts'
import type { NodeSource, PreparedNode } from './prepared.ts'
import { isThere, sdkOf } from './sdk.ts'

const SDK = sdkOf('javascript')

/** TypeScript and what lacks the SDK is bundled; plain JavaScript stays the file that it is. */
export async function prepareJavaScript(source: NodeSource): Promise<PreparedNode | Fault> {
  const { file, mode, found } = source
  const cwd = path.dirname(file)
  if (mode === 'steps') return bundledSteps(source)
  const isPlain = /\.[cm]?js$/.test(file) && !(await wantsSdk(file))
  if (isPlain) return { program: { command: [...found, file], cwd }, dispose: () => {} }
  return bundled(source)
}

async function wantsSdk(file: string): Promise<boolean> {
  const text = (await readTextFile(file)) ?? ''
  return text.includes(SDK.name) && !(await isThere(path.join(path.dirname(file), SDK.name)))
}

async function bundled({ file, found }: NodeSource): Promise<PreparedNode | Fault> {
  const built = await bundle(file, { plugins: [sdkPlugin] })
  if ('text' in built) return buildFault(built, file)
  const cwd = path.dirname(file)
  const { folder, remove } = await makeTemporaryFolder()
  const map = placed(built.map, cwd)
  const code = `${built.code}\n//# sourceMappingURL=node.mjs.map\n`
  await writeTexts(folder, new Map([...texts(code, map)]))
  const command = [...found, '--enable-source-maps', path.join(folder, 'node.mjs')]
  return { program: { command, cwd }, dispose: remove }
}

function texts(code: string, map: string): readonly (readonly [string, string])[] {
  return [
    ['node.mjs', code],
    ['node.mjs.map', map],
  ]
}

/** In virtual time many lives are played in one process: a host compiles the program once. */
async function bundledSteps(source: NodeSource): Promise<PreparedNode | Fault> {
  const { file, found } = source
  const cwd = path.dirname(file)
  const built = await bundle(file, { ...AS_SCRIPT, ...scriptDefines(file), plugins: [sdkPlugin] })
  // What awaits at its top level can only be a module, which is imported again for each life.
  if ('text' in built) return /top-level await/i.test(built.text) ? bundled(source) : buildFault(built, file)
  const { folder, remove } = await makeTemporaryFolder()
  await writeTexts(folder, new Map([...texts(built.code, placed(built.map, cwd))]))
  const host = path.join(packageRoot(), 'src', 'grading', 'drivers', 'javascript', 'node-host.mjs')
  return { program: { command: [...found, host, path.join(folder, 'node.mjs')], cwd }, dispose: remove }
}

const AS_SCRIPT: BuildOptions = { format: 'cjs' }

function scriptDefines(file: string): BuildOptions {
  return { define: { 'import.meta.url': JSON.stringify(pathToFileURL(file).href) } }
}

/** Sources by where they really lie: the bundle is written to another folder. */
function placed(map: string, cwd: string): string {
  return JSON.stringify({ ...(JSON.parse(map) as object), sourceRoot: `${pathToFileURL(cwd).href}/` })
}

/** Where the program imports the SDK and has no copy of it, it gets ours. */
const sdkPlugin: Plugin = {
  name: 'compendium-node',
  setup(build) {
    build.onResolve({ filter: /(?:^|[\\/])compendium-node\.mjs$/ }, async ({ path: asked, resolveDir }) => {
      const own = path.resolve(resolveDir, asked)
      return { path: (await isThere(own)) ? own : SDK.file }
    })
  },
}
