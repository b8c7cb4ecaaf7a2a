import type { Runbook } from './rules.ts'

/** What to do when somebody is called: an alert a chapter. */
export function runbookText(name: string, runbooks: readonly Runbook[]): string {
  return `# Runbook of ${name}

The alerts of \`rules.yaml\` tell of what callers notice, not of every cause: an open circuit breaker or a retry is on the dashboard and
wakes nobody. \`dashboard.json\` is imported into Grafana, or provisioned from a file; \`rules.yaml\` is named under \`rule_files\` of
Prometheus, which scrapes \`/metrics\` under the job \`${name}\`.

${runbooks.map(chapter).join('\n')}`
}

function chapter({ alert, means, look, act }: Runbook): string {
  return `## ${alert}

- **Means.** ${means}
- **Look.** ${look}
- **Act.** ${act}
`
}
