import type { RegisterAnswer } from '../../kernel/cluster/replicated-register.ts'

/** Who is who from one change to the next. Only the view service makes views. */
export interface View {
  readonly number: number
  readonly primary: number
  /** `NO_ONE` when the primary serves alone. */
  readonly backup: number
}

export const NO_ONE = -1
export const NO_VIEW: View = { number: 0, primary: NO_ONE, backup: NO_ONE }

/** What a client is told, and in which view. */
export interface Answer extends RegisterAnswer {
  readonly view: number
}

export type BackupMessage =
  /** `ready`: in view `number` the backup has the whole state of this primary. */
  | { readonly type: 'Ping'; readonly number: number; readonly ready: boolean }
  | { readonly type: 'WhoServes' }
  | { readonly type: 'ViewIs'; readonly view: View }
  | { readonly type: 'Ask'; readonly operation: number; readonly write: boolean }
  | { readonly type: 'Answer'; readonly operation: number; readonly answer: Answer }
  | { readonly type: 'Transfer'; readonly view: View; readonly log: readonly number[] }
  /** Entries from `first` on. The backup repeats `token` to show that it was asked after that. */
  | {
      readonly type: 'Forward'
      readonly number: number
      readonly first: number
      readonly entries: readonly number[]
      readonly token: number
    }
  | { readonly type: 'Stored'; readonly number: number; readonly length: number; readonly token: number }
  | { readonly type: 'OldView'; readonly number: number }

export function describeMessage(message: BackupMessage): string {
  switch (message.type) {
    case 'Ping':
      return `ping, knows view ${message.number}${message.ready ? ', backup is ready' : ''}`
    case 'WhoServes':
      return 'who serves?'
    case 'ViewIs':
      return spellView(message.view)
    case 'Ask':
      return `${message.write ? 'write' : 'read'} ${message.operation}`
    case 'Answer':
      return `answer to ${message.operation}`
    case 'Transfer':
      return `whole log of ${message.log.length}, view ${message.view.number}`
    case 'Forward':
      return message.entries.length === 0
        ? `still in view ${message.number}?`
        : `write ${message.entries.join(', ')} of view ${message.number}`
    case 'Stored':
      return `has ${message.length}, view ${message.number}`
    case 'OldView':
      return `view ${message.number} is over`
  }
}

/** `view 3: server 1, backup server 2` */
export function spellView({ number, primary, backup }: View): string {
  return `view ${number}: server ${primary}${backup === NO_ONE ? ' alone' : `, backup server ${backup}`}`
}
