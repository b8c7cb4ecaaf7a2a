import { createHash } from 'node:crypto'
import path from 'node:path'
import { UserError } from '../../lib/user-error.ts'
import { cachedFolder } from '../../platform/build-cache.ts'
import { packageRoot } from '../../platform/package-root.ts'
import { runProgram } from '../../platform/run-program.ts'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'
import { readTexts, writeTexts } from '../../platform/text-folder.ts'
import { readTree } from '../../platform/tree.ts'
import type { BuildRequest, Built } from './build.ts'
import type { BuildError } from './build-error.ts'
import { firstError, LEARNER_FILE, VIRTUAL_TIME } from './go-errors.ts'
import { glue } from './go-glue.ts'
import { type GoSource, readGoSource } from './go-source.ts'

const COMPILE_MS = 180_000
const BINARY = process.platform === 'win32' ? 'driver.exe' : 'driver'
const DRIVER_MODULE = 'compendium/driver'

/** Neither the network nor the settings of whatever module or workspace the file lies in. */
const ENVIRONMENT = {
  GOFLAGS: '-mod=mod',
  GOPROXY: 'off',
  GOTOOLCHAIN: 'local',
  GO111MODULE: 'on',
  GOWORK: 'off',
  GOEXPERIMENT: '',
  CGO_ENABLED: '0',
}

const MAIN = `package main

import (
	"${DRIVER_MODULE}"

	_ "compendium/program"
)

func main() {
	driver.Main()
}
`

/** Compiles the learner's package and the driver into one program, in a folder of its own. */
export async function build(request: BuildRequest): Promise<Built | BuildError> {
  const version = await versionOf(request.compiler)
  if (version === undefined) throw notBuilt('go version does not tell its version')
  const { folder, remove } = await makeTemporaryFolder()
  try {
    const texts = await packageOf(request.file)
    const together = await compile(request, texts, folder, version)
    // Several solutions in one folder are no package: then the file stands for itself.
    const error = isTwice(together)
      ? await compile(request, alone(request.file, texts), folder, version)
      : together
    if (error === undefined) return { command: [path.join(folder, BINARY)], dispose: remove }
    remove()
    return error
  } catch (error) {
    remove()
    throw error
  }
}

async function compile(
  request: BuildRequest,
  texts: ReadonlyMap<string, string>,
  folder: string,
  version: string,
): Promise<BuildError | undefined> {
  const { file, compiler } = request
  await writeTexts(folder, await sources(request, texts, version))
  const flags = ['-buildvcs=false', '-ldflags=-s -w', '-o', path.join(folder, BINARY)]
  const { ending, output, timedOut } = await runProgram({
    command: [...compiler, 'build', ...flags, '.'],
    cwd: folder,
    timeoutMs: COMPILE_MS,
    env: ENVIRONMENT,
  })
  if (ending.cause === 'exit' && ending.exitCode === 0) return undefined
  const error = timedOut ? undefined : firstError(output, file, texts)
  if (error !== undefined) return error
  throw notBuilt(timedOut ? `it did not end within ${COMPILE_MS / 1000} s` : output.trim() || ending.cause)
}

function isTwice(error: BuildError | undefined): boolean {
  return error !== undefined && / redeclared(?: in this block|:| )/.test(error.text)
}

/** The files beside the learner's own without what they declare. */
function alone(file: string, texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const own = path.basename(file)
  return new Map([...texts].map(([name, text]) => [name, name === own ? text : clauseOf(text)]))
}

function clauseOf(text: string): string {
  return `package ${readGoSource(text).package?.name}\n`
}

/** Whatever Go says without naming a place in a file is not the program's fault: a full disk, no cache. */
function notBuilt(why: string): UserError {
  return new UserError(`Go could not compile the file: ${why}`, {
    code: 'cannot-compile',
    next: ['See whether Go works at all: go version, go env GOCACHE'],
  })
}

/** "go version go1.19.8 linux/amd64". */
async function versionOf(compiler: readonly string[]): Promise<string | undefined> {
  const { output } = await runProgram({
    command: [...compiler, 'version'],
    cwd: packageRoot(),
    timeoutMs: COMPILE_MS,
    env: ENVIRONMENT,
  })
  return /\bgo(1\.\d+)/.exec(output)?.[1]
}

/** The learner's file, and those beside it that belong to the same package. */
async function packageOf(file: string): Promise<ReadonlyMap<string, string>> {
  const own = path.basename(file)
  const texts = await readTexts(path.dirname(file), (name) => name === own || isSource(name))
  const name = readGoSource(texts.get(own) ?? '').package?.name
  return new Map([...texts].filter(([at, text]) => at === own || readGoSource(text).package?.name === name))
}

function isSource(name: string): boolean {
  return name.endsWith('.go') && !name.endsWith('_test.go') && !/^[._]/.test(name)
}

async function sources(
  { file, contract, language }: BuildRequest,
  texts: ReadonlyMap<string, string>,
  version: string,
): Promise<ReadonlyMap<string, string>> {
  const parsed = [...texts].map(([name, text]) => ({ name, text, source: readGoSource(text) }))
  const declared = parsed.flatMap(({ source }) => source.declared)
  const packageName = parsed[0]?.source.package?.name ?? 'program'
  return new Map([
    ['go.mod', await moduleText(version)],
    ['main.go', MAIN],
    ...parsed.map(({ name, text, source }) => {
      const edited = importable(text, source)
      if (name !== path.basename(file)) return [`program/${name}`, edited] as const
      return [`program/${LEARNER_FILE}`, unconstrained(edited)] as const
    }),
    ['program/compendium_glue.go', glue(importableName(packageName), declared, contract, language)],
  ])
}

/**
 * The text as it is compiled, line for line: a program cannot be imported, so that `package main` goes by
 * another name, and time is virtual.
 */
function importable(text: string, source: GoSource): string {
  const times = source.imports
    .filter(({ name }) => name === 'time')
    .map((place) => ({ ...place, text: `"${VIRTUAL_TIME}"` }))
  const name = source.package && { ...source.package, text: importableName(source.package.name) }
  return [...times, ...(name === undefined ? [] : [name])]
    .sort((a, b) => b.from - a.from)
    .reduce((edited, place) => edited.slice(0, place.from) + place.text + edited.slice(place.to), text)
}

/** The learner's own file is compiled whatever it says of when it should be: `//go:build ignore`, say. */
function unconstrained(text: string): string {
  return text.replace(/^\/\/(?=go:build |\s*\+build )/gm, '// not: ')
}

function importableName(name: string): string {
  return name === 'main' ? 'main_' : name
}

async function moduleText(version: string): Promise<string> {
  const driver = await driverModule(version)
  return [
    'module compendium',
    `go ${version}`,
    `require ${DRIVER_MODULE} v0.0.0`,
    `replace ${DRIVER_MODULE} => ${JSON.stringify(driver)}`,
    '',
  ].join('\n\n')
}

/** The driver in a folder that stays where it is, for Go keeps what it compiled by folder. */
async function driverModule(version: string): Promise<string> {
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
