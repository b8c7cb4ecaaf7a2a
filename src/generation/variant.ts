/** The small form of a language, on its standard library alone, has folders of its own: `python-minimal`. */
const MINIMAL = '-minimal'

/** The folder that holds the templates of a language, or of its minimal form. */
export function variantOf(language: string, isMinimal: boolean): string {
  return isMinimal ? `${language}${MINIMAL}` : language
}

export function isMinimalVariant(variant: string): boolean {
  return variant.endsWith(MINIMAL)
}

/** How the user says it: `python --minimal`. */
export function spokenVariant(variant: string): string {
  return isMinimalVariant(variant) ? `${variant.slice(0, -MINIMAL.length)} --minimal` : variant
}
