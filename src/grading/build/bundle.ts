import path from 'node:path'
import type * as Esbuild from 'esbuild'
import type { Program } from '../session.ts'
import type { BuildError } from './build-error.ts'

/** Builds under way: stopping esbuild would leave another's without an answer for ever. */
let building = 0

/**
 * Turns a JavaScript or TypeScript file and what it imports into one ES module with a source map,
 * in memory. ES modules, CommonJS and top-level await are all accepted; types are not checked.
 */
export async function bundle(file: string): Promise<NonNullable<Program['bundle']> | BuildError> {
  const esbuild = await import('esbuild')
  building += 1
  try {
    const result = await esbuild.build(options(file))
    const code = result.outputFiles.find((one) => one.path.endsWith('.mjs'))
    const map = result.outputFiles.find((one) => one.path.endsWith('.map'))
    return { code: code?.text ?? '', map: map?.text ?? '' }
  } catch (error) {
    const [first] = (error as Partial<Esbuild.BuildFailure>).errors ?? []
    if (first === undefined) throw error
    return located(first, path.dirname(file))
  } finally {
    building -= 1
    if (building === 0) await esbuild.stop()
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
