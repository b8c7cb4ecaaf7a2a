import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { INCIDENTS, LESSONS, teachingOf } from '../../../../src/grading/cluster/story/teaching.ts'
import { WORKLOADS } from '../../../../src/grading/cluster/workloads/registry.ts'
import { packageRoot } from '../../../../src/platform/package-root.ts'

const fileOf = (slug: string) => path.join(packageRoot(), 'content', 'patterns', slug, 'lesson.md')

describe('what a failure of a cluster leads to', () => {
  it.each(WORKLOADS.map(({ id }) => id))('workload %s has lessons, and they exist', (id) => {
    const { lessons } = teachingOf(id, 'none')
    if (id !== 'echo') expect(lessons).not.toEqual([])
    expect(lessons.filter((slug) => !existsSync(fileOf(slug)))).toEqual([])
  })

  it('names no workload that there is not', () => {
    const ids = WORKLOADS.map(({ id }) => id)
    expect(Object.keys(LESSONS).filter((id) => !ids.includes(id))).toEqual([])
  })

  it.each(Object.entries(INCIDENTS))(
    'the incident for %s is told by its lesson, from that source',
    (_, incident) => {
      const text = readFileSync(fileOf(incident.lesson), 'utf8')
      expect(text).toContain(`  - id: ${incident.source}\n`)
      expect(text).toContain(`[@${incident.source}]`)
    },
  )

  it('leads to incidents that there are', () => {
    const named = Object.values(INCIDENTS).flatMap(({ id }) => id ?? [])
    expect(named).toContain('github-mysql-2018')
    const fileOfIncident = (id: string) => path.join(packageRoot(), 'content', 'incidents', `${id}.yaml`)
    expect(named.filter((id) => !existsSync(fileOfIncident(id)))).toEqual([])
  })

  it('is chosen by workload and kind, and most failures have none', () => {
    expect(teachingOf('lin-kv', 'not-linearizable').incident?.source).toBe('github-2018')
    expect(teachingOf('quorum-store', 'not-linearizable').incident?.source).toBe('jepsen-cassandra')
    expect(teachingOf('txn-list-append', 'lost-update').incident?.lesson).toBe('paxos')
    expect(teachingOf('echo', 'differs')).toEqual({ lessons: [] })
  })
})
