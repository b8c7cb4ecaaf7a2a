import { structuredPatch } from 'diff'

/** What makes `before` into `after`, as a unified diff (POSIX `diff -u`); empty when they are the same. */
export function unifiedDiff(path: string, before: string, after: string): string[] {
  const { hunks } = structuredPatch(path, path, before, after, undefined, undefined, { context: 3 })
  if (hunks.length === 0) return []
  const body = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ])
  return [`--- a/${path}`, `+++ b/${path}`, ...body]
}
