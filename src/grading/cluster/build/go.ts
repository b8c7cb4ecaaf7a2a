import path from 'node:path'
import { runProgram } from '../../../platform/run-program.ts'
import { makeTemporaryFolder } from '../../../platform/temporary-folder.ts'
import { readTexts, writeTexts } from '../../../platform/text-folder.ts'
import type { Fault } from '../../fault.ts'
import { COMPILE_MS, compiled } from './compiled.ts'
import type { NodeSource, PreparedNode } from './prepared.ts'
import { sdkOf } from './sdk.ts'

const SDK = sdkOf('go')

/**
 * A module is built whole; a file that belongs to none stands for itself, with the SDK. A program that runs the SDK
 * and has no copy of it beside it is built as if it had: Go takes the file from elsewhere (`-overlay`).
 */
export async function prepareGo({ file, found }: NodeSource): Promise<PreparedNode | Fault> {
  const cwd = path.dirname(file)
  const { folder, remove } = await makeTemporaryFolder()
  const binary = path.join(folder, 'node')
  const overlay = path.join(folder, 'overlay.json')
  const beside = path.join(cwd, SDK.name)
  const sdk = await whereSdkIs(file)
  await writeTexts(
    folder,
    new Map([['overlay.json', JSON.stringify({ Replace: sdk === 'ours' ? { [beside]: SDK.file } : {} })]]),
  )
  const alone = sdk === 'none' ? [file] : [file, beside]
  const what = (await isModule(cwd, found)) ? ['.'] : alone
  return compiled({
    file,
    command: [...found, 'build', '-buildvcs=false', '-overlay', overlay, '-o', binary, ...what],
    remove,
    program: [binary],
    place: /^(?:\.\/)?(\S+\.go):(\d+):(?:\d+:)? (.*)$/m,
  })
}

async function isModule(cwd: string, go: readonly string[]): Promise<boolean> {
  const { output } = await runProgram({ command: [...go, 'env', 'GOMOD'], cwd, timeoutMs: COMPILE_MS })
  const file = output.trim()
  return path.isAbsolute(file) && file !== '/dev/null'
}

/** Ours where the program calls `Run` and nobody beside it declares that. */
async function whereSdkIs(file: string): Promise<'beside' | 'ours' | 'none'> {
  const texts = await readTexts(path.dirname(file), (name) => name.endsWith('.go'))
  if (texts.has(SDK.name)) return 'beside'
  const isRun = /(?<![.\w])Run\(/.test(texts.get(path.basename(file)) ?? '')
  const isDeclared = [...texts.values()].some((text) => /^func Run\(/m.test(text))
  return isRun && !isDeclared ? 'ours' : 'none'
}
