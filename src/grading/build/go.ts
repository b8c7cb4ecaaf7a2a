import path from 'node:path'
import { runProgram } from '../../platform/run-program.ts'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'
import { readTexts, writeTexts } from '../../platform/text-folder.ts'
import type { BuildRequest, Built } from './build.ts'
import type { BuildError } from './build-error.ts'
import {
  BINARY,
  COMPILE_MS,
  DRIVER_MODULE,
  driverModule,
  ENVIRONMENT,
  notBuilt,
  rewriter,
  versionOf,
} from './go-driver.ts'
import { firstError, LEARNER_FILE, VIRTUAL_TIME } from './go-errors.ts'
import { glue } from './go-glue.ts'
import { type GoSource, readGoSource } from './go-source.ts'

/** Where the parts of the package are handed to the driver. */
const GLUE = 'program/compendium_glue.go'

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
export function build(request: BuildRequest): Promise<Built | BuildError> {
  return built(request, async () => {})
}

/**
 * The same for a program that compiles, with its steps made to yield. An error where the rewritten program
 * does not compile.
 */
export async function buildYielding(request: BuildRequest): Promise<Built | BuildError> {
  const program = await rewriter(request.compiler, await versionOf(request.compiler))
  const rewritten = await built(request, (files) => rewrite(program, files))
  // Splitting statements asks more of Go's rules than yielding before them.
  return 'text' in rewritten ? built(request, (files) => rewrite(program, ['-whole', ...files])) : rewritten
}

/** What is done to the files of the learner's package before they are compiled. */
type Change = (files: readonly string[]) => Promise<void>

async function rewrite(program: string, args: readonly string[]): Promise<void> {
  const command = [program, ...args]
  const { ending, output } = await runProgram({ command, cwd: path.dirname(program), timeoutMs: COMPILE_MS })
  if (ending.cause !== 'exit' || ending.exitCode !== 0) throw notBuilt(output.trim() || ending.cause)
}

async function built(request: BuildRequest, change: Change): Promise<Built | BuildError> {
  const version = await versionOf(request.compiler)
  const { folder, remove } = await makeTemporaryFolder()
  try {
    const texts = await packageOf(request.file)
    const together = await compile(request, texts, folder, version, change)
    // Several solutions in one folder are no package: then the file stands for itself.
    const error = isTwice(together)
      ? await compile(request, alone(request.file, texts), folder, version, change)
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
  change: Change,
): Promise<BuildError | undefined> {
  const { file, compiler } = request
  const written = await sources(request, texts, version)
  await writeTexts(folder, written)
  const own = [...written.keys()].filter((name) => name.startsWith('program/') && name !== GLUE)
  await change(own.map((name) => path.join(folder, name)))
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
    [GLUE, glue(importableName(packageName), declared, contract, language)],
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
