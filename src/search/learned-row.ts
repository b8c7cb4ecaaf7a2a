/** A line of what was learned behind its key: how rare a word is, or what speaks for an answer without a word; then weights. */
export interface Row {
  readonly number: number
  readonly codes: string
}

/** The number in a line is a whole one. */
const NUMBER_SCALE = 100

export function rowText({ number, codes }: Row): string {
  return `${Math.round(number * NUMBER_SCALE)} ${codes}`
}

export function rowIn(line: string | undefined): Row | undefined {
  if (line === undefined) return undefined
  const space = line.indexOf(' ')
  return { number: Number(line.slice(0, space)) / NUMBER_SCALE, codes: line.slice(space + 1) }
}

/** By it texts are made equally long: the root of the squares of their words' rarities. */
export const lengthOf = (rows: readonly Row[]): number =>
  Math.sqrt(rows.reduce((sum, { number }) => sum + number * number, 0))
