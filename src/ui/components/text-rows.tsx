import { Box, Text } from 'ink'
import type { ReactElement } from 'react'

interface TextRowsProps {
  readonly lines: readonly string[]
  readonly margin: number
}

/** Lines that are styled already, one to a row; too long ones are cut at the right edge. */
export function TextRows({ lines, margin }: TextRowsProps): ReactElement {
  return (
    <Box flexDirection="column" marginLeft={margin}>
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its own identity
        <Text key={row} wrap="truncate-end">
          {line === '' ? ' ' : line}
        </Text>
      ))}
    </Box>
  )
}
