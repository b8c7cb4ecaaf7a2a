import ts from 'typescript'

/** A part of the text. */
interface Span {
  readonly start: number
  readonly end: number
}

const TYPE_ONLY: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.AbstractKeyword,
  ts.SyntaxKind.OverrideKeyword,
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.PublicKeyword,
  ts.SyntaxKind.ReadonlyKeyword,
]

/**
 * What belongs to this node itself and means something to a type checker alone.
 * @throws Error for what is more than that: an enum, a namespace, a parameter property or `this`.
 */
export function typesOf(node: ts.Node): Span[] {
  if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) || isThis(node)) throw more(node)
  const spans: Span[] = []
  if (ts.canHaveModifiers(node)) spans.push(...modifiersOf(node))
  if (hasType(node)) spans.push(...annotationOf(node))
  if (hasTypeParameters(node)) spans.push(...inAngles(node.typeParameters))
  if (hasTypeArguments(node)) spans.push(...inAngles(node.typeArguments))
  if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) spans.push(spanOf(node))
  if (ts.isImportDeclaration(node) && node.importClause?.isTypeOnly === true) spans.push(spanOf(node))
  if (ts.isNamedImports(node) || ts.isNamedExports(node)) spans.push(...typeSpecifiers(node.elements))
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) {
    spans.push({ start: node.expression.end, end: node.end })
  }
  return spans
}

/** `type X` among what is imported or exported, each with the comma that belongs to it. */
function typeSpecifiers(elements: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>): Span[] {
  const firstKept = elements.findIndex(({ isTypeOnly }) => !isTypeOnly)
  return elements.flatMap((one, at) => {
    if (!one.isTypeOnly) return []
    const before = elements[at - 1]
    return firstKept >= 0 && firstKept < at && before !== undefined
      ? [{ start: before.end, end: one.end }]
      : [{ start: one.getStart(), end: elements[at + 1]?.getStart() ?? one.end }]
  })
}

function isThis(node: ts.Node): boolean {
  return ts.isParameter(node) && node.name.getText() === 'this'
}

function more(node: ts.Node): Error {
  return new Error(`JavaScript has nothing for: ${node.getText()}`)
}

function spanOf(node: ts.Node): Span {
  return { start: node.getStart(), end: node.end }
}

/** With the blanks after each. */
function modifiersOf(node: ts.HasModifiers): Span[] {
  const modifiers = ts.getModifiers(node)?.filter(({ kind }) => TYPE_ONLY.includes(kind)) ?? []
  if (ts.isParameter(node) && modifiers.length > 0) throw more(node)
  const text = node.getSourceFile().text
  return modifiers.map((one) => {
    const blanks = /^\s*/.exec(text.slice(one.end))?.[0].length ?? 0
    return { start: one.getStart(), end: one.end + blanks }
  })
}

type Annotated =
  | ts.ParameterDeclaration
  | ts.PropertyDeclaration
  | ts.VariableDeclaration
  | ts.FunctionLikeDeclaration

function hasType(node: ts.Node): node is Annotated {
  return (
    ts.isParameter(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isFunctionLike(node)
  )
}

/** `?` or `!`, then a colon and the type. */
function annotationOf(node: Annotated): Span[] {
  const mark = 'questionToken' in node ? node.questionToken : undefined
  const sure = 'exclamationToken' in node ? node.exclamationToken : undefined
  const marks = [mark, sure].flatMap((one) => (one === undefined ? [] : [spanOf(one)]))
  return node.type === undefined ? marks : [...marks, { start: node.type.pos - 1, end: node.type.end }]
}

function hasTypeParameters(node: ts.Node): node is ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration {
  return ts.isFunctionLike(node) || ts.isClassLike(node)
}

function hasTypeArguments(
  node: ts.Node,
): node is ts.CallExpression | ts.NewExpression | ts.ExpressionWithTypeArguments {
  return ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isExpressionWithTypeArguments(node)
}

function inAngles(list: ts.NodeArray<ts.Node> | undefined): Span[] {
  return list === undefined ? [] : [{ start: list.pos - 1, end: list.end + 1 }]
}
