import type { Node, QueryMatch, QueryPredicate } from '@vscode/tree-sitter-wasm'

/** The code of a file with its comments blanked out, so that what they say counts for nothing. */
export type CodeText = string

const FUNCTIONS = [
  ...['function_definition', 'lambda'],
  ...['function_declaration', 'function_expression', 'arrow_function', 'method_definition'],
  ...['generator_function_declaration', 'generator_function'],
]
const LOOPS = ['for_statement', 'while_statement', 'for_in_statement', 'do_statement']

/**
 * Predicates of ours, beside those of tree-sitter (`eq?`, `match?`, `any-of?`); each also with `not-` before it:
 *
 * - `(#file-match? RE)`: the file matches.
 * - `(#inside? @node TYPE...)`: an ancestor of `@node` within its function, or that function itself, is of the type.
 * - `(#in-match? @node TYPES RE)`: the nearest ancestor of one of the types, else the file, matches.
 * - `(#before-match? @node TYPES RE)`, `after-match?`, `through-match?`: as `in-match?`, of what stands before `@node`,
 *   after it, and from the beginning through its end.
 *
 * Types stand with spaces between; `function` and `loop` mean all of their kind. In RE, `{name}` is the text of the
 * capture of this name, and `(?i)` at the beginning takes letters in any case.
 */
export function holds(predicate: QueryPredicate, match: QueryMatch, code: CodeText): boolean {
  const negated = predicate.operator.startsWith('not-')
  const name = negated ? predicate.operator.slice(4) : predicate.operator
  const check = CHECKS[name]
  if (check === undefined) throw new Error(`a rule asks for ${predicate.operator}, which is not known`)
  return check(operandsOf(predicate, match), code) !== negated
}

interface Operands {
  readonly node?: Node
  readonly texts: readonly string[]
}

type Check = (operands: Operands, code: CodeText) => boolean

const CHECKS: Readonly<Record<string, Check>> = {
  'file-match?': ({ texts }, code) => expression(texts[0]).test(code),
  'inside?': ({ node, texts }) => isInside(node, typesOf(texts.join(' '))),
  'in-match?': scoped((code, scope) => code.slice(scope.startIndex, scope.endIndex)),
  'before-match?': scoped((code, scope, node) => code.slice(scope.startIndex, node.startIndex)),
  'after-match?': scoped((code, scope, node) => code.slice(node.endIndex, scope.endIndex)),
  'through-match?': scoped((code, scope, node) => code.slice(scope.startIndex, node.endIndex)),
}

function scoped(cut: (code: CodeText, scope: Node, node: Node) => string): Check {
  return ({ node, texts }, code) => {
    if (node === undefined) return false
    return expression(texts[1]).test(cut(code, scopeOf(node, typesOf(texts[0] ?? '')), node))
  }
}

function operandsOf({ operands }: QueryPredicate, { captures }: QueryMatch): Operands {
  const texts: string[] = []
  let node: Node | undefined
  for (const operand of operands) {
    if (operand.type === 'string') texts.push(filled(operand.value, captures))
    else node ??= captures.find(({ name }) => name === operand.name)?.node
  }
  return { ...(node === undefined ? {} : { node }), texts }
}

function filled(text: string, captures: QueryMatch['captures']): string {
  return text.replace(/\{([a-z]\w*)\}/g, (whole, name) => {
    const found = captures.find((capture) => capture.name === name)
    return found === undefined ? whole : found.node.text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  })
}

function typesOf(text: string): readonly string[] {
  return text.split(' ').flatMap((type) => (type === 'function' ? FUNCTIONS : type === 'loop' ? LOOPS : type))
}

function isInside(node: Node | undefined, types: readonly string[]): boolean {
  for (let at = node?.parent ?? null; at !== null; at = at.parent) {
    if (types.includes(at.type)) return true
    if (FUNCTIONS.includes(at.type)) return false
  }
  return false
}

function scopeOf(node: Node, types: readonly string[]): Node {
  let at: Node = node
  while (at.parent !== null) {
    at = at.parent
    if (types.includes(at.type)) return at
  }
  return at
}

const expressions = new Map<string, RegExp>()

function expression(text = ''): RegExp {
  const known = expressions.get(text)
  if (known) return known
  const anyCase = text.startsWith('(?i)')
  const made = new RegExp(anyCase ? text.slice(4) : text, anyCase ? 'i' : '')
  // Texts of captures are in it: what is kept must not grow with the files.
  if (expressions.size < 1000) expressions.set(text, made)
  return made
}
