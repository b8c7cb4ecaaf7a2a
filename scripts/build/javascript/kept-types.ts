import ts from 'typescript'
import { docOf, type TypeDeclaration } from './jsdoc.ts'

/** The types that JavaScript tells of: those of the contract, those that a comment explains, and what they consist of. */
export function keptTypes(source: ts.SourceFile): ReadonlySet<TypeDeclaration> {
  const declared = new Map(source.statements.filter(isType).map((one) => [one.name.text, one]))
  const kept = new Set<TypeDeclaration>()
  const keep = (node: ts.Node): void => {
    if (isType(node)) kept.add(node)
    for (const name of namesIn(node)) {
      const found = declared.get(name)
      if (found !== undefined && !kept.has(found)) keep(found)
    }
  }
  for (const one of declared.values()) if (isExplained(one)) keep(one)
  for (const one of source.statements.flatMap(contractOf)) {
    for (const type of [one.type, ...one.parameters.map(({ type }) => type)])
      if (type !== undefined) keep(type)
  }
  return kept
}

export function isType(node: ts.Node): node is TypeDeclaration {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
}

/** The methods and the constructor of a class that is exported. */
export function contractOf(node: ts.Node): ts.SignatureDeclaration[] {
  if (!ts.isClassDeclaration(node) || !hasModifier(node, ts.SyntaxKind.ExportKeyword)) return []
  return node.members
    .filter(isSignature)
    .filter(({ name }) => name === undefined || !ts.isPrivateIdentifier(name))
}

function isSignature(
  node: ts.ClassElement,
): node is ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration {
  return ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isAccessor(node)
}

function hasModifier(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return ts.getModifiers(node)?.some((one) => one.kind === kind) === true
}

function isExplained(node: TypeDeclaration): boolean {
  const members = ts.isInterfaceDeclaration(node) ? node.members : []
  return [node, ...members].some((one) => docOf(one) !== undefined)
}

/** The type of a field or variable that says which of the kept types it holds: `T[]`, or `new Map<string, T>()`. */
export function heldType(
  { type, initializer }: ts.PropertyDeclaration | ts.VariableDeclaration,
  kept: ReadonlySet<TypeDeclaration>,
): ts.TypeNode | undefined {
  const held =
    type ?? (initializer !== undefined && ts.isNewExpression(initializer) ? madeType(initializer) : undefined)
  const names = held === undefined ? [] : namesIn(held)
  return [...kept].some(({ name }) => names.includes(name.text)) ? held : undefined
}

function madeType({ expression, typeArguments }: ts.NewExpression): ts.TypeNode | undefined {
  if (typeArguments === undefined || !ts.isIdentifier(expression)) return undefined
  return ts.factory.createTypeReferenceNode(expression, typeArguments)
}

function namesIn(node: ts.Node): string[] {
  const own = ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) ? [node.typeName.text] : []
  const inside: string[] = []
  ts.forEachChild(node, (child) => void inside.push(...namesIn(child)))
  return [...own, ...inside]
}
