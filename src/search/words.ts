import { stemmer } from 'stemmer'

/** Words that say nothing about what a text is about. */
const STOP = new Set(
  `a about after all also am an and any are as at be because been before being but by can cannot could did do does doing
  done each else even ever every for from get gets getting got had has have having he her here him his how i if in into is
  it its just know let like me more most my no nor not now of off on only onto or other our out over own please same she
  should so some such than thanks that the their them then there these they this those through to too under until up upon us
  use used using very was we were what when where which while who whom why will with would you your yours
  caused exception error errors failed fails failure java lang org com net github internal info warn warning debug trace main
  thread http https www issue problem help anyone via`.split(/\s+/),
)

/** What no two texts share by meaning: addresses, times, hexadecimal numbers, long numbers. */
const NOISE =
  /^(\d{1,2}|\d{6,}|0x[\da-f]+|[\da-f]{12,}|v?\d+(\.\d+)+|\d+(ms|s|ns|us|m|h|kb|mb|gb|mib|gib|kib)?)$/
/** Numbers that name something: statuses of HTTP and SQL states. */
const TELLING = /^(4\d\d|5\d\d|137|143|40001|40p01|1205|1213)$/

const stems = new Map<string, string>()

/** The word without its ending, by Porter's algorithm (1980). */
export function stem(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const found = stemmer(word)
  // A log of millions of different words must not fill the memory.
  if (stems.size < 50_000) stems.set(word, found)
  return found
}

/**
 * The words of a text in order, in lower case: names in camel case, snake case or with dots count as a whole and in
 * their parts, so that `CommitFailedException` is found by "commit failed".
 */
export function rawWords(text: string): string[] {
  const found: string[] = []
  for (const [name] of text.normalize('NFKC').matchAll(/[\p{L}\p{N}][\p{L}\p{N}_.'’+/-]*/gu)) {
    if (name.length > 200) continue
    if (PLAIN.test(name)) {
      found.push(name.toLowerCase())
      continue
    }
    const parts = partsOf(name)
    const whole = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
    if (parts.length > 1 && parts.length < 7) found.push(whole)
    found.push(...parts)
  }
  return found
}

/** Most words are: nothing in them has to be taken apart, and a question reads whole lessons. */
const PLAIN = /^[A-Za-z][a-z]*$/

function partsOf(name: string): string[] {
  return name
    .replace(/(['’])(s|t|re|ve|ll|d|m)\b/gu, ' ')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
}

/** Whether a word may tell what a text is about. */
export function isTelling(word: string): boolean {
  if (TELLING.test(word)) return true
  return word.length > 1 && word.length < 60 && !STOP.has(word) && !NOISE.test(word)
}

/** The stems that a text is found by, in order, repetitions included. */
export function terms(text: string): string[] {
  return rawWords(text).filter(isTelling).map(stem)
}
