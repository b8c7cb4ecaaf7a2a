import path from 'node:path'
import type { CodeLanguage } from './types.ts'

const python: CodeLanguage = { name: 'Python', rules: 'python', grammar: 'python' }
const typescript: CodeLanguage = { name: 'TypeScript', rules: 'typescript', grammar: 'typescript' }
const tsx: CodeLanguage = { name: 'TypeScript with JSX', rules: 'typescript', grammar: 'tsx' }
const javascript: CodeLanguage = { name: 'JavaScript', rules: 'typescript', grammar: 'tsx' }

const BY_EXTENSION: Readonly<Record<string, CodeLanguage>> = {
  ...{ '.py': python, '.pyi': python },
  ...{ '.ts': typescript, '.mts': typescript, '.cts': typescript, '.tsx': tsx },
  ...{ '.js': javascript, '.mjs': javascript, '.cjs': javascript, '.jsx': javascript },
}

/** The language that a file is in by its name; undefined when no rules are written for it. */
export function codeLanguage(file: string): CodeLanguage | undefined {
  const extension = path.extname(file).toLowerCase()
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined
}

/** `.py, .ts, ...`, for messages. */
export const CODE_EXTENSIONS = Object.keys(BY_EXTENSION).join(', ')

const TEST_NAME = /^(test_.*|.*_test|conftest)\.pyi?$|\.(test|spec)\.[cm]?[jt]sx?$/
const TEST_FOLDER = /(^|[/\\])(tests?|__tests__|e2e)[/\\]/
const TEST_CODE = /\bdef test_|\bimport pytest|\bunittest\b|(^|[^.\w])(describe|it|test)\(/
/** What helpers of tests hold, which stand in their folder. */
const HELPER_CODE = /\b(assert\w*|expect|mock\w*|Mock\w*|Stub\w*|fixtures?)\b/

/** Whether it holds tests, by its name or folder as they are given, and by what is in it: a name alone says too little. */
export function isTestFile(file: string, text: string): boolean {
  if (TEST_NAME.test(path.basename(file)) && TEST_CODE.test(text)) return true
  return TEST_FOLDER.test(file) && (TEST_CODE.test(text) || HELPER_CODE.test(text))
}
