import { conformance } from './conformance.ts'

conformance('javascript')
