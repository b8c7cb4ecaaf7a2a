import type { LanguageStyle } from '../languages.ts'
import { lineAt } from './strip.ts'

export interface FunctionNote {
  readonly name: string
  readonly line: number
  /** Cyclomatic complexity: one more than it has decisions (McCabe 1976). */
  readonly complexity: number
}

const DECISIONS: Readonly<Record<LanguageStyle, RegExp>> = {
  python: /\b(?:if|elif|for|while|except|and|or|case)\b/g,
  javascript: /\b(?:if|for|while|case|catch)\b|&&|\|\||\?\?|\?(?![.?:,)])/g,
  go: /\b(?:if|for|case)\b|&&|\|\|/g,
  java: /\b(?:if|for|while|case|catch)\b|&&|\|\||\?(?=[^>]*:)/g,
}

/** The functions and methods of a source without comments and texts. */
export function functionsIn(code: string, style: LanguageStyle): FunctionNote[] {
  const bodies = style === 'python' ? indented(code) : braced(code)
  return bodies.map(({ name, at, body }) => ({
    name,
    line: lineAt(code, at),
    complexity: 1 + [...body.matchAll(DECISIONS[style])].length,
  }))
}

interface Body {
  readonly name: string
  readonly at: number
  readonly body: string
}

/** Python: a body reaches to the next line that is indented no further than its `def`. */
function indented(code: string): Body[] {
  return [...code.matchAll(/^([ \t]*)(?:async[ \t]+)?def[ \t]+(\w+)/gm)].map((match) => {
    const [whole, indent = '', name = ''] = match
    const rest = code.slice(match.index + whole.length)
    const end = rest.search(new RegExp(`\\n[ \\t]{0,${indent.length}}(?=[^\\s)])`))
    return { name, at: match.index + indent.length, body: end === -1 ? rest : rest.slice(0, end) }
  })
}

const NOT_A_NAME = /^(?:if|for|while|switch|catch|return|new|function|func|synchronized|else|do|try|with)$/

/** Name, parameters in brackets, whatever types say, and an opening brace. */
const HEADER =
  /(#?\w+)\s*(?:<[^<>{}]*>)?\((?:[^(){}]|\([^(){}]*\))*\)\s*(?:(?::|throws\b)\s*[^{};=]*|[\w\s.,*[\]()]*)\{/g

/** A body reaches to the brace that closes the one after its header. */
function braced(code: string): Body[] {
  const found: Body[] = []
  HEADER.lastIndex = 0
  for (let match = HEADER.exec(code); match !== null; match = HEADER.exec(code)) {
    const [whole, name = ''] = match
    const open = match.index + whole.length
    if (!NOT_A_NAME.test(name))
      found.push({ name, at: match.index, body: code.slice(open, closing(code, open)) })
    // A header within this body counts for itself as well. In Go the name comes after the receiver.
    HEADER.lastIndex = name === 'func' ? match.index + name.length : open
  }
  return found
}

function closing(code: string, from: number): number {
  let depth = 1
  for (let at = from; at < code.length; at += 1) {
    if (code.charAt(at) === '{') depth += 1
    if (code.charAt(at) === '}') depth -= 1
    if (depth === 0) return at
  }
  return code.length
}
