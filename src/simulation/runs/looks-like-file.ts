/** What a file of a model is named like; scenarios of the catalogue are not. */
export function looksLikeFile(name: string): boolean {
  return /[\\/]|\.[cm]?[jt]s$/.test(name)
}
