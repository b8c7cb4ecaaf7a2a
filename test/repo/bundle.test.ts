import path from 'node:path'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { type BuiltProgram, buildProgram } from '../../scripts/build/program.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Heavy, and not needed before a command has decided that it is. */
const LAZY = [
  'ink',
  'react',
  'zod',
  'yaml',
  'execa',
  'fast-check',
  'kysely',
  'pg',
  'commander',
  'gray-matter',
]

const KIB = 1024

/**
 * Bytes that are read before a command's own code runs. Guarded in bytes and not with a stopwatch:
 * the same on every machine. A limit is raised only together with a measured reason.
 */
describe('what is loaded at start', () => {
  let program: BuiltProgram

  beforeAll(async () => {
    program = await buildProgram(root)
  })

  it('is 13 KiB and 200 bytes a command for --version, --help and mistyped commands, with no library in it', () => {
    const loaded = staticallyLoaded(program.metafile, ['entry.js'])
    const commands = Object.keys(program.manifest.commands).length
    expect(loaded.bytes).toBeLessThan(13 * KIB + 200 * commands)
    expect(loaded.packages).toEqual([])
  })

  it('is 340 KiB for the help of a command', () => {
    const loaded = staticallyLoaded(program.metafile, ['entry.js', 'src/cli/command-help.ts'])
    expect(loaded.bytes).toBeLessThan(340 * KIB)
    expect(loaded.packages.filter((name) => LAZY.includes(name))).toEqual([])
  })

  it('is 400 KiB for a command, none of it a heavy library', () => {
    const entries = Object.values(program.metafile.outputs)
      .map(({ entryPoint }) => entryPoint ?? '')
      .filter((file) => file.startsWith('commands/'))
    expect(entries.length).toBe(Object.keys(program.manifest.commands).length)
    for (const entry of entries) {
      const loaded = staticallyLoaded(program.metafile, ['entry.js', 'src/cli/run-command.ts', entry])
      expect(loaded.bytes, entry).toBeLessThan(400 * KIB)
      expect(
        loaded.packages.filter((name) => LAZY.includes(name)),
        entry,
      ).toEqual([])
    }
  })

  it('holds neither the TypeScript compiler nor developer tools, anywhere', () => {
    const all = staticallyLoaded(program.metafile, Object.keys(program.metafile.outputs))
    expect(all.packages).not.toContain('typescript')
    expect(all.packages).not.toContain('react-devtools-core')
  })

  it('is all ASCII, because the loader reads chunks as latin1', () => {
    for (const [name, text] of program.chunks) expect(/[\u0080-\uffff]/.exec(text)?.[0], name).toBeUndefined()
  })

  it('is all CommonJS: no chunk keeps an import() or a top-level await', () => {
    for (const [name, text] of program.chunks) {
      expect(() => new Function(`return ${text}`), name).not.toThrow()
      expect(/[^.\w$]import\([^)]/.test(text), name).toBe(false)
    }
  })

  it('is the same from the same sources', async () => {
    const again = await buildProgram(root)
    expect([...again.chunks.keys()].sort()).toEqual([...program.chunks.keys()].sort())
    expect(again.manifest).toEqual(program.manifest)
  })
})

/** Follows static imports alone, from outputs named by their entry point or their own name. */
function staticallyLoaded(
  metafile: Metafile,
  from: readonly string[],
): { bytes: number; packages: string[] } {
  const wanted = new Set<string>()
  const add = (name: string) => {
    const output = metafile.outputs[name]
    if (output === undefined || wanted.has(name)) return
    wanted.add(name)
    for (const { path: imported, kind } of output.imports) if (kind === 'import-statement') add(imported)
  }
  for (const [name, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (from.includes(name) || from.includes(entryPoint ?? '')) add(name)
  }
  const outputs = [...wanted].map((name) => metafile.outputs[name])
  const inputs = outputs.flatMap((output) => Object.entries(output?.inputs ?? {}))
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => packageOf(file))
  return {
    bytes: outputs.reduce((sum, output) => sum + (output?.bytes ?? 0), 0),
    packages: [...new Set(used.filter((name) => name !== undefined))].sort(),
  }
}

function packageOf(file: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]
}
