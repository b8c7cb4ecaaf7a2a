import { conformance } from './conformance.ts'

conformance('go')
