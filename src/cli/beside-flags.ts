import { Flags } from '@oclif/core'

/** Of commands that add files to a project that is there. */
export const besideFlags = {
  dir: Flags.string({
    helpValue: 'FOLDER',
    description: 'folder of the project (default: the one you are in)',
    default: '.',
  }),
  'dry-run': Flags.boolean({ description: 'list the files and write nothing' }),
  force: Flags.boolean({
    description: 'replace files that were changed; yours are kept in .compendium/backup',
  }),
}
