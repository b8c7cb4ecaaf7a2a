/** Words that stand in every report and tell none from another. */
const STOP = new Set(
  'a an and are as at be been but by for from had has have in into is it its not of on or so than that the their them then they this to was were when which while who with'.split(
    ' ',
  ),
)

/** The words that a search goes by: lower case, no accents, no stop words. `us-east-1` is one word and its parts. */
export function searchWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return (plain.match(TOKEN) ?? []).flatMap((token) => (PLAIN.test(token) ? wanted(token) : wordsOf(token)))
}

const TOKEN = /[\p{L}\p{N}]+(?:[-._'’][\p{L}\p{N}]+)*/gu
/** Nearly all words are such; the others take longer to look at. */
const PLAIN = /^[a-z0-9]+$/

function wanted(word: string): string[] {
  return STOP.has(word) ? [] : [word]
}

function wordsOf(token: string): string[] {
  return withParts(token).flatMap(wanted)
}

function withParts(token: string): string[] {
  const parts = token.split(/[-._]/).map((part) => part.replace(/['’]s?$|['’]/g, ''))
  return parts.length === 1 ? parts : [parts.join(''), ...parts]
}

/** One form for singular and plural: `retries` and `retry`, `leaks` and `leak`. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:[sx]|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word
}
