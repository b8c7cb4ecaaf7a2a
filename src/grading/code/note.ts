import type { LanguageStyle } from '../languages.ts'
import { type FunctionNote, functionsIn } from './functions.ts'
import { linesOfCode, stripped } from './strip.ts'
import { type UnusedPart, unusedIn } from './unused.ts'

/** What the program's text is like; it never changes the verdict. */
export interface CodeNote {
  /** Without blanks and comments. */
  readonly lines: number
  /** Of the reference in this language. */
  readonly referenceLines: number
  /** The function with the most decisions. */
  readonly mostComplex?: FunctionNote
  /** What is declared and then used nowhere in the file. */
  readonly unused: readonly UnusedPart[]
  /** Remarks that are worth a line in the report. */
  readonly remarks: readonly string[]
}

/** From here on McCabe (1976) asks for a function to be taken apart. */
const MOST_COMPLEXITY = 10
const LONGER = 2

/** Looks at a program and at the reference. */
export function noteOn(source: string, reference: string, style: LanguageStyle): CodeNote {
  const code = stripped(source, style)
  const most = mostComplex(code, style)
  const unused = unusedIn(source, code, style)
  const facts = {
    lines: linesOfCode(code),
    referenceLines: linesOfCode(stripped(reference, style)),
    unused,
    ...(most === undefined ? {} : { mostComplex: most }),
  }
  const measure = mostComplex(stripped(reference, style), style)?.complexity ?? 0
  return { ...facts, remarks: remarksOn(facts, Math.max(MOST_COMPLEXITY, measure)) }
}

function mostComplex(code: string, style: LanguageStyle): FunctionNote | undefined {
  return functionsIn(code, style).reduce<FunctionNote | undefined>(
    (most, one) => (most === undefined || one.complexity > most.complexity ? one : most),
    undefined,
  )
}

function remarksOn(
  { lines, referenceLines, mostComplex: most, unused }: Omit<CodeNote, 'remarks'>,
  bearable: number,
): string[] {
  const remarks: string[] = []
  if (unused.length > 0) {
    const names = unused.map(({ name, line }) => `${name} (line ${line})`).join(', ')
    remarks.push(`Never used: ${names}.`)
  }
  if (most !== undefined && most.complexity > bearable) {
    remarks.push(`${most.name} (line ${most.line}) makes ${most.complexity - 1} decisions: take it apart.`)
  }
  if (lines > LONGER * referenceLines) {
    remarks.push(`${lines} lines of code, where the reference has ${referenceLines}.`)
  }
  return remarks
}
