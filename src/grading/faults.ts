import path from 'node:path'
import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { DEFAULT_LIMITS, type Ending } from '../platform/process.ts'
import type { BuildError } from './build/build-error.ts'
import type { Fault } from './fault.ts'
import { construction, signature } from './idiom.ts'
import type { Language } from './languages.ts'
import type { LoadFailure, ShapeProblem } from './protocol.ts'

const MEBIBYTE = 1024 ** 2

/** Every way in which a program fails before or beside its checks, each in its own words. */

export function buildFault(error: BuildError, file: string): Fault {
  const isImport = error.text.startsWith('Could not resolve')
  return {
    code: isImport ? 'import-error' : 'syntax-error',
    verdict: 'fail',
    message: `${placeOf(error.file ?? file, error.line)}: ${error.text}`,
    ...(error.line === undefined ? {} : { line: error.line }),
    excerpt: caret(error.source, error.column),
    next: [adviceOn(error, isImport)],
  }
}

/** Of the compilers javac alone refuses the mark with which some editors begin a file. */
const BYTE_ORDER_MARK = '\\ufeff'

function adviceOn({ text }: BuildError, isImport: boolean): string {
  if (text.includes(BYTE_ORDER_MARK))
    return 'Save the file as UTF-8 without a byte order mark, which javac refuses.'
  return isImport
    ? 'Correct the import, or install what it names.'
    : 'Correct the line and run the test again.'
}

export function loadFault(failure: LoadFailure, file: string, output: string): Fault {
  const where = placeOf(failure.file ?? file, failure.line)
  const place = failure.line === undefined ? {} : { line: failure.line }
  if (failure.kind === 'exited') {
    return {
      code: 'exited-at-import',
      verdict: 'fail',
      message: `${where}: the program ended itself while it was being loaded (${failure.error})`,
      ...place,
      next: [
        'Code that should only run when the file is started itself belongs below: if __name__ == "__main__":',
      ],
    }
  }
  if (failure.kind === 'protocol') {
    return {
      code: 'protocol-error',
      verdict: 'fail',
      message: `the program does not keep to the protocol: ${failure.error}`,
      next: ['The protocol, with an example: docs/any-language.md'],
    }
  }
  return {
    code: failure.kind === 'syntax' ? 'syntax-error' : 'import-error',
    verdict: 'fail',
    message: `${where}: ${failure.error}`,
    ...place,
    excerpt: [...caret(failure.source, failure.column), ...tail(output)],
    next: ['Correct it and run the test again.'],
  }
}

export function shapeFault(
  problem: ShapeProblem,
  contract: ExerciseContract,
  language: Language,
  file: string,
): Fault {
  const name = problem.name ?? contract.type
  const where = placeOf(file, problem.line)
  const fault = (code: string, message: string, next: string): Fault => ({
    code,
    verdict: 'fail',
    message,
    ...(problem.line === undefined ? {} : { line: problem.line }),
    next: [next],
  })
  switch (problem.kind) {
    case 'missing':
      return fault(
        'missing-name',
        `${where} defines no ${name}${instead(problem.defined)}`,
        `Define it${exporting(language)}, spelled exactly so.`,
      )
    case 'not-a-class':
      return fault(
        'not-a-class',
        `${where}: ${name} is not a class`,
        'Make it a class; the grader creates its own instances.',
      )
    case 'not-an-error':
      return fault(
        'not-an-error',
        `${where}: ${name} is not an exception class`,
        `Derive it from ${baseOfErrors(language)}.`,
      )
    case 'missing-method':
      return fault(
        'missing-method',
        `${where}: ${contract.type} has no method ${name}`,
        `The contract asks for ${problem.expected ?? signature(contract, language)}`,
      )
    case 'signature':
      return fault(
        'wrong-signature',
        `${where}: ${problem.error}`,
        `The contract asks for ${problem.expected ?? signature(contract, language)}`,
      )
    case 'async-method':
      return fault(
        'async-method',
        `${where}: ${name} is an async def`,
        `In this exercise ${name} is a plain def: it calls fn and returns its value.`,
      )
    case 'attribute-is-method':
      return fault('attribute-is-method', `${where}: ${name} is a method`, attributeAdvice(name, language))
    case 'constructor':
      return fault(
        'constructor',
        `${where}: ${contract.type} could not be created as the contract says: ${problem.error}`,
        `The grader calls ${construction(contract, language)}`,
      )
  }
}

function instead(defined: readonly string[] | undefined): string {
  return defined === undefined || defined.length === 0 ? '' : ` (it defines ${defined.join(', ')})`
}

function exporting(language: Language): string {
  return language.style === 'javascript' ? ' and export it' : ''
}

function baseOfErrors({ style }: Language): string {
  if (style === 'java') return 'RuntimeException'
  return style === 'python' ? 'Exception' : 'Error'
}

function attributeAdvice(name: string, language: Language): string {
  return language.id === 'python'
    ? `Put @property above def ${name}.`
    : `Write it as a getter: get ${name}() { ... }`
}

export function interpreterFault(language: Language): Fault {
  const names = language.interpreters.map(([name]) => name)
  return {
    code: 'missing-interpreter',
    verdict: 'inconclusive',
    message: `${language.title} is needed to run this file, and none of ${names.join(', ')} is on the PATH`,
    next: language.install,
  }
}

export function tooOldFault(language: Language, found: string): Fault {
  return {
    code: 'interpreter-too-old',
    verdict: 'inconclusive',
    message: `${language.title} ${found} is too old: 3.9 or later is needed`,
    next: language.install,
  }
}

/** The driver's process ended, or was ended, although there was more to do. */
export function endingFault(ending: Ending, file: string, output: string): Fault {
  const name = path.basename(file)
  const fault = (code: string, message: string, next: string): Fault => ({
    code,
    verdict: 'fail',
    message: `${name} ${message}`,
    excerpt: ending.cause === 'output' ? [] : tail(output),
    next: [next],
  })
  switch (ending.cause) {
    case 'memory':
      return fault(
        'too-much-memory',
        `used more than ${DEFAULT_LIMITS.memoryBytes / MEBIBYTE} MiB of memory and was stopped`,
        'Look for a collection that grows without a limit.',
      )
    case 'processes':
      return fault(
        'too-many-processes',
        `started more than ${DEFAULT_LIMITS.processes} processes and was stopped`,
        'This exercise needs no other process.',
      )
    case 'output':
      return fault(
        'too-much-output',
        `wrote more than ${DEFAULT_LIMITS.outputBytes / MEBIBYTE} MiB of output and was stopped`,
        'Look for a print inside a loop that does not end.',
      )
    case 'not-found':
    case 'not-started':
      return {
        code: 'not-started',
        verdict: 'inconclusive',
        message: `the interpreter could not be started: ${ending.detail ?? 'it is not there'}`,
        next: [],
      }
    default:
      return fault(
        'ended-early',
        `ended its own process (${how(ending)}) before the grader was done`,
        'Nothing in the file may end the process: no exit, no kill.',
      )
  }
}

export function loadTimeoutFault(file: string, seconds: number, output: string): Fault {
  return {
    code: 'load-timeout',
    verdict: 'fail',
    message: `${path.basename(file)} was not loaded within ${seconds} s`,
    excerpt: tail(output),
    next: ['Look for a loop or a wait at the top level of the file. A longer limit: --timeout SECONDS'],
  }
}

/** Not the program's fault: it had work to do, and no processor to do it. */
export function busyMachineFault(file: string): Fault {
  return {
    code: 'machine-too-busy',
    verdict: 'inconclusive',
    message: `${path.basename(file)} could not be judged: the machine is too busy to run it`,
    next: ['Run the test again when the machine has less to do. A longer limit: --timeout SECONDS'],
  }
}

function how(ending: Ending): string {
  return ending.signal === undefined
    ? `exit status ${ending.exitCode ?? 'unknown'}`
    : `signal ${ending.signal}`
}

function placeOf(file: string, line: number | undefined): string {
  return line === undefined ? path.basename(file) : `${path.basename(file)}:${line}`
}

function caret(source: string | undefined, column: number | undefined): string[] {
  // At the end of the file there is nothing to show.
  if (source === undefined || source.trim() === '') return []
  return column === undefined ? [source] : [source, `${' '.repeat(column)}^`]
}

/** The end of what the program printed, which often says why. */
function tail(output: string): string[] {
  return output.trimEnd() === '' ? [] : output.trimEnd().split('\n').slice(-8)
}
