import path from 'node:path'
import { Args } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { readManifest } from '../src/cli/command-help.ts'
import type { NameLists } from '../src/cli/completion/entries.ts'
import type { Shell } from '../src/cli/completion/script.ts'
import { loadIndex } from '../src/corpus/corpus.ts'
import { packageRoot } from '../src/platform/package-root.ts'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const satisfies readonly Shell[]

export default class Completion extends BaseCommand {
  static override readonly summary = 'print a script that completes what you type'

  static override readonly description =
    `Prints a script for your shell, with all commands, flags and names in it. To have it in every shell:

bash: add to ~/.bashrc: source <(compendium completion bash)
zsh: add to ~/.zshrc, after compinit: source <(compendium completion zsh)
fish: compendium completion fish > ~/.config/fish/completions/compendium.fish
PowerShell: add to $PROFILE: compendium completion powershell | Out-String | Invoke-Expression

It knows the names of this version; where it is kept in a file, write the file again after an update.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> bash',
    '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/compendium.fish',
  ]

  static override readonly args = {
    shell: Args.string({
      description: 'bash, zsh, fish or powershell',
      options: [...SHELLS],
      required: true,
    }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(Completion)
    const { completionPlaces } = await import('../src/cli/completion/entries.ts')
    const { completionScript } = await import('../src/cli/completion/script.ts')
    const shell = args.shell as Shell
    const script = completionScript(shell, completionPlaces(readManifest(packageRoot()), await names()))
    this.log(script.trimEnd())
    return { shell, script }
  }
}

/** By the name of the argument or flag that takes one of them. */
async function names(): Promise<NameLists> {
  const { items, clusters } = loadIndex()
  const { LANGUAGES } = await import('../src/grading/languages.ts')
  const { FAULT_KINDS } = await import('../src/grading/cluster/faults/fault.ts')
  const { LATENCY_DISTRIBUTIONS } = await import('../src/grading/cluster/network/latency.ts')
  const { TOPOLOGIES } = await import('../src/grading/cluster/network/topology.ts')
  const { WORKLOADS } = await import('../src/grading/cluster/workloads/registry.ts')
  const { MODELS } = await import('../src/checkers/registry.ts')
  const { scenarioIds } = await import('../src/simulation/registry.ts')
  const { readFolder } = await import('../src/platform/text-file.ts')
  const topics = items.map(({ slug }) => slug)
  const components = items.flatMap(({ slug, hasExercise }) => (hasExercise ? [slug] : []))
  const exercises = [...components, ...clusters.map(({ id }) => id)].sort()
  return {
    topic: topics,
    ...{ pattern: exercises, exercise: exercises },
    patterns: await readFolder(path.join(packageRoot(), 'templates', 'patterns')),
    scenario: scenarioIds(),
    language: LANGUAGES.map(({ id }) => id),
    workload: WORKLOADS.map(({ id }) => id),
    model: Object.keys(MODELS),
    consistency: [...new Set(Object.values(MODELS).flatMap((model) => model.consistency))],
    nemesis: FAULT_KINDS,
    topology: TOPOLOGIES,
    'latency-dist': LATENCY_DISTRIBUTIONS,
  }
}
