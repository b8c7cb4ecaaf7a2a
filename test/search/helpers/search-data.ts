import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type CompiledCorpus, compileCorpus } from '../../../src/corpus/compile/compile-corpus.ts'
import { type WrittenSearch, writeSearch } from '../../../src/search/compile/write-search.ts'
import { loadSearch, type SearchData } from '../../../src/search/load.ts'

const content = path.resolve(import.meta.dirname, '../../../content')

export interface ShippedSearch {
  readonly contentDir: string
  readonly corpus: CompiledCorpus
  readonly written: WrittenSearch
  readonly data: SearchData
  remove(): Promise<void>
}

/** The content that ships, compiled and indexed into a temporary folder as the build does it. */
export async function shippedSearch(): Promise<ShippedSearch> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-search-'))
  const corpus = await compileCorpus(content)
  const written = await writeSearch(content, folder, corpus)
  return {
    contentDir: content,
    corpus,
    written,
    data: loadSearch(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
