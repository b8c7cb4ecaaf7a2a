import type { RUNNABLE_LANGUAGES } from '../../corpus/lint/runnable.ts'

/** How a block of a language is run: the file that it is written to, and who reads that. */
export interface BlockLanguage {
  readonly file: string
  /** Tried in this order; none means the Node that runs us. */
  readonly programs: readonly (readonly string[])[]
  /** What becomes of the text first. */
  readonly prepare?: (text: string) => Promise<string>
}

const python: BlockLanguage = { file: 'block.py', programs: [['python3'], ['python']] }
const javascript: BlockLanguage = { file: 'block.mjs', programs: [] }
const typescript: BlockLanguage = { file: 'block.mjs', programs: [], prepare: withoutTypes }
const shell: BlockLanguage = { file: 'block.sh', programs: [['sh', '-eu']] }

/** By what stands behind the fence. */
const LANGUAGES: Readonly<Record<(typeof RUNNABLE_LANGUAGES)[number], BlockLanguage>> = {
  python,
  py: python,
  javascript,
  js: javascript,
  typescript,
  ts: typescript,
  sh: shell,
}

/** Undefined of one that is not run. */
export function blockLanguage(name: string): BlockLanguage | undefined {
  return Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name as keyof typeof LANGUAGES] : undefined
}

async function withoutTypes(text: string): Promise<string> {
  const esbuild = await import('esbuild')
  const { code } = await esbuild.transform(text, { loader: 'ts', format: 'esm', target: 'node20' })
  return code
}
