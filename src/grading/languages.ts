import type { LanguageId } from '../corpus/exercise-schema.ts'

/** How names are written in a language. */
export type NameStyle = 'snake_case' | 'camelCase' | 'PascalCase'

/** How instances are made and errors are told, which several languages may share. */
export type LanguageStyle = 'python' | 'javascript' | 'go' | 'java'

/** Words that a language has of its own. */
export interface Keywords {
  readonly raise: string
  readonly raises: string
  readonly raised: string
  readonly thrown: string
  /** What a method gives that has nothing to give. */
  readonly nothing: string
  /** The same as a value that crosses: an argument, or an entry of a list. */
  readonly null: string
  readonly true: string
  readonly false: string
  /** What there is to say on promises. */
  readonly async: string
  /** What calls at the same time run in. */
  readonly thread: 'thread' | 'goroutine'
}

export interface Language {
  /** `other` stands for any language, by the protocol of lines. */
  readonly id: LanguageId | 'other'
  readonly title: string
  readonly extensions: readonly string[]
  readonly names: NameStyle
  readonly style: LanguageStyle
  /** The driver's file, or the folder of its sources, below `src/grading/drivers/`. */
  readonly driver: string
  /** Programs that run it, or compile it, tried in order; empty means the Node that runs us. */
  readonly interpreters: readonly (readonly string[])[]
  /** What the file passes through before the driver gets it. */
  readonly build: 'none' | 'bundle' | 'go' | 'java'
  /** Its driver can run calls side by side in threads. */
  readonly threads: boolean
  /** Its driver sees when a program is at rest, and waits for longer while fewer events have come than are due. */
  readonly countsEvents: boolean
  readonly comment: string
  readonly keywords: Keywords
  readonly install: readonly string[]
}

const THROW: Keywords = {
  raise: 'throw',
  raises: 'throws',
  raised: 'threw',
  thrown: 'thrown',
  nothing: 'undefined',
  null: 'null',
  true: 'true',
  false: 'false',
  async: 'It is async: it always returns a promise.',
  thread: 'thread',
}

/** A language that an exercise can offer. */
export interface TaughtLanguage extends Language {
  readonly id: LanguageId
}

export const LANGUAGES: readonly TaughtLanguage[] = [
  {
    id: 'python',
    title: 'Python',
    extensions: ['.py'],
    names: 'snake_case',
    style: 'python',
    driver: 'python/driver.py',
    interpreters: [['python3'], ['python'], ['py', '-3']],
    build: 'none',
    threads: true,
    countsEvents: false,
    comment: '#',
    keywords: {
      raise: 'raise',
      raises: 'raises',
      raised: 'raised',
      thrown: 'raised',
      nothing: 'None',
      null: 'None',
      true: 'True',
      false: 'False',
      async: '',
      thread: 'thread',
    },
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
    style: 'javascript',
    driver: 'javascript/driver.mjs',
    interpreters: [],
    build: 'bundle',
    threads: false,
    countsEvents: false,
    comment: '//',
    keywords: THROW,
    install: [],
  },
  {
    id: 'typescript',
    title: 'TypeScript',
    extensions: ['.ts', '.mts', '.cts'],
    names: 'camelCase',
    style: 'javascript',
    driver: 'javascript/driver.mjs',
    interpreters: [],
    build: 'bundle',
    threads: false,
    countsEvents: false,
    comment: '//',
    keywords: THROW,
    install: [],
  },
  {
    id: 'go',
    title: 'Go',
    extensions: ['.go'],
    names: 'PascalCase',
    style: 'go',
    driver: 'go',
    interpreters: [['go']],
    build: 'go',
    threads: true,
    countsEvents: false,
    comment: '//',
    keywords: {
      raise: 'return',
      raises: 'returns',
      raised: 'ended with',
      thrown: 'returned',
      nothing: 'nil',
      null: 'nil',
      true: 'true',
      false: 'false',
      async: '',
      thread: 'goroutine',
    },
    install: [
      'Debian or Ubuntu: sudo apt install golang-go',
      'macOS: brew install go',
      'Windows: winget install GoLang.Go',
    ],
  },
  {
    id: 'java',
    title: 'Java',
    extensions: ['.java'],
    names: 'camelCase',
    style: 'java',
    driver: 'java',
    interpreters: [['javac']],
    build: 'java',
    threads: true,
    countsEvents: true,
    comment: '//',
    keywords: { ...THROW, nothing: 'null', async: '' },
    install: [
      'Debian or Ubuntu: sudo apt install default-jdk-headless',
      'macOS: brew install openjdk',
      'Windows: winget install EclipseAdoptium.Temurin.21.JDK',
    ],
  },
]

/** A program of any language that speaks lines of JSON (docs/any-language.md). */
export const OTHER_LANGUAGE: Language = {
  id: 'other',
  title: 'any language',
  extensions: [],
  names: 'snake_case',
  style: 'python',
  driver: 'javascript/lines.mjs',
  interpreters: [],
  build: 'none',
  threads: false,
  countsEvents: false,
  comment: '#',
  keywords: {
    raise: 'answer with the error',
    raises: 'answers with the error',
    raised: 'answered with',
    thrown: 'answered with',
    nothing: 'null',
    null: 'null',
    true: 'true',
    false: 'false',
    async: '',
    thread: 'thread',
  },
  install: [],
}

export function languageById(id: string): TaughtLanguage | undefined {
  return LANGUAGES.find((language) => language.id === id)
}

export function languageByExtension(extension: string): TaughtLanguage | undefined {
  return LANGUAGES.find((language) => language.extensions.includes(extension.toLowerCase()))
}

/** Prose on threads as the language calls them. */
export function threadsIn(text: string, { keywords }: Language): string {
  return text.replaceAll('thread', keywords.thread)
}

/** `reset_timeout_ms` as the language writes it. */
export function spell(name: string, style: NameStyle): string {
  if (style === 'snake_case') return name
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return style === 'camelCase' ? camel : camel.charAt(0).toUpperCase() + camel.slice(1)
}

/**
 * Prose with the contract's names as the language writes them. One that is a single word, like `clock`,
 * is taken for a name only between backticks.
 */
export function spellAll(text: string, names: readonly string[], style: NameStyle): string {
  if (style === 'snake_case') return text
  const known = new Set(names)
  return text
    .replace(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g, (word) => (known.has(word) ? spell(word, style) : word))
    .replace(/`([a-z][a-z0-9]*)`/g, (whole, word: string) =>
      known.has(word) ? `\`${spell(word, style)}\`` : whole,
    )
}
