/** The user of the official image of Node, by name; Kubernetes checks numbers alone. */
const NODE_USER = 1000

/** `ENV` of the last stage: what a container has set without being told. */
export function finalEnvironment(dockerfile: string): Record<string, string> {
  const stages = dockerfile.split(/^FROM /m)
  const lines = (stages.at(-1) ?? '').match(/^ENV .*$/gm) ?? []
  const pairs = lines.flatMap((line) => [...line.matchAll(/([A-Z][A-Z0-9_]*)=(\S+)/g)])
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]))
}

/** The number of the user that the image runs as. */
export function userOf(dockerfile: string): number {
  const user = /^USER (\S+)/gm
  const last = [...dockerfile.matchAll(user)].at(-1)?.[1] ?? ''
  if (/^\d+/.test(last)) return Number.parseInt(last, 10)
  const made = /--uid[ =](\d+)/.exec(dockerfile)?.[1]
  return made === undefined ? NODE_USER : Number(made)
}
