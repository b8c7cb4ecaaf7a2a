import path from 'node:path'
import { type Command, Config, type Interfaces } from '@oclif/core'
import { cacheDir, dataDir } from '../platform/paths.ts'
import { type Program, userAgent } from './program.ts'

type Loadable = Command.Loadable

/**
 * What oclif's commands and its help ask of a `Config`, taken from the manifest that the build
 * wrote. Its own `load()` looks for plugins, themes, shells and hooks on every start; we have none.
 */
export class ProgramConfig extends Config {
  readonly #commands: readonly Loadable[]

  constructor(program: Program, manifest?: Interfaces.Manifest) {
    super({ root: program.root })
    this.root = program.root
    this.pjson = program.pjson
    this.name = program.pjson.name
    this.version = program.pjson.version
    this.bin = 'compendium'
    this.dirname = 'compendium'
    this.topicSeparator = ' '
    this.userAgent = userAgent(program)
    this.arch = process.arch as Interfaces.ArchTypes
    this.platform = process.platform as Interfaces.PlatformTypes
    this.windows = process.platform === 'win32'
    this.valid = true
    this.cacheDir = cacheDir()
    this.dataDir = dataDir()
    this.configDir = path.join(dataDir(), 'config')
    this.#commands = Object.values(manifest?.commands ?? {}).map((command) => ({
      ...command,
      // Help is drawn from the manifest, and `runCommand` loads commands itself.
      load: () => Promise.reject(new Error(`${command.id} is not loaded this way`)),
    }))
  }

  override async load(): Promise<void> {}

  override get commands(): Loadable[] {
    return [...this.#commands]
  }

  override get commandIDs(): string[] {
    return this.#commands.map(({ id }) => id)
  }

  override get topics(): Interfaces.Topic[] {
    return []
  }

  override findCommand(id: string, options: { must: true }): Loadable
  override findCommand(id: string, options?: { must: boolean }): Loadable | undefined
  override findCommand(id: string): Loadable | undefined {
    return this.#commands.find((command) => command.id === id || command.aliases.includes(id))
  }

  override async runHook<T extends keyof P, P extends Interfaces.Hooks = Interfaces.Hooks>(): Promise<
    Interfaces.Hook.Result<P[T]['return']>
  > {
    return { successes: [], failures: [] }
  }
}
