import { MermaidError } from './mermaid-error.ts'

export interface Statement {
  readonly text: string
  readonly line: number
}

export interface MermaidSource {
  /** The first word of the diagram, such as `flowchart`, and what follows it on that line. */
  readonly kind: string
  readonly argument: string
  readonly statements: readonly Statement[]
  /** The diagram in words: `accDescr: ...` or `accDescr { ... }`. */
  readonly description: string | undefined
}

/** Splits Mermaid source into statements; comments, titles and colours say nothing to a terminal. */
export function readMermaid(source: string): MermaidSource {
  const { text, description } = takeDescription(source)
  const statements = text
    .split('\n')
    .flatMap((line, index) => line.split(SEPARATOR).map((part) => ({ text: part.trim(), line: index + 1 })))
    .filter(({ text }) => text !== '' && !IGNORED.test(text))
  const [first, ...rest] = statements
  if (first === undefined) throw new MermaidError('the diagram is empty', 1)
  const [kind = '', ...argument] = first.text.split(/\s+/)
  return { kind, argument: argument.join(' '), statements: rest, description }
}

/** A semicolon, unless it ends an entity such as `#quot;`. */
const SEPARATOR = /(?<![#&]\w{1,8});/

const IGNORED = /^(%%|accTitle\b|title\b|classDef\b|class\s|style\b|linkStyle\b|click\b)/

/** Its lines are emptied, not removed, so that those after it keep their numbers. */
function takeDescription(source: string): { text: string; description: string | undefined } {
  const match = /^[ \t]*accDescr\s*(?::([^\n]*)|\{([^}]*)\})/m.exec(source)
  if (!match) return { text: source, description: undefined }
  const description = (match[1] ?? match[2] ?? '').replace(/\s+/g, ' ').trim()
  const text = source.replace(match[0], match[0].replace(/[^\n]+/g, ''))
  return { text, description: description === '' ? undefined : description }
}

/** Mermaid's ways to write a label: quotes, `<br/>` for a new line, entities. */
export function labelLines(label: string): string[] {
  return label
    .trim()
    .replace(/^"([\s\S]*)"$/, '$1')
    .split(/<br\s*\/?>|\\n/)
    .map((line) => decode(line.trim()))
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>' }

function decode(text: string): string {
  return text
    .replace(/[#&](quot|amp|lt|gt);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
