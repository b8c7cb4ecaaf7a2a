import type { Signature } from './types.ts'

/** A signature and where it was seen. */
export interface SignatureHit {
  readonly signature: Signature
  /** The text as it stands in the question. */
  readonly text: string
  /** How much it tells, from 0 to 1: a long or odd text more than a short common word. */
  readonly strength: number
}

const ORDINARY = /^[a-z -]+$/
/** ENOTFOUND and its kin, which stand in other words by chance: ModuleNotFoundError. */
const CODE = /^[A-Z]+$/

/** The signatures that a text bears, most telling first. */
export function matchSignatures(text: string, signatures: readonly Signature[]): SignatureHit[] {
  const flat = text.replace(/\s+/g, ' ')
  const lower = flat.toLowerCase()
  return signatures
    .flatMap((signature) => bestHit(signature, flat, lower) ?? [])
    .sort((a, b) => b.strength - a.strength || (a.signature.id < b.signature.id ? -1 : 1))
}

function bestHit(signature: Signature, flat: string, lower: string): SignatureHit | undefined {
  let best: SignatureHit | undefined
  for (const pattern of signature.match) {
    const found = find(pattern, flat, lower)
    if (found === undefined) continue
    const strength = strengthOf(found)
    if (best === undefined || strength > best.strength) best = { signature, text: found, strength }
  }
  return best
}

function find(pattern: string, flat: string, lower: string): string | undefined {
  if (isExpression(pattern)) return matcherOf(pattern)?.exec(flat)?.[0].trim()
  // Most are not there at all, and looking for plain text is fast.
  const wanted = pattern.toLowerCase()
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    if (standsAlone(lower, at, wanted, CODE.test(pattern))) return flat.slice(at, at + wanted.length)
  }
  return undefined
}

/** Not in the middle of a longer word; what is long, and no code, may stand within CamelCase. */
function standsAlone(lower: string, at: number, wanted: string, isCode: boolean): boolean {
  if (!/^[a-z]/.test(wanted) || (wanted.length > 8 && !isCode)) return true
  return !/[a-z]/.test(lower[at - 1] ?? '') && !/[a-z]/.test(lower[at + wanted.length] ?? '')
}

/** A name such as CROSSSLOT is never said by chance, `span` may be. */
function strengthOf(found: string): number {
  const words = found.split(' ').length
  const plain = ORDINARY.test(found)
  if (plain && words === 1) return 0.5
  return Math.min(1, (plain ? 0.6 : 0.75) + 0.1 * words)
}

function isExpression(pattern: string): boolean {
  return pattern.length > 2 && pattern.startsWith('/') && pattern.endsWith('/')
}

const compiled = new Map<string, RegExp | undefined>()

/** What a `match` of a signature looks for; undefined when it is no regular expression. */
export function matcherOf(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern))
  return compiled.get(pattern)
}

function compile(pattern: string): RegExp | undefined {
  const source = isExpression(pattern)
    ? pattern.slice(1, -1)
    : pattern.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  try {
    return new RegExp(source, isExpression(pattern) ? '' : 'i')
  } catch {
    return undefined
  }
}
