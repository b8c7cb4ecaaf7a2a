/**
 * A lesson as data: Markdown parsed once, when the corpus is compiled, into blocks that a
 * terminal, a page or a reader for the blind can draw without parsing anything.
 */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong'; readonly children: readonly Inline[] }
  | { readonly type: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] }
  /** A reference to the lesson's source `id`, the `number`th in its list. Written `[@id]`. */
  | { readonly type: 'cite'; readonly id: string; readonly number: number }
  | { readonly type: 'break' }

export type CalloutKind = 'note' | 'tip' | 'important' | 'warning' | 'caution'
export type Alignment = 'left' | 'center' | 'right'

export type Block =
  | {
      readonly type: 'heading'
      readonly level: number
      readonly id: string
      readonly children: readonly Inline[]
    }
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly language: string; readonly text: string }
  /** `text` is the Mermaid `source` drawn with box characters; `alt` says it in words. */
  | { readonly type: 'diagram'; readonly source: string; readonly text: string; readonly alt: string }
  | {
      readonly type: 'list'
      readonly ordered: boolean
      readonly start: number
      /** No blank lines between the items. */
      readonly tight: boolean
      readonly items: readonly ListItem[]
    }
  | {
      readonly type: 'table'
      readonly align: readonly Alignment[]
      readonly header: readonly (readonly Inline[])[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }
  | { readonly type: 'callout'; readonly kind: CalloutKind; readonly children: readonly Block[] }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  | { readonly type: 'rule' }

export interface ListItem {
  /** Set for a task: a box that is ticked or empty. */
  readonly checked?: boolean
  readonly children: readonly Block[]
}
