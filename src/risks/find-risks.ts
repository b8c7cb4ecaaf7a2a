import type { Node, Query, QueryMatch } from '@vscode/tree-sitter-wasm'
import { type Grammar, type LoadedGrammar, loadGrammar } from '../platform/grammars.ts'
import { type CodeText, holds } from './predicates.ts'
import type { CodeLanguage, Finding, RiskReport, RiskRule, RuleLanguage, RuleQueries } from './types.ts'

const LONGEST_SNIPPET = 160
/** Nobody writes longer lines: what stands in them was packed by a program, and is mended where it was made. */
const LONGEST_WRITTEN = 2000

/** Looks for risky lines in the text of a program; in tests only by rules for tests. Nothing is run, no other file read. */
export async function findRisks(
  text: string,
  language: CodeLanguage,
  rules: readonly RiskRule[],
  isTest = false,
): Promise<RiskReport> {
  const grammar = await grammarOf(language.grammar)
  const tree = grammar.parse(text)
  try {
    const code = withoutComments(text, tree.rootNode)
    const written = rules.filter((rule) => rule[language.rules] !== undefined && (!isTest || rule.tests))
    const findings = written.flatMap((rule) =>
      linesAtRisk(rule[language.rules], tree.rootNode, code, grammar)
        .filter((node) => lineOf(text, node).length <= LONGEST_WRITTEN)
        .map((node) => findingOf(rule, language.rules, node, text)),
    )
    const unparsedLine = firstError(tree.rootNode)
    return {
      language: language.name,
      rules: written.length,
      isTest,
      findings: findings.sort((a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1)),
      ...(unparsedLine === undefined ? {} : { unparsedLine }),
    }
  } finally {
    tree.delete()
  }
}

const loaded = new Map<Grammar, Promise<LoadedGrammar>>()

function grammarOf(grammar: Grammar): Promise<LoadedGrammar> {
  const known = loaded.get(grammar) ?? loadGrammar(grammar)
  loaded.set(grammar, known)
  return known
}

/** What the queries of a rule mark, once a line: several queries may see the same. */
function linesAtRisk(
  written: RuleQueries | undefined,
  root: Node,
  code: CodeText,
  grammar: LoadedGrammar,
): Node[] {
  if (written === undefined || !new RegExp(written.when).test(code)) return []
  const byLine = new Map<number, Node>()
  for (const source of written.queries) {
    const query = queryOf(source, grammar)
    for (const match of query.matches(root)) {
      const node = match.captures.find(({ name }) => name === 'risk')?.node
      if (node === undefined || byLine.has(node.startPosition.row)) continue
      if (isMeant(query, match, code)) byLine.set(node.startPosition.row, node)
    }
  }
  return [...byLine.values()]
}

function isMeant(query: Query, match: QueryMatch, code: CodeText): boolean {
  return query.predicatesForPattern(match.patternIndex).every((predicate) => holds(predicate, match, code))
}

const queries = new WeakMap<LoadedGrammar, Map<string, Query>>()

function queryOf(source: string, grammar: LoadedGrammar): Query {
  const ofGrammar = queries.get(grammar) ?? new Map<string, Query>()
  queries.set(grammar, ofGrammar)
  const query = ofGrammar.get(source) ?? grammar.query(source)
  ofGrammar.set(source, query)
  return query
}

function findingOf(rule: RiskRule, language: RuleLanguage, node: Node, text: string): Finding {
  const { row, column } = node.startPosition
  const { id, title, why, patterns, confidence, source, incident } = rule
  return {
    ...{ rule: id, title, line: row + 1, column: column + 1, snippet: snippetOf(text, node) },
    ...{ why, fix: rule[language]?.fix ?? rule.fix, pattern: patterns[0] ?? '', patterns, confidence },
    ...(incident === undefined ? {} : { incident }),
    source,
  }
}

function lineOf(text: string, { startIndex, startPosition }: Node): string {
  const from = startIndex - startPosition.column
  return text.slice(from).split(/[\r\n]/, 1)[0] ?? ''
}

function snippetOf(text: string, node: Node): string {
  const line = lineOf(text, node).trim()
  return line.length > LONGEST_SNIPPET ? `${line.slice(0, LONGEST_SNIPPET)}...` : line
}

/** Every sign of a comment becomes a space, so that places stay what they were. */
function withoutComments(text: string, root: Node): CodeText {
  let code = ''
  let from = 0
  for (const comment of root.descendantsOfType('comment')) {
    if (comment === null) continue
    code += text.slice(from, comment.startIndex)
    code += text.slice(comment.startIndex, comment.endIndex).replace(/[^\r\n]/g, ' ')
    from = comment.endIndex
  }
  return code + text.slice(from)
}

function firstError(root: Node): number | undefined {
  if (!root.hasError) return undefined
  for (const child of root.children) {
    if (child === null || !(child.hasError || child.isMissing)) continue
    if (child.isError || child.isMissing) return child.startPosition.row + 1
    return firstError(child) ?? child.startPosition.row + 1
  }
  return root.startPosition.row + 1
}
