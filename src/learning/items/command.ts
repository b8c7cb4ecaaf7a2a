import type { Item } from './items.ts'

/** What to type to begin with it. */
export function commandOf({ kind, slug, scenario }: Pick<Item, 'kind' | 'slug' | 'scenario'>): string {
  switch (kind) {
    case 'lesson':
      return `compendium learn ${slug}`
    case 'quiz':
      return `compendium quiz ${slug}`
    case 'simulation':
      return `compendium simulate ${scenario ?? slug}`
    case 'exercise':
      return `compendium generate exercise ${slug} --language python`
  }
}
