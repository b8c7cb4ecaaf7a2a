import type { LanguageId } from '../corpus/exercise-schema.ts'

/** How names are written in a language. */
export type NameStyle = 'snake_case' | 'camelCase'

/** Words that a language has of its own. */
export interface Keywords {
  readonly raises: string
  readonly raised: string
  readonly thrown: string
  readonly nothing: string
  /** What there is to say on promises. */
  readonly async: string
}

export interface Language {
  readonly id: LanguageId
  readonly title: string
  readonly extensions: readonly string[]
  readonly names: NameStyle
  /** The driver's file below `src/grading/drivers/`. */
  readonly driver: string
  /** Programs that run it, tried in order; empty means the Node that runs us. */
  readonly interpreters: readonly (readonly string[])[]
  /** What the file passes through before the driver gets it. */
  readonly prepare: 'nothing' | 'bundle'
  readonly comment: string
  readonly keywords: Keywords
  readonly install: readonly string[]
}

const THROW: Keywords = {
  raises: 'throws',
  raised: 'threw',
  thrown: 'thrown',
  nothing: 'undefined',
  async: 'It is async: it always returns a promise, and `fn` may return a value or a promise.',
}

export const LANGUAGES: readonly Language[] = [
  {
    id: 'python',
    title: 'Python',
    extensions: ['.py'],
    names: 'snake_case',
    driver: 'python/driver.py',
    interpreters: [['python3'], ['python'], ['py', '-3']],
    prepare: 'nothing',
    comment: '#',
    keywords: { raises: 'raises', raised: 'raised', thrown: 'raised', nothing: 'None', async: '' },
    install: [
      'Debian or Ubuntu: sudo apt install python3',
      'macOS: brew install python3',
      'Windows: winget install Python.Python.3.13',
    ],
  },
  {
    id: 'javascript',
    title: 'JavaScript',
    extensions: ['.js', '.mjs', '.cjs'],
    names: 'camelCase',
    driver: 'javascript/driver.mjs',
    interpreters: [],
    prepare: 'bundle',
    comment: '//',
    keywords: THROW,
    install: [],
  },
  {
    id: 'typescript',
    title: 'TypeScript',
    extensions: ['.ts', '.mts', '.cts'],
    names: 'camelCase',
    driver: 'javascript/driver.mjs',
    interpreters: [],
    prepare: 'bundle',
    comment: '//',
    keywords: THROW,
    install: [],
  },
]

export function languageById(id: string): Language | undefined {
  return LANGUAGES.find((language) => language.id === id)
}

export function languageByExtension(extension: string): Language | undefined {
  return LANGUAGES.find((language) => language.extensions.includes(extension.toLowerCase()))
}

/** `reset_timeout_ms` as the language writes it. */
export function spell(name: string, style: NameStyle): string {
  return style === 'snake_case'
    ? name
    : name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** Prose with the contract's names, wherever they stand, as the language writes them. */
export function spellAll(text: string, names: readonly string[], style: NameStyle): string {
  if (style === 'snake_case') return text
  return text.replace(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g, (word) =>
    names.includes(word) ? spell(word, style) : word,
  )
}
