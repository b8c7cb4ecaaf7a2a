import ts from 'typescript'

const printer = ts.createPrinter({ removeComments: true })

/** A type on one line, as it stands in a JSDoc comment, without `readonly` and its kin: nothing there checks them. */
export function typeText(type: ts.TypeNode, source: ts.SourceFile): string {
  const { transformed } = ts.transform(type, [plain])
  const text = printer.printNode(ts.EmitHint.Unspecified, transformed[0] ?? type, source)
  return text.replaceAll('; }', ' }')
}

const WRITABLE = new Map([
  ['ReadonlyArray', 'Array'],
  ['ReadonlyMap', 'Map'],
  ['ReadonlySet', 'Set'],
])

function plain(context: ts.TransformationContext): ts.Transformer<ts.TypeNode> {
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (node.kind === ts.SyntaxKind.ReadonlyKeyword) return undefined
    const inner = writable(node)
    if (inner !== undefined) return visit(inner)
    if (ts.isIdentifier(node)) return context.factory.createIdentifier(WRITABLE.get(node.text) ?? node.text)
    const visited = ts.visitEachChild(node, visit, context)
    if (ts.isTypeLiteralNode(visited) || ts.isTupleTypeNode(visited))
      ts.setEmitFlags(visited, ts.EmitFlags.SingleLine)
    return ts.isParenthesizedTypeNode(visited) && !isCompound(visited.type) ? visited.type : visited
  }
  return (type) => visit(type) as ts.TypeNode
}

/** What is read-only in `readonly T[]` and in `Readonly<T>`. */
function writable(node: ts.Node): ts.TypeNode | undefined {
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return node.type
  const named = ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) ? node.typeName.text : ''
  return named === 'Readonly' && ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined
}

/** It means something else without its parentheses. */
function isCompound(type: ts.TypeNode): boolean {
  return ts.isFunctionTypeNode(type) || ts.isUnionTypeNode(type) || ts.isTypeOperatorNode(type)
}
