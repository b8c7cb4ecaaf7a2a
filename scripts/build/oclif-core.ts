/**
 * What our code uses of @oclif/core, taken from its parts: the package's own index also loads its
 * help, its plugin installer's helpers and its test hooks. The bundle puts this file in its place.
 */
export * as Args from '@oclif/core/args'
export { Command } from '@oclif/core/command'
export { Config } from '@oclif/core/config'
export * as Flags from '@oclif/core/flags'
export { CommandHelp, Help } from '@oclif/core/help'
