import { asIs, type LessonTheme, type Paint, type Role } from './theme.ts'

export interface CodeSpan {
  readonly text: string
  readonly paint: Paint
}

/** Splits code into lines of coloured stretches: comments, strings, numbers and keywords, no more. */
export function highlight(code: string, language: string, theme: LessonTheme): CodeSpan[][] {
  const grammar = theme.colored ? GRAMMARS[language.toLowerCase()] : undefined
  const lines: CodeSpan[][] = [[]]
  for (const { text, role } of grammar ? tokens(code, grammar) : [{ text: code, role: undefined }]) {
    const paint = role === undefined ? asIs : theme.paint[role]
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ text: part, paint })
    }
  }
  return lines
}

interface Token {
  readonly text: string
  readonly role: Role | undefined
}

const ROLES = ['comment', 'string', 'number', 'keyword'] as const

function tokens(code: string, grammar: RegExp): Token[] {
  const found: Token[] = []
  let end = 0
  for (const match of code.matchAll(grammar)) {
    if (match.index > end) found.push({ text: code.slice(end, match.index), role: undefined })
    found.push({ text: match[0], role: ROLES.find((role) => match.groups?.[role] !== undefined) })
    end = match.index + match[0].length
  }
  if (end < code.length) found.push({ text: code.slice(end), role: undefined })
  return found
}

const DOUBLE = String.raw`"(?:[^"\\\n]|\\.)*"`
const SINGLE = String.raw`'(?:[^'\\\n]|\\.)*'`
const TEMPLATE = String.raw`\x60(?:[^\x60\\]|\\.)*\x60`
const TRIPLE = String.raw`"""[\s\S]*?"""|'''[\s\S]*?'''`
const HASH = String.raw`#[^\n]*`
const SLASHES = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`

function grammar(comment: string, string: string, keywords: string): RegExp {
  const number = String.raw`\b\d[\w.]*\b`
  const keyword = String.raw`\b(?:${keywords.trim().replaceAll(/\s+/g, '|')})\b`
  return new RegExp(
    `(?<comment>${comment})|(?<string>${string})|(?<number>${number})|(?<keyword>${keyword})`,
    'g',
  )
}

const PYTHON = grammar(
  HASH,
  `${TRIPLE}|${DOUBLE}|${SINGLE}`,
  `and as assert async await break class continue def del elif else except finally for from global if
   import in is lambda match nonlocal not or pass raise return self try while with yield None True False`,
)
const SCRIPT = grammar(
  SLASHES,
  `${DOUBLE}|${SINGLE}|${TEMPLATE}`,
  `as async await break case catch class const continue default do else enum export extends finally for
   from function if implements import in instanceof interface let new of private public readonly return
   static super switch this throw try type typeof undefined var void while yield null true false`,
)
const GO = grammar(
  SLASHES,
  `${DOUBLE}|${SINGLE}|${TEMPLATE}`,
  `break case chan const continue default defer else fallthrough for func go if import interface map
   package range return select struct switch type var nil true false`,
)
const JAVA = grammar(
  SLASHES,
  `${TRIPLE}|${DOUBLE}|${SINGLE}`,
  `abstract boolean break case catch class continue default do double else extends final finally float for
   if implements import instanceof int interface long new null package private protected public record
   return static super switch synchronized this throw throws try var void volatile while true false`,
)
const SHELL = grammar(
  HASH,
  `${DOUBLE}|${SINGLE}`,
  'if then else elif fi for while do done case esac in function return exit export local',
)
const DATA = grammar(HASH, `${DOUBLE}|${SINGLE}`, 'true false null yes no on off')

const GRAMMARS: Readonly<Record<string, RegExp>> = {
  ...{ python: PYTHON, py: PYTHON },
  ...{ typescript: SCRIPT, ts: SCRIPT, javascript: SCRIPT, js: SCRIPT, tsx: SCRIPT, jsx: SCRIPT },
  ...{ go: GO, java: JAVA, kotlin: JAVA },
  ...{ bash: SHELL, sh: SHELL, shell: SHELL, console: SHELL },
  ...{ yaml: DATA, yml: DATA, toml: DATA, json: DATA },
}
