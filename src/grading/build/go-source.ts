/** What is declared at the top level of a Go file. */
export interface GoSource {
  readonly package: Place | undefined
  /** Each import, its place with the quotes. */
  readonly imports: readonly Place[]
  readonly declared: readonly GoName[]
}

/** A name and where in the text it stands. */
export interface Place {
  readonly name: string
  readonly from: number
  readonly to: number
}

export interface GoName {
  readonly name: string
  readonly kind: 'func' | 'type' | 'var' | 'const'
  /** It has type parameters. */
  readonly generic: boolean
}

interface Token {
  readonly text: string
  readonly kind: 'name' | 'literal' | 'mark' | 'end'
  readonly at: number
}

const TOKENS =
  /(?<space>[ \t\r\uFEFF]+|\/\/[^\n]*)|(?<comment>\/\*[\s\S]*?\*\/)|(?<newline>\n)|(?<literal>`[^`]*`?|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\d[\w.]*)|(?<name>[\p{L}_][\p{L}\p{Nd}_]*)|(?<mark>\+\+|--|[\s\S])/uy

/** After these a line's end is a semicolon (the Go specification, Semicolons). */
const ENDS_STATEMENT = new Set(['++', '--', ')', ']', '}'])
const KEYWORDS_INSIDE = new Set(
  'case chan const default defer else for func go goto if import interface map package range select struct switch type var'.split(
    ' ',
  ),
)

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const endLine = (at: number): void => {
    const last = tokens.at(-1)
    if (last === undefined || last.kind === 'end') return
    const ends = last.kind === 'mark' ? ENDS_STATEMENT.has(last.text) : !KEYWORDS_INSIDE.has(last.text)
    if (ends) tokens.push({ text: ';', kind: 'end', at })
  }
  TOKENS.lastIndex = 0
  for (let match = TOKENS.exec(text); match !== null; match = TOKENS.exec(text)) {
    const { comment, newline, literal, name, mark } = match.groups ?? {}
    const at = match.index
    if (newline !== undefined || comment?.includes('\n')) endLine(at)
    else if (name !== undefined) tokens.push({ text: name, kind: 'name', at })
    else if (literal !== undefined) tokens.push({ text: literal, kind: 'literal', at })
    else if (mark !== undefined) tokens.push({ text: mark, kind: mark === ';' ? 'end' : 'mark', at })
  }
  endLine(text.length)
  return tokens
}

/**
 * Reads what the glue between driver and learner has to name. It takes any text: what is no Go is the
 * compiler's to say.
 */
export function readGoSource(text: string): GoSource {
  const statements = statementsOf(tokensOf(text))
  const [first] = statements
  const name = first?.[0]?.text === 'package' ? first[1] : undefined
  return {
    package: name && placeOf(name),
    imports: statements.filter(([keyword]) => keyword?.text === 'import').flatMap(importedBy),
    declared: statements.flatMap(declaredBy),
  }
}

function placeOf({ text, at }: Token): Place {
  return { name: text.replace(/^["`]|["`]$/g, ''), from: at, to: at + text.length }
}

function importedBy(statement: readonly Token[]): Place[] {
  return statement.filter(({ kind }) => kind === 'literal').map(placeOf)
}

/** The tokens between semicolons outside of all brackets. */
function statementsOf(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (depth === 0 && token.kind === 'end') {
      statements.push([])
      continue
    }
    depth = Math.max(0, depth + turn(token))
    statements.at(-1)?.push(token)
  }
  return statements.filter((statement) => statement.length > 0)
}

function turn({ kind, text }: Token): number {
  if (kind !== 'mark') return 0
  return '([{'.includes(text) ? 1 : ')]}'.includes(text) ? -1 : 0
}

function declaredBy(statement: readonly Token[]): GoName[] {
  const [keyword, ...rest] = statement
  const kind = keyword?.text
  if (kind === 'func') return rest[0]?.kind === 'name' ? [nameOf(rest, kind)] : []
  if (kind !== 'type' && kind !== 'var' && kind !== 'const') return []
  const specs = rest[0]?.text === '(' ? statementsOf(rest.slice(1, -1)) : [rest]
  return specs.flatMap((spec) => (kind === 'type' ? [nameOf(spec, kind)] : namesOf(spec, kind)))
}

function nameOf([name, next, after, last]: readonly Token[], kind: 'func' | 'type'): GoName {
  const bracket = next?.text === '['
  // `type T []int` and `type T [3]int` have none; `type T[K comparable] ...` has.
  const named = after?.kind === 'name' && last !== undefined && last.text !== ']'
  return { name: name?.text ?? '', kind, generic: bracket && (kind === 'func' || named) }
}

/** `a, b = 1, 2` declares a and b. */
function namesOf(spec: readonly Token[], kind: 'var' | 'const'): GoName[] {
  const names: GoName[] = []
  for (let at = 0; spec[at]?.kind === 'name'; at += 2) {
    names.push({ name: spec[at]?.text ?? '', kind, generic: false })
    if (spec[at + 1]?.text !== ',') break
  }
  return names
}
