/** Makes the anchors of one document as GitHub does: lower case, no punctuation, `-1` after a repeat. */
export function headingIds(): (text: string) => string {
  const taken = new Map<string, number>()
  return (text) => {
    const id = text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    const repeats = taken.get(id) ?? 0
    taken.set(id, repeats + 1)
    return repeats === 0 ? id : `${id}-${repeats}`
  }
}
