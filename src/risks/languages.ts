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
