import { Box, Text, type TextProps } from 'ink'
import type { ReactElement } from 'react'
import { theme } from '../theme.ts'
import { barText } from './bar-text.ts'

interface BarProps {
  readonly columns: number
  readonly left: string
  /** Given up piece by piece, the first one first, when there is no room for all. */
  readonly right: readonly string[]
  readonly style: TextProps
}

/** One row over the whole width: something at its left end, something at its right. */
export function Bar({ columns, left, right, style }: BarProps): ReactElement {
  return (
    <Text {...style} wrap="truncate-end">
      {barText(columns, left, right)}
    </Text>
  )
}

interface ScreenFrameProps {
  readonly columns: number
  readonly rows: number
  readonly title: readonly [left: string, right: string]
  readonly status: ReactElement
  readonly children: ReactElement
}

/** Title bar, body, status bar. */
export function ScreenFrame({ columns, rows, title, status, children }: ScreenFrameProps): ReactElement {
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Bar columns={columns} left={title[0]} right={[title[1]]} style={theme.titleBar} />
      <Box flexGrow={1} flexDirection="column" overflow="hidden">
        {children}
      </Box>
      {status}
    </Box>
  )
}
