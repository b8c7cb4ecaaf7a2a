import type { Wrong } from './misconceptions.ts'

export interface Write {
  readonly stamp: number
  readonly author: string
  /** Null when it has cleared the register. */
  readonly value: string | null
}

type Has = (id: Wrong) => boolean

/** Whether the other write is the later one, for a replica that holds `mine` and merges. */
export function isLater(
  other: Write,
  mine: Write,
  merging: { readonly own: string; readonly others: string },
  has: Has,
): boolean {
  if (has('merge-takes-the-other')) return true
  if (has('merge-keeps-its-own')) return false
  if (has('names-before-stamps') && other.author !== mine.author) return other.author > mine.author
  if (other.stamp === mine.stamp) return winsTie(other, mine, merging, has)
  if (has('smaller-stamp-wins')) return other.stamp < mine.stamp
  if (has('stamps-as-text')) return String(other.stamp) > String(mine.stamp)
  return other.stamp > mine.stamp
}

function winsTie(
  other: Write,
  mine: Write,
  merging: { readonly own: string; readonly others: string },
  has: Has,
): boolean {
  if (has('ties-keep-its-own')) return false
  if (has('ties-take-the-other')) return true
  if (has('ties-by-who-merges')) return merging.others > merging.own
  if (has('ties-by-value')) return (other.value ?? '') > (mine.value ?? '')
  if (has('clearing-wins-ties') && (other.value === null) !== (mine.value === null)) {
    return other.value === null
  }
  if (has('smaller-name-wins')) return other.author < mine.author
  if (has('ties-ignore-case')) return other.author.toLowerCase() > mine.author.toLowerCase()
  if (has('ties-by-number')) return numbered(other.author, mine.author)
  return other.author > mine.author
}

/** Whether the one name is larger when its digits are read as a number. */
function numbered(one: string, other: string): boolean {
  const [letters, number] = parts(one)
  const [otherLetters, otherNumber] = parts(other)
  return letters === otherLetters ? number > otherNumber : letters > otherLetters
}

function parts(name: string): [letters: string, number: number] {
  const letters = name.replace(/\d+$/, '')
  return [letters, Number(name.slice(letters.length))]
}
