import ts from 'typescript'
import {
  description,
  docComment,
  docOf,
  signatureTags,
  type TypeDeclaration,
  templateTags,
  typedef,
  typeTag,
} from './jsdoc.ts'
import { contractOf, heldType, isType, keptTypes } from './kept-types.ts'
import { typesOf } from './type-spans.ts'

/** A place of the text that becomes another. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The program without its types, otherwise word for word. Those of the contract (the methods of what is exported)
 * are told in JSDoc comments, and so are types that such a comment names or that a comment explains. The layout is
 * left to a formatter. @throws Error for what is more than a type: an enum, a parameter property.
 */
export function toJavaScript(text: string): string {
  const source = ts.createSourceFile('program.ts', text, ts.ScriptTarget.ES2023, true)
  const kept = keptTypes(source)
  const contract = new Set<ts.Node>(source.statements.flatMap(contractOf))
  const edits: Edit[] = []
  const visit = (node: ts.Node): void => {
    if (isType(node)) {
      edits.push(documented(node, kept.has(node) ? typedef(node) : []))
      return
    }
    edits.push(...withTags(node, tagsOf(node, contract, kept)))
    const types = typesOf(node)
    edits.push(...types.map((span) => ({ ...span, text: '' })))
    ts.forEachChild(node, (child) => {
      if (!types.some(({ start, end }) => start <= child.getStart() && child.end <= end)) visit(child)
    })
  }
  visit(source)
  return applied(text, edits)
}

/** From the end, so that places stay; of two that start together the longer goes first. */
function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((all, { start, end, text: other }) => all.slice(0, start) + other + all.slice(end), text)
}

/** Types go, with their comments, and these lines come instead. */
function documented(node: ts.Node, lines: readonly string[]): Edit {
  const start = docOf(node)?.getStart() ?? node.getStart()
  return { start, end: node.end, text: lines.length === 0 ? '' : `${docComment(lines, '')}\n` }
}

/** What is said of a node instead of its types. */
function tagsOf(node: ts.Node, contract: ReadonlySet<ts.Node>, kept: ReadonlySet<TypeDeclaration>): string[] {
  if (ts.isClassDeclaration(node)) return templateTags(node.typeParameters)
  if (contract.has(node)) return signatureTags(node as ts.SignatureDeclaration)
  if (ts.isPropertyDeclaration(node)) return typeTags(node, kept)
  return isTopLevel(node) ? node.declarationList.declarations.flatMap((one) => typeTags(one, kept)) : []
}

function typeTags(
  node: ts.PropertyDeclaration | ts.VariableDeclaration,
  kept: ReadonlySet<TypeDeclaration>,
): string[] {
  const held = heldType(node, kept)
  return held === undefined ? [] : [typeTag(held, node.getSourceFile())]
}

function isTopLevel(node: ts.Node): node is ts.VariableStatement {
  return ts.isVariableStatement(node) && ts.isSourceFile(node.parent)
}

function withTags(node: ts.Node, tags: readonly string[]): Edit[] {
  if (tags.length === 0) return []
  const start = node.getStart()
  const indent = ' '.repeat(node.getSourceFile().getLineAndCharacterOfPosition(start).character)
  const text = docComment([...description(node), ...tags], indent)
  const doc = docOf(node)
  if (doc !== undefined) return [{ start: doc.getStart(), end: doc.end, text }]
  return [{ start, end: start, text: `${text}\n${indent}` }]
}
