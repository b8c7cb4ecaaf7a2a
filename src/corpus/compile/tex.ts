/** A formula that cannot be told in one line of text. */
export class TexError extends Error {}

const SIGNS: Readonly<Record<string, string>> = {
  ...{
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
    delta: 'δ',
    epsilon: 'ε',
    zeta: 'ζ',
    eta: 'η',
    theta: 'θ',
    kappa: 'κ',
  },
  ...{
    lambda: 'λ',
    mu: 'μ',
    nu: 'ν',
    xi: 'ξ',
    pi: 'π',
    rho: 'ρ',
    sigma: 'σ',
    tau: 'τ',
    phi: 'φ',
    chi: 'χ',
    psi: 'ψ',
  },
  ...{
    omega: 'ω',
    Gamma: 'Γ',
    Delta: 'Δ',
    Theta: 'Θ',
    Lambda: 'Λ',
    Pi: 'Π',
    Sigma: 'Σ',
    Phi: 'Φ',
    Psi: 'Ψ',
    Omega: 'Ω',
  },
  ...{
    le: '≤',
    leq: '≤',
    ge: '≥',
    geq: '≥',
    ne: '≠',
    neq: '≠',
    approx: '≈',
    equiv: '≡',
    sim: '∼',
    ll: '≪',
    gg: '≫',
  },
  ...{
    times: '×',
    cdot: '·',
    div: '÷',
    pm: '±',
    infty: '∞',
    partial: '∂',
    sum: '∑',
    prod: '∏',
    int: '∫',
    ln: 'ln',
  },
  ...{
    in: '∈',
    notin: '∉',
    subset: '⊂',
    subseteq: '⊆',
    cup: '∪',
    cap: '∩',
    emptyset: '∅',
    forall: '∀',
    exists: '∃',
  },
  ...{
    land: '∧',
    lor: '∨',
    neg: '¬',
    to: '→',
    rightarrow: '→',
    leftarrow: '←',
    Rightarrow: '⇒',
    iff: '⇔',
    mapsto: '↦',
  },
  ...{
    ldots: '…',
    dots: '…',
    cdots: '⋯',
    lceil: '⌈',
    rceil: '⌉',
    lfloor: '⌊',
    rfloor: '⌋',
    langle: '⟨',
    rangle: '⟩',
  },
  ...{
    log: 'log',
    exp: 'exp',
    max: 'max',
    min: 'min',
    Pr: 'Pr',
    mod: 'mod',
    quad: '  ',
    left: '',
    right: '',
  },
}
/** Commands of one character. */
const ESCAPED: Readonly<Record<string, string>> = { ',': ' ', ';': ' ', ':': ' ', ' ': ' ', '!': '' }

const RAISED = raised('0123456789+-=()nikxyabcdemprstT', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵏˣʸᵃᵇᶜᵈᵉᵐᵖʳˢᵗᵀ')
const LOWERED = raised('0123456789+-=()aeijkmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₒₚᵣₛₜᵤᵥₓ')

function raised(from: string, to: string): ReadonlyMap<string, string> {
  const signs = [...to]
  return new Map([...from].map((sign, place) => [sign, signs[place] ?? sign]))
}

/**
 * A formula of TeX in one line of Unicode, as one would read it out: `\frac{a+b}{2}` is `(a+b)/2`, `2^{n}` is `2ⁿ`.
 * @throws TexError for a command that it does not know, and for braces that do not match.
 */
export function texToText(tex: string): string {
  const reader = new Reader(tex)
  const text = reader.upTo(undefined)
  return text.replace(/ {2,}/g, ' ').trim()
}

class Reader {
  private at = 0
  private readonly tex: string

  constructor(tex: string) {
    this.tex = tex
  }

  /** All up to a closing brace, or the end. */
  upTo(end: '}' | undefined): string {
    let text = ''
    while (this.at < this.tex.length) {
      const sign = this.tex[this.at]
      if (sign === '}') {
        if (end === undefined) throw new TexError('a } has no {')
        this.at += 1
        return text
      }
      text += this.atom()
    }
    if (end !== undefined) throw new TexError('a { has no }')
    return text
  }

  /** One sign, command or group, without what is raised or lowered after it. */
  private atom(): string {
    const sign = this.tex[this.at] ?? ''
    this.at += 1
    if (sign === '{') return this.upTo('}')
    if (sign === '\\') return this.command()
    if (sign === '^') return script(this.argument(), RAISED, '^')
    if (sign === '_') return script(this.argument(), LOWERED, '_')
    if (sign === '~' || /\s/.test(sign)) return ' '
    return sign === '-' ? '−' : sign
  }

  private argument(): string {
    while (this.tex[this.at] === ' ') this.at += 1
    if (this.at >= this.tex.length) throw new TexError('something is missing at the end')
    return this.atom()
  }

  private command(): string {
    const [name = ''] = /^(?:[a-zA-Z]+|[\s\S])/.exec(this.tex.slice(this.at)) ?? []
    this.at += name.length
    if (name === 'frac') return `${grouped(this.argument())}/${grouped(this.argument())}`
    if (name === 'sqrt') return `√${grouped(this.argument())}`
    if (name === 'binom') return `C(${this.argument()}, ${this.argument()})`
    if (/^(?:text|mathrm|mathit|mathbf|operatorname)$/.test(name)) return this.argument()
    const known = SIGNS[name] ?? ESCAPED[name] ?? (/^[{}%$#&_|\\]$/.test(name) ? name : undefined)
    if (known === undefined) throw new TexError(`\\${name} is not known`)
    return known
  }
}

/** What is raised or lowered, in small signs where there are such for all of it. */
function script(text: string, small: ReadonlyMap<string, string>, mark: '^' | '_'): string {
  const signs = [...text.replaceAll('−', '-').replaceAll(' ', '')]
  if (signs.every((sign) => small.has(sign))) return signs.map((sign) => small.get(sign)).join('')
  return signs.length === 1 ? mark + text : `${mark}(${text.trim()})`
}

/** In brackets if it is more than one name or number. */
function grouped(text: string): string {
  const inner = text.trim()
  return /^[\p{L}\p{N}₀-₉⁰-⁹.]+$/u.test(inner) ? inner : `(${inner})`
}
