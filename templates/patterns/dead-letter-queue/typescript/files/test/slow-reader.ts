import type { KyselyPlugin } from 'kysely'

/** Reads what the database says, and does `meanwhile` before it goes by it for the first time. */
export function slowReader(meanwhile: () => Promise<unknown>): {
  plugin: KyselyPlugin
  queries: string[]
} {
  const queries: string[] = []
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      queries.push(node.kind)
      return node
    },
    async transformResult({ result }) {
      if (queries.length === 1) await meanwhile()
      return result
    },
  }
  return { plugin, queries }
}
