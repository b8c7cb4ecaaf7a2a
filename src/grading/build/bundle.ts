import path from 'node:path'
import type * as Esbuild from 'esbuild'
import type { Program } from '../session.ts'
import type { BuildError } from './build-error.ts'

type Otherwise = Pick<Esbuild.BuildOptions, 'format' | 'plugins' | 'define'>

/** Who still needs esbuild: stopping it would leave a build under way without an answer for ever. */
let users = 0
let started: typeof Esbuild | undefined

/** Keeps esbuild's process from one build to the next until the work is done. */
export async function withBundler<Result>(work: () => Promise<Result>): Promise<Result> {
  users += 1
  try {
    return await work()
  } finally {
    users -= 1
    if (users === 0) await started?.stop()
  }
}

/**
 * Turns a JavaScript or TypeScript file and what it imports into one ES module with a source map,
 * in memory. ES modules, CommonJS and top-level await are all accepted; types are not checked.
 * `otherwise` is what shall differ from that.
 */
export async function bundle(
  file: string,
  otherwise: Otherwise = {},
): Promise<NonNullable<Program['bundle']> | BuildError> {
  return withBundler(() => built(file, otherwise))
}

async function built(
  file: string,
  otherwise: Otherwise,
): Promise<NonNullable<Program['bundle']> | BuildError> {
  started ??= await import('esbuild')
  try {
    const result = await started.build({ ...options(file), ...otherwise })
    const code = result.outputFiles.find((one) => one.path.endsWith('.mjs'))
    const map = result.outputFiles.find((one) => one.path.endsWith('.map'))
    return { code: code?.text ?? '', map: map?.text ?? '' }
  } catch (error) {
    const [first] = (error as Partial<Esbuild.BuildFailure>).errors ?? []
    if (first === undefined) throw error
    return located(first, path.dirname(file))
  }
}

function options(file: string): Esbuild.BuildOptions & { write: false } {
  return {
    entryPoints: [file],
    absWorkingDir: path.dirname(file),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outfile: path.join(path.dirname(file), 'learner-program.mjs'),
    sourcemap: 'external',
    sourcesContent: false,
    keepNames: true,
    logLevel: 'silent',
    // The learner's own tsconfig may not exist yet, or be broken; it has no say here.
    tsconfigRaw: {},
  }
}

function located({ text, location }: Esbuild.Message, folder: string): BuildError {
  if (location === null) return { text }
  const source = location.lineText.trimStart()
  const indent = location.lineText.length - source.length
  return {
    text,
    file: path.resolve(folder, location.file),
    line: location.line,
    source,
    column: Math.max(0, location.column - indent),
  }
}
