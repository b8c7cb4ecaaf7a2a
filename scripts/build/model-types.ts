import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { digestOf } from './digest.ts'
import { writeIfChanged } from './install-files.ts'

/** What the declarations are made of, and this file, which says how. */
const SOURCES = [
  'src/simulation/model.ts',
  'src/simulation/kernel',
  'src/lib',
  'scripts/build/model-types.ts',
]
const ENTRY = 'src/simulation/model.ts'
/** An import of a file beside, by the name that it has here. */
const RELATIVE = /(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g

/** Declarations for somebody who writes a model; made anew only when their sources changed. */
export async function buildModelTypes(root: string): Promise<void> {
  const folder = path.join(root, 'dist', 'types')
  const stamp = path.join(folder, 'package.json')
  const sources = await digestOf(root, SOURCES, ['.ts'], ['typescript'])
  const wanted = `${JSON.stringify({ type: 'commonjs', sources }, null, 2)}\n`
  if ((await readFile(stamp, 'utf8').catch(() => undefined)) === wanted) return
  const { name } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { name: string }
  const files = await declarations(root, folder, name)
  for (const [file, text] of files) await writeIfChanged(path.join(folder, file), text)
  await removeOthers(folder, files)
  // Last: whoever was interrupted begins anew.
  await writeIfChanged(stamp, wanted)
}

/**
 * By path in `dist/types`. They count as CommonJS (the folder's package.json says so), because types
 * of a CommonJS file can be imported from modules of both kinds under every way of resolving them.
 */
async function declarations(root: string, folder: string, name: string): Promise<Map<string, string>> {
  const { default: ts } = await import('typescript')
  const entry = path.join(root, ENTRY)
  const program = ts.createProgram([entry], {
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: path.join(root, 'src'),
    outDir: folder,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
  })
  const files = new Map<string, string>()
  const { diagnostics } = program.emit(undefined, (file, text) => {
    files.set(path.relative(folder, file).replaceAll(path.sep, '/'), text.replaceAll(RELATIVE, '$1.js$2'))
  })
  if (diagnostics.length > 0) {
    throw new Error(`no types of models: ${diagnostics.map(({ messageText }) => messageText).join('; ')}`)
  }
  const checker = program.getTypeChecker()
  const module = program.getSourceFile(entry)
  const symbol = module && checker.getSymbolAtLocation(module)
  const names = symbol === undefined ? [] : checker.getExportsOfModule(symbol).map((one) => one.name)
  return files.set('simulation/model.js', valuesAskedFor(`${name}/model`, names))
}

/**
 * There are no values: an import of one would be undefined, and found out much later. The names stand
 * behind the `throw` for Node, which looks for exports in the text before it runs a module.
 */
function valuesAskedFor(name: string, types: readonly string[]): string {
  const message = `${name} has types only; write: import type { ClusterModel } from '${name}'`
  return `throw new Error(${JSON.stringify(message)})\n0 && (module.exports = { ${types.join(', ')} })\n`
}

async function removeOthers(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const known = new Set([...files.keys(), 'package.json'].map((file) => path.join(folder, file)))
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile() && !known.has(file)) await rm(file, { force: true })
  }
}
