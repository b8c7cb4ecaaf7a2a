import { BaseCommand } from '../../src/cli/base-command.ts'
import { besideFlags } from '../../src/cli/beside-flags.ts'
import { projectWords } from '../../src/messages/projects/index.ts'

export default class GenerateK8s extends BaseCommand {
  static override readonly summary = 'write Kubernetes manifests for a project'

  static override readonly description =
    `Reads the project and writes k8s/: a base and overlays for kustomize, with probes, a stop without lost requests, limits, an autoscaler,
a disruption budget and a network policy. A project that keeps its data in a file gets one pod, a store of many nodes a StatefulSet.
Secrets are named and never written. Files that you changed are shown and not overwritten without --force.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> --dir shop',
    '<%= config.bin %> <%= command.id %> --dry-run --json',
  ]

  static override readonly flags = besideFlags

  async run(): Promise<object> {
    const { flags } = await this.parse(GenerateK8s)
    const { generateManifests } = await import('../../src/generation/k8s/generate-k8s.ts')
    const { besideSummary } = await import('../../src/generation/summary.ts')
    const cwd = process.cwd()
    const { dir, force, 'dry-run': dryRun } = flags
    const manifests = await generateManifests({ dir, force, dryRun, cwd })
    const { commands, secrets } = manifests
    const make = secrets.length === 0 ? [] : [projectWords().done.secrets]
    this.log(besideSummary(manifests, cwd, [commands.show, commands.apply, ...make]))
    return manifests
  }
}
