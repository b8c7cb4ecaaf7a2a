import ts from 'typescript'
import { typeText } from './type-text.ts'

export type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration

const WIDTH = 110

/** A doc comment of these lines and tags, on one line where it fits. */
export function docComment(lines: readonly string[], indent: string): string {
  const [only = ''] = lines
  const short = `/** ${only} */`
  if (lines.length === 1 && indent.length + short.length <= WIDTH) return short
  const inside = lines.flatMap((line) => wrapped(line, WIDTH - indent.length - ' * '.length))
  return ['/**', ...inside.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}

/** The text of a tag goes on further in. Its type is never broken, nor are the lines of a comment as it was. */
function wrapped(line: string, width: number): string[] {
  const [, head = '', text = ''] = /^(@\w+ \{.*\} \S+) (.*)$/.exec(line) ?? []
  if (line.length <= width || text === '') return [line]
  const lines = [head]
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`
    if (longer.length <= width) lines.splice(-1, 1, longer)
    else lines.push(`  ${word}`)
  }
  return lines
}

/** What the doc comment of the node says, line by line. */
export function description(node: ts.Node): string[] {
  const doc = docOf(node)
  if (doc === undefined) return []
  const text = doc.getText().replace(/^\/\*\*\s*|\s*\*\/$/g, '')
  return text.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
}

export function docOf(node: ts.Node): ts.JSDoc | undefined {
  return ts.getJSDocCommentsAndTags(node).findLast((one) => ts.isJSDoc(one) && one.parent === node) as
    | ts.JSDoc
    | undefined
}

/** `@template`, `@param` and `@returns` of a method or constructor. */
export function signatureTags(node: ts.SignatureDeclaration): string[] {
  const source = node.getSourceFile()
  const returns = node.type === undefined ? 'void' : typeText(node.type, source)
  const says = returns !== 'void' && returns !== 'Promise<void>'
  return [
    ...templateTags(node.typeParameters),
    ...node.parameters.flatMap((one) => parameterTag(one, source)),
    ...(says ? [`@returns {${returns}}`] : []),
  ]
}

function parameterTag(
  { name, type, questionToken, initializer }: ts.ParameterDeclaration,
  source: ts.SourceFile,
): string[] {
  if (type === undefined) return []
  const called = ts.isIdentifier(name) ? name.text : nameAfter(type)
  const optional = questionToken !== undefined || initializer !== undefined
  return [`@param {${typeText(type, source)}} ${optional ? `[${called}]` : called}`]
}

/** What is taken apart at once has a name for readers alone. */
function nameAfter(type: ts.TypeNode): string {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return 'options'
  const { text } = type.typeName
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** Of a field or variable. */
export function typeTag(type: ts.TypeNode, source: ts.SourceFile): string {
  return `@type {${typeText(type, source)}}`
}

export function templateTags(parameters: ts.NodeArray<ts.TypeParameterDeclaration> | undefined): string[] {
  return (parameters ?? []).map(({ name, constraint, default: initial }) => {
    const within = constraint === undefined ? '' : `{${typeText(constraint, name.getSourceFile())}} `
    return `@template ${within}${initial === undefined ? name.text : `[${name.text}=${initial.getText()}]`}`
  })
}

/** The declaration as `@typedef`, with what its comments say. */
export function typedef(node: TypeDeclaration): string[] {
  const above = [...description(node), ...templateTags(node.typeParameters)]
  if (ts.isInterfaceDeclaration(node)) {
    if (node.heritageClauses !== undefined)
      throw new Error(`@typedef cannot say what ${node.name.text} extends`)
    return [...above, `@typedef {object} ${node.name.text}`, ...node.members.map(propertyTag)]
  }
  return [...above, `@typedef {${typeText(node.type, node.getSourceFile())}} ${node.name.text}`]
}

function propertyTag(member: ts.TypeElement): string {
  const type = ts.isPropertySignature(member) ? member.type : functionType(member)
  const name = member.name?.getText() ?? ''
  if (type === undefined) throw new Error(`${member.getText()} has no type`)
  const called = member.questionToken === undefined ? name : `[${name}]`
  return [`@property {${typeText(type, member.getSourceFile())}} ${called}`, ...description(member)].join(' ')
}

function functionType(member: ts.TypeElement): ts.TypeNode | undefined {
  if (!ts.isMethodSignature(member) || member.type === undefined) return undefined
  return ts.factory.createFunctionTypeNode(member.typeParameters, member.parameters, member.type)
}
