/** A concept as an author or a learner may write it, in the spelling of ids: `Little's law` is `littles-law`. */
export function conceptKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

interface Named {
  readonly id: string
  readonly title: string
}

/** The concept of this id or title. */
export function conceptNamed<C extends Named>(name: string, concepts: readonly C[]): C | undefined {
  const key = conceptKey(name)
  return concepts.find(({ id }) => id === key) ?? concepts.find(({ title }) => conceptKey(title) === key)
}
