import path from 'node:path'
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin, transform } from 'esbuild'
import type { CommandFile } from './find-commands.ts'
import { inkPlugin } from './ink-plugin.ts'
import { unicodePlugin } from './unicode-plugin.ts'

/** Needed at run time as packages of their own: they bring binaries. */
const RUNTIME_PACKAGES = ['libsql', 'esbuild']

/** Asked for by libraries only when they find them; never part of our program. */
const NEVER_LOADED = ['typescript', 'react-devtools-core']

export interface Bundle {
  /** File name to text; the names carry a hash of the content. */
  readonly chunks: ReadonlyMap<string, string>
  readonly entry: string
  readonly metafile: Metafile
}

/** Bundles the whole program into CommonJS chunks, in memory. */
export async function bundle(root: string, entrySource: string): Promise<Bundle> {
  const result = await build({ ...options(root), stdin: entryFile(root, entrySource) })
  const chunks = await Promise.all(result.outputFiles.map(toCommonJs))
  return { chunks: new Map(chunks), entry: entryName(result.metafile), metafile: result.metafile }
}

/** Imports of commands are dynamic, so that each becomes a chunk of its own. */
export function entrySource(commands: readonly CommandFile[], program: object): string {
  const loaders = commands.map(({ id, file }) => `  ${JSON.stringify(id)}: () => import('./${file}'),`)
  return `
import { main } from './src/cli/main.ts'
const loaders = {
${loaders.join('\n')}
}
const program = ${JSON.stringify(program)}
export const start = (argv, root) => main(argv, { ...program, root, load: (id) => loaders[id]() })
const works = {
  simulation: () => import('./src/simulation/runs/worker.ts'),
  seeds: () => import('./src/grading/cluster/steps/seeds-worker.ts'),
}
export const work = (name) => works[name]()
`
}

function options(root: string) {
  return {
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outdir: path.join(root, 'dist'),
    entryNames: 'main-[hash]',
    chunkNames: '[name]-[hash]',
    minify: true,
    legalComments: 'none',
    external: [...RUNTIME_PACKAGES, ...NEVER_LOADED],
    define: {
      'process.env.NODE_ENV': '"production"',
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
      'Intl.Segmenter': 'LazySegmenter',
    },
    plugins: [oclifPlugin(root), inkPlugin(root), unicodePlugin(root)],
    inject: [path.join(root, 'scripts', 'build', 'lazy-segmenter.js')],
    write: false,
    metafile: true,
    logLevel: 'error',
  } as const satisfies BuildOptions
}

function entryFile(root: string, contents: string) {
  return { contents, resolveDir: root, sourcefile: 'entry.js', loader: 'js' } as const
}

/** Our code imports the package by its bare name; its parts import each other. */
function oclifPlugin(root: string): Plugin {
  const resolved = { path: path.join(root, 'scripts', 'build', 'oclif-core.ts') }
  return {
    name: 'oclif',
    setup: (build) => void build.onResolve({ filter: /^@oclif\/core$/ }, () => resolved),
  }
}

/** esbuild splits only ES modules; `import()` of a chunk becomes `require`, which our loader provides. */
async function toCommonJs(file: OutputFile): Promise<[name: string, text: string]> {
  const { code } = await transform(file.text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    minify: true,
    charset: 'ascii',
  })
  const text = `(function(exports,require,module,__filename,__dirname){${asAscii(code)}})`
  return [path.basename(file.path), text]
}

/**
 * The loader reads chunks as latin1. esbuild's `charset` leaves patterns as they are, and only there
 * does anything beyond ASCII remain; half a surrogate pair at a time, they mean the same escaped.
 */
function asAscii(code: string): string {
  if (/\\[\u0080-\uffff]/.test(code)) throw new Error('a chunk escapes a character beyond ASCII')
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function entryName(metafile: Metafile): string {
  const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === 'entry.js')
  if (found === undefined) throw new Error('esbuild reported no entry')
  return path.basename(found[0])
}
