import path from 'node:path'
import { build } from 'esbuild'
import { inkPlugin } from '../../../scripts/build/ink-plugin.ts'

const ROOT = path.join(import.meta.dirname, '..', '..', '..')

/** One file out of a program in this folder, as the build would make it: it starts in a tenth of the time. */
export async function bundleForTest(program: string, folder: string): Promise<string> {
  const outfile = path.join(folder, program.replace(/\.ts$/, '.cjs'))
  await build({
    entryPoints: [path.join(import.meta.dirname, program)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.dirname': '__dirname' },
    external: ['react-devtools-core'],
    plugins: [inkPlugin(ROOT)],
    logLevel: 'error',
  })
  return outfile
}
