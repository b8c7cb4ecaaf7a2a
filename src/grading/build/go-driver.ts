import { createHash } from 'node:crypto'
import path from 'node:path'
import { UserError } from '../../lib/user-error.ts'
import { cachedFolder } from '../../platform/build-cache.ts'
import { packageRoot } from '../../platform/package-root.ts'
import { runProgram } from '../../platform/run-program.ts'
import { writeTexts } from '../../platform/text-folder.ts'
import { readTree } from '../../platform/tree.ts'

export const COMPILE_MS = 180_000
export const DRIVER_MODULE = 'compendium/driver'
const SUFFIX = process.platform === 'win32' ? '.exe' : ''
const REWRITER = `rewrite${SUFFIX}`

/** What a program is called that Go compiled. */
export const BINARY = `driver${SUFFIX}`

/** Neither the network nor the settings of whatever module or workspace the file lies in. */
export const ENVIRONMENT = {
  GOFLAGS: '-mod=mod',
  GOPROXY: 'off',
  GOTOOLCHAIN: 'local',
  GO111MODULE: 'on',
  GOWORK: 'off',
  GOEXPERIMENT: '',
  CGO_ENABLED: '0',
}

/** "go version go1.19.8 linux/amd64". */
export async function versionOf(compiler: readonly string[]): Promise<string> {
  const { output } = await runProgram({
    command: [...compiler, 'version'],
    cwd: packageRoot(),
    timeoutMs: COMPILE_MS,
    env: ENVIRONMENT,
  })
  const version = /\bgo(1\.\d+)/.exec(output)?.[1]
  if (version === undefined) throw notBuilt('go version does not tell its version')
  return version
}

/** Whatever Go says without naming a place in a file is not the program's fault: a full disk, no cache. */
export function notBuilt(why: string): UserError {
  return new UserError(`Go could not compile the file: ${why}`, {
    code: 'cannot-compile',
    next: ['See whether Go works at all: go version, go env GOCACHE'],
  })
}

/** The driver in a folder that stays where it is, for Go keeps what it compiled by folder. */
export async function driverModule(version: string): Promise<string> {
  const files = await readTree(path.join(packageRoot(), 'src', 'grading', 'drivers', 'go'))
  const texts = files.map((one) => [one.path, one.text] as const)
  const module = `module ${DRIVER_MODULE}\n\ngo ${version}\n`
  const key = createHash('sha256')
    .update(JSON.stringify([...texts, module]))
    .digest('hex')
    .slice(0, 16)
  return cachedFolder({
    kind: 'go',
    key,
    proof: 'go.mod',
    make: (folder) => writeTexts(folder, new Map([...texts, ['go.mod', module]])),
  })
}

/** The program that makes the steps of a package yield, compiled once for each content of the driver. */
export async function rewriter(compiler: readonly string[], version: string): Promise<string> {
  const cwd = await driverModule(version)
  const made = await cachedFolder({
    kind: 'go-rewriter',
    key: path.basename(cwd),
    proof: REWRITER,
    make: async (folder) => {
      const command = [
        ...compiler,
        'build',
        '-buildvcs=false',
        '-o',
        path.join(folder, REWRITER),
        './rewrite',
      ]
      const { ending, output } = await runProgram({ command, cwd, timeoutMs: COMPILE_MS, env: ENVIRONMENT })
      if (ending.cause !== 'exit' || ending.exitCode !== 0) throw notBuilt(output.trim() || ending.cause)
    },
  })
  return path.join(made, REWRITER)
}
