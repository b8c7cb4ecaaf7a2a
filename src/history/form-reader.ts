import type { Value } from './operation.ts'

/** The text ends within a form: more of it is needed. */
export class Incomplete extends Error {
  override readonly name = 'Incomplete'
}

/** The text is not what it should be, at position `at`. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

export type Notation = 'edn' | 'json'

/** Deeper than any history goes, and far from the end of the stack. */
const MAX_DEPTH = 200

const QUOTE = 34
const HASH = 35
const OPEN_PAREN = 40
const CLOSE_PAREN = 41
const COLON = 58
const SEMICOLON = 59
const OPEN_BRACKET = 91
const BACKSLASH = 92
const CLOSE_BRACKET = 93
const CARET = 94
const UNDERSCORE = 95
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

const isSpace = (code: number) => code <= 32 || code === 44 || code === 0xa0 || code === 0xfeff

/** Ends a number, keyword or symbol. */
const isDelimiter = (code: number) =>
  isSpace(code) ||
  code === QUOTE ||
  code === SEMICOLON ||
  code === OPEN_PAREN ||
  code === CLOSE_PAREN ||
  code === OPEN_BRACKET ||
  code === CLOSE_BRACKET ||
  code === OPEN_BRACE ||
  code === CLOSE_BRACE

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  '\\': '\\',
  '/': '/',
}

const CHARACTERS: Readonly<Record<string, string>> = { newline: '\n', space: ' ', tab: '\t', return: '\r' }

/**
 * Reads values one after the other from a text in EDN (github.com/edn-format/edn) or JSON (RFC 8259). Sets and
 * lists become arrays, keywords and symbols texts; a tagged element is its value without the tag. Throws
 * `Incomplete` when the text ends within a form, so that text can come in pieces, and `Malformed` when it is wrong.
 */
export class FormReader {
  text = ''
  at = 0
  readonly #json: boolean
  /** One copy of each keyword, and none that keeps the whole text in memory. */
  readonly #words = new Map<string, string>()

  constructor(notation: Notation) {
    this.#json = notation === 'json'
  }

  /** Moves to the next thing that means something. Gives its character code, or -1 at the end of the text. */
  skip(): number {
    const { text } = this
    for (;;) {
      const code = text.charCodeAt(this.at)
      if (this.at >= text.length) return -1
      if (isSpace(code)) this.at += 1
      else if (this.#json) return code
      else if (code === SEMICOLON) this.#skipComment()
      else if (code === HASH && this.at + 1 >= text.length) throw new Incomplete()
      else if (code === HASH && text.charCodeAt(this.at + 1) === UNDERSCORE) this.#skipDiscarded()
      else return code
    }
  }

  read(depth = 0): Value {
    if (depth > MAX_DEPTH) throw new Malformed('is nested too deeply', this.at)
    const code = this.skip()
    if (code === -1) throw new Incomplete()
    if (code === QUOTE) return this.#string()
    if (code === OPEN_BRACE) return this.#map(depth)
    if (code === OPEN_BRACKET) return this.#list(CLOSE_BRACKET, depth)
    if (code === CLOSE_BRACKET || code === CLOSE_BRACE || code === CLOSE_PAREN) {
      throw new Malformed(`closes with ${this.text[this.at]} what was not opened`, this.at)
    }
    return this.#json ? this.#atom() : this.#ednOnly(code, depth)
  }

  #ednOnly(code: number, depth: number): Value {
    if (code === COLON) return this.#keyword()
    if (code === OPEN_PAREN) return this.#list(CLOSE_PAREN, depth)
    if (code === HASH) return this.#dispatch(depth)
    if (code === BACKSLASH) return this.#character()
    if (code !== CARET) return this.#atom()
    // Metadata says nothing about the value that follows it.
    this.at += 1
    this.read(depth + 1)
    return this.read(depth + 1)
  }

  #skipComment(): void {
    const end = this.text.indexOf('\n', this.at)
    if (end === -1) this.at = this.text.length
    else this.at = end + 1
  }

  #skipDiscarded(): void {
    this.at += 2
    this.read(1)
  }

  #map(depth: number): ReadonlyMap<Value, Value> {
    const open = this.at
    const map = new Map<Value, Value>()
    this.at += 1
    for (;;) {
      const code = this.skip()
      if (code === CLOSE_BRACE) break
      const key = this.read(depth + 1)
      if (this.#json) this.#colon(key)
      if (this.skip() === CLOSE_BRACE) throw new Malformed('has a key without a value', open)
      map.set(key, this.read(depth + 1))
    }
    this.at += 1
    return map
  }

  #colon(key: Value): void {
    const code = this.skip()
    if (code === -1) throw new Incomplete()
    if (typeof key !== 'string' || code !== COLON) throw new Malformed('is not "key": value', this.at)
    this.at += 1
  }

  #list(close: number, depth: number): readonly Value[] {
    const list: Value[] = []
    this.at += 1
    while (this.skip() !== close) list.push(this.read(depth + 1))
    this.at += 1
    return list
  }

  /** What begins with #: a set, a number such as ##Inf, or a tag in front of a value. */
  #dispatch(depth: number): Value {
    this.at += 1
    const code = this.text.charCodeAt(this.at)
    if (code === OPEN_BRACE) return this.#list(CLOSE_BRACE, depth)
    if (code === HASH) return this.#symbolicNumber()
    this.#token()
    return this.read(depth + 1)
  }

  #symbolicNumber(): number {
    const at = this.at
    this.at += 1
    const name = this.#token()
    if (name === 'Inf') return Number.POSITIVE_INFINITY
    if (name === '-Inf') return Number.NEGATIVE_INFINITY
    if (name === 'NaN') return Number.NaN
    throw new Malformed(`has ##${name}, which is no number`, at)
  }

  /** To the next delimiter, which must be there: otherwise the token may go on in text to come. */
  #token(): string {
    const from = this.at
    const { text } = this
    while (this.at < text.length && !isDelimiter(text.charCodeAt(this.at))) this.at += 1
    if (this.at >= text.length) throw new Incomplete()
    return text.slice(from, this.at)
  }

  #keyword(): string {
    const at = this.at
    this.at += 1
    const name = this.#token()
    if (name === '') throw new Malformed('has a colon without a name', at)
    return this.#word(name)
  }

  #word(name: string): string {
    const known = this.#words.get(name)
    if (known !== undefined) return known
    if (this.#words.size < 10_000) this.#words.set(name, name)
    return name
  }

  #character(): string {
    const from = this.at
    this.at += 2
    const name = this.text.slice(from + 1, this.at) + this.#token()
    return CHARACTERS[name] ?? (/^u[0-9a-fA-F]{4}$/.test(name) ? (unicode(name.slice(1)) ?? name) : name)
  }

  #string(): string {
    const { text } = this
    const from = this.at + 1
    const end = text.indexOf('"', from)
    if (end === -1) throw new Incomplete()
    const plain = text.slice(from, end)
    if (!plain.includes('\\')) {
      this.at = end + 1
      return plain.length <= 24 ? this.#word(plain) : plain
    }
    return this.#escaped(from)
  }

  #escaped(from: number): string {
    const { text } = this
    const parts: string[] = []
    let start = from
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) {
        this.at = at + 1
        return parts.join('') + text.slice(start, at)
      }
      if (code !== BACKSLASH) continue
      parts.push(text.slice(start, at))
      const hex = text[at + 1] === 'u' ? text.slice(at + 2, at + 6) : undefined
      if (at + (hex === undefined ? 1 : 5) >= text.length) throw new Incomplete()
      const character = hex === undefined ? ESCAPES[text[at + 1] as string] : unicode(hex)
      if (character === undefined)
        throw new Malformed(`has the escape \\${text[at + 1]}, which there is not`, at)
      parts.push(character)
      at += hex === undefined ? 1 : 5
      start = at + 1
    }
    throw new Incomplete()
  }

  /** Most numbers are a few digits. Undefined, and nothing read, of all others. */
  #digits(): number | undefined {
    const { text } = this
    let value = 0
    for (let at = this.at; at < this.at + 15; at += 1) {
      const code = text.charCodeAt(at)
      if (code >= 48 && code <= 57) value = 10 * value + code - 48
      else if (at > this.at && isDelimiter(code)) {
        this.at = at
        return value
      } else return undefined
    }
    return undefined
  }

  #atom(): Value {
    const digits = this.#digits()
    if (digits !== undefined) return digits
    const at = this.at
    const token = this.#token()
    const first = token.charCodeAt(0)
    const digit = first === 43 || first === 45 ? token.charCodeAt(1) : first
    if (digit >= 48 && digit <= 57) return number(token, at)
    if (token === 'nil' || token === 'null') return null
    if (token === 'true') return true
    if (token === 'false') return false
    if (this.#json || token === '')
      throw new Malformed(`has ${token || this.text[at]}, which is no value`, at)
    return this.#word(token)
  }
}

function unicode(hex: string): string | undefined {
  return /^[0-9a-fA-F]{4}$/.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : undefined
}

/** Whole numbers beyond 2^53 stay exact; 5N and 5 are the same number, as in Clojure. */
function number(token: string, at: number): Value {
  if (token.length < 16 && /^[-+]?\d+$/.test(token)) return Number(token)
  if (/^[-+]?\d+N?$/.test(token)) {
    const exact = BigInt(token.replace(/^\+|N$/g, ''))
    const near = Number(exact)
    return Number.isSafeInteger(near) ? near : exact
  }
  const ratio = /^([-+]?\d+)\/(\d+)$/.exec(token)
  if (ratio) return Number(ratio[1]) / Number(ratio[2])
  const decimal = Number(token.replace(/M$/, ''))
  if (Number.isNaN(decimal)) throw new Malformed(`has ${token}, which is no number`, at)
  return decimal
}
