import path from 'node:path'
import type { ParsedCorpus } from '../../corpus/compile/compile-corpus.ts'
import { type Problem, Problems } from '../../corpus/compile/problem.ts'
import { type RunnableBlock, runnableBlocks } from '../../corpus/runnable.ts'
import { shellLine } from '../../lib/shell-words.ts'
import { writeFileAtomic, writeFileNew } from '../../platform/files.ts'
import { findProgram } from '../../platform/find-program.ts'
import { ownCommand } from '../../platform/own-program.ts'
import { type Finished, runProgram } from '../../platform/run-program.ts'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'
import { type BlockLanguage, blockLanguage } from './languages.ts'

export interface RunBlocksOptions {
  /** Of each block's own time. */
  readonly timeoutMs?: number
  /** Told before each block. */
  readonly onBlock?: (file: string, line: number) => void
}

const TIMEOUT_MS = 30_000

/**
 * Runs every block of code of the lessons that is marked `runnable`, each in an empty folder of its own, within the limits
 * of memory, processes and output that hold for programs of learners. `code-fails`: it does not end with 0 in time.
 * `code-output`: it prints something else than the block ```` ```text output ```` behind it. `code-not-run`, a warning: its
 * language is not installed here.
 */
export async function runBlocks(
  { parsed }: ParsedCorpus,
  { timeoutMs = TIMEOUT_MS, onBlock = () => {} }: RunBlocksOptions = {},
): Promise<{ readonly ran: number; readonly problems: readonly Problem[] }> {
  const problems = new Problems()
  const blocks = parsed.flatMap(({ lessonFile, tree }) =>
    runnableBlocks(tree).map((block) => ({ file: lessonFile, block })),
  )
  let ran = 0
  for (const { file, block } of blocks) {
    const language = blockLanguage(block.language)
    if (language === undefined) continue
    const program = findProgram(language.programs)
    if (program === undefined) {
      problems.warning(file, block.line, 'code-not-run', `${block.language} is not installed here`)
      continue
    }
    onBlock(file, block.line)
    ran += 1
    const fault = await faultOf(block, language, program, timeoutMs)
    if (fault !== undefined) problems.error(file, block.line, fault.rule, fault.message)
  }
  return { ran, problems: problems.list }
}

type Fault = { readonly rule: string; readonly message: string }

async function faultOf(
  { text, output }: RunnableBlock,
  { file, prepare }: BlockLanguage,
  program: readonly string[],
  timeoutMs: number,
): Promise<Fault | undefined> {
  const { folder, remove } = await makeTemporaryFolder()
  try {
    await writeFileAtomic(path.join(folder, file), prepare ? await prepare(text) : text)
    const env = await environment(folder)
    const finished = await runProgram({ command: [...program, file], cwd: folder, timeoutMs, env })
    const wrong = howItEnded(finished, timeoutMs)
    if (wrong !== undefined) return { rule: 'code-fails', message: wrong }
    if (output === undefined || sameText(finished.output, output)) return undefined
    return { rule: 'code-output', message: `it prints ${quoted(finished.output)}, not ${quoted(output)}` }
  } catch (error) {
    // What cannot be made ready, such as TypeScript that does not parse.
    return { rule: 'code-fails', message: lastLine(error instanceof Error ? error.message : String(error)) }
  } finally {
    remove()
  }
}

/** Of its own: the name `compendium` is this very program, with nothing learned. */
async function environment(folder: string): Promise<Record<string, string>> {
  const bin = path.join(folder, '.bin')
  await writeFileNew(path.join(bin, 'compendium'), `#!/bin/sh\nexec ${shellLine(ownCommand())} "$@"\n`, 0o755)
  return {
    ...{ HOME: folder, COMPENDIUM_HOME: path.join(folder, '.compendium'), NO_COLOR: '1', FORCE_COLOR: '0' },
    ...{ PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' },
    PATH: [bin, process.env['PATH'] ?? ''].join(path.delimiter),
  }
}

function howItEnded({ ending, output, timedOut }: Finished, timeoutMs: number): string | undefined {
  if (timedOut) return `it has not ended after ${timeoutMs / 1000} s`
  if (ending.cause === 'exit' && ending.exitCode === 0) return undefined
  if (ending.cause === 'exit') return `it ends with ${ending.exitCode}: ${lastLine(output)}`
  return `it was ended: ${[ending.cause, ending.signal, ending.detail].filter(Boolean).join(', ')}`
}

/** Spaces at the end of a line and empty lines at the end of all are nobody's business. */
function sameText(printed: string, wanted: string): boolean {
  const plain = (text: string) => text.replace(/[ \t\r]+$/gm, '').trimEnd()
  return plain(printed) === plain(wanted)
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}

function quoted(text: string): string {
  const line = text.trim()
  return JSON.stringify(line.length > 120 ? `${line.slice(0, 120)}…` : line)
}
