import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const content = path.resolve(import.meta.dirname, '../../../content')

/** All patterns that there are: those with a lesson, and those with a short entry. */
export async function patternSlugs(): Promise<ReadonlySet<string>> {
  const short = await readFile(path.join(content, 'patterns-short.yaml'), 'utf8')
  const slugs = [...short.matchAll(/^ {2}- slug: "?([a-z0-9-]+)/gm)].map(([, slug]) => slug ?? '')
  return new Set([...(await readdir(path.join(content, 'patterns'))), ...slugs])
}

export async function shippedIncidents(): Promise<ReadonlySet<string>> {
  const files = await readdir(path.join(content, 'incidents'))
  return new Set(files.map((file) => path.basename(file, '.yaml')))
}
