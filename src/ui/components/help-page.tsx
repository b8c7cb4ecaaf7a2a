import type { ReactElement } from 'react'
import { screenWords } from '../../messages/screens/index.ts'
import { GUTTER_COLUMNS, layoutFor } from '../layout.ts'
import type { Size } from '../terminal/screen-options.ts'
import { theme } from '../theme.ts'
import { Bar, ScreenFrame } from './bars.tsx'
import { EVERYWHERE } from './common-keys.ts'
import { type Binding, helpLines } from './key-bindings.ts'
import { TextRows } from './text-rows.tsx'

interface HelpPageProps {
  readonly size: Size
  readonly bindings: readonly Binding[]
  readonly unicode: boolean
}

/** The keys of a screen that has no help of its own, drawn from its table. */
export function HelpPage({ size, bindings, unicode }: HelpPageProps): ReactElement {
  const { title, status, anyKey } = screenWords().keys
  const { margin, bodyRows } = layoutFor(size)
  return (
    <ScreenFrame
      {...size}
      title={[title, 'compendium']}
      status={<Bar columns={size.columns} left={status} right={[anyKey]} style={theme.statusBar} />}
    >
      <TextRows
        lines={helpLines([...bindings, ...EVERYWHERE], unicode).slice(0, bodyRows)}
        margin={margin + GUTTER_COLUMNS}
      />
    </ScreenFrame>
  )
}
